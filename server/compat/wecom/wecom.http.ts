import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { actingApp, noteMissing } from '../../modules/apps/index.ts';
import { quotaHeaders } from '../../kernel/http/quota-headers.ts';
import type { WecomCall, WecomContext, WecomOutsideCall } from './call.ts';
import { subscribers } from './callbacks/subscribers.ts';
import { runExport } from './contacts/run-export.ts';
import { calls, openCalls, outsideCalls } from './calls.ts';
import { bodyOf, envelope, failed, isAnswer, refuseNul } from './envelope.ts';
import { letIn, noteCall } from './let-in.ts';
import { numbers, WecomError } from './wecom.errors.ts';

const byPath = new Map<string, WecomCall | WecomOutsideCall>(
  [...calls, ...outsideCalls].map((c) => [c.path, c]),
);
const openByPath = new Map(openCalls.map((c) => [c.path, c]));

/** WeCom's server interface: the token in the query, always 200, the outcome in errcode. */
export const wecom: ForeignDoor = {
  name: 'wecom',
  paths: ['/cgi-bin/', '/connect/oauth2/authorize', '/wwlogin/sso/login', '/wwopen/sso/qrConnect'],
  subscribers,
  jobs: [runExport],
  async answer(call) {
    const { path } = call.request;
    const open = openByPath.get(path);
    const closed = byPath.get(path);
    try {
      refuseNul(call);
      if (open) {
        const answer = await open.open(call);
        return isAnswer(answer) ? answer : envelope('ok', answer);
      }
      if (closed) return await run(closed, call);
      await noteMissing(call, call.request.query['access_token'] ?? '');
      return { ...failed(call, new WecomError(404)), status: 404 };
    } catch (error) {
      return failed(call, inTheirNumbers(error, call));
    }
  },
};

async function run(wanted: WecomCall | WecomOutsideCall, call: ForeignCall): Promise<ForeignAnswer> {
  const { request, ports, now } = call;
  const { corpId, app, meter } = await letIn(call);
  const began = performance.now();
  let answer: ForeignAnswer;
  let wrong: WecomError | undefined;
  try {
    if (wanted.writes && request.method === 'GET') throw new WecomError(43002);
    if (wanted.scope && !app.scopes.includes(wanted.scope)) throw new WecomError(48002);
    const sent = 'bytes' in wanted && wanted.bytes ? request.query : { ...bodyOf(call), ...request.query };
    const input: unknown = wanted.input.parse(sent);
    const actor = actingApp(app);
    const context: WecomContext = { ...call, corpId, app };
    const found =
      'run' in wanted
        ? await ports.openWork(corpId, actor, (work) => wanted.run(work, input, context))
        : await wanted.act(
            { corpId, ports, now, work: (inside, as) => ports.openWork(corpId, as ?? actor, inside) },
            input,
            context,
          );
    answer = isAnswer(found) ? found : envelope(wanted.done ?? 'ok', found);
  } catch (error) {
    wrong = inTheirNumbers(error, call);
    answer = failed(call, wrong);
  }
  noteCall(call, { corpId, appId: app.id, error: wrong, ms: performance.now() - began });
  return { ...answer, headers: { ...answer.headers, ...quotaHeaders(meter, now) } };
}

function inTheirNumbers(error: unknown, { ports, request }: ForeignCall): WecomError {
  if (error instanceof WecomError) return error;
  if (error instanceof ZodError) {
    const { path, message } = error.issues[0]!;
    return new WecomError(40058, `invalid Request Parameter, ${path.join('.')}: ${message}`);
  }
  const errcode = error instanceof Failure ? numbers[error.code] : undefined;
  if (errcode !== undefined) return new WecomError(errcode);
  ports.log.error({ err: error, path: request.path }, 'a foreign call failed');
  return new WecomError(-1);
}
