import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { actingAs, system } from '../../kernel/work.ts';
import { actingApp, appById, whoseToken } from '../../modules/apps/index.ts';
import type { WecomCall } from './call.ts';
import { calls, openCalls } from './calls.ts';
import { bodyOf, envelope, failed, isAnswer } from './envelope.ts';
import { numbers, WecomError } from './wecom.errors.ts';

const byPath = new Map(calls.map((c) => [c.path, c]));
const openByPath = new Map(openCalls.map((c) => [c.path, c]));

/** WeCom's server interface: the token in the query, always 200, the outcome in errcode. */
export const wecom: ForeignDoor = {
  name: 'wecom',
  paths: ['/cgi-bin/'],
  async answer(call) {
    const { path } = call.request;
    const open = openByPath.get(path);
    const closed = byPath.get(path);
    try {
      if (open) {
        const answer = await open.open(call);
        return isAnswer(answer) ? answer : envelope('ok', answer);
      }
      if (!closed) return { ...failed(call, new WecomError(404)), status: 404 };
      return envelope(closed.done ?? 'ok', await run(closed, call));
    } catch (error) {
      return failed(call, inTheirNumbers(error, call));
    }
  },
};

async function run(wanted: WecomCall, call: ForeignCall): Promise<object> {
  const { request, ports, now } = call;
  const token = request.query['access_token'] ?? '';
  if (token === '') throw new WecomError(41001);
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (found === 'expired') throw new WecomError(42001);
  if (found === 'unknown') throw new WecomError(40014);
  if (wanted.writes && request.method === 'GET') throw new WecomError(43002);
  const sent = { ...bodyOf(call), ...request.query };
  const input = wanted.input.safeParse(sent);
  if (!input.success) throw input.error;
  return await ports.openWork(found.corpId, system, async (asSystem) => {
    const app = await appById(asSystem, found.appId);
    if (!app) throw new WecomError(40014);
    if (!app.enabled) throw new WecomError(50003);
    if (wanted.scope && !app.scopes.includes(wanted.scope)) throw new WecomError(48002);
    return await wanted.run(actingAs(asSystem, actingApp(app)), input.data, {
      ...call,
      corpId: found.corpId,
      app,
    });
  });
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
