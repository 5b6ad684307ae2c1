import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { quotaHeaders } from '../../kernel/http/quota-headers.ts';
import type { Shift } from '../../kernel/shift.ts';
import { noteMissing } from '../../modules/apps/index.ts';
import type { FeishuCall, FeishuContext, FeishuOutsideCall } from './call.ts';
import { calls, openCalls, outsideCalls } from './calls.ts';
import { answer, bodyOf, isAnswer, refuseNul } from './envelope.ts';
import { FeishuError, inTheirNumbers } from './feishu.errors.ts';
import { routeFinder } from './find-call.ts';
import { bearerOf, letIn } from './let-in.ts';

const findOpen = routeFinder(openCalls);
const findClosed = routeFinder<FeishuCall | FeishuOutsideCall>([...calls, ...outsideCalls]);

/** Feishu's interface: `code` and `msg`, what is asked for in `data`. */
export const feishu: ForeignDoor = {
  name: 'feishu',
  paths: ['/open-apis/'],
  async answer(call) {
    const { path, method } = call.request;
    try {
      refuseNul(call);
      const open = findOpen(method, path);
      if (open) {
        const given = await open.route.open(call, open.params);
        return isAnswer(given) ? given : answer({ code: 0, msg: 'success', ...given });
      }
      const closed = findClosed(method, path);
      if (closed) return await run(closed.route, call, closed.params);
      await noteMissing(call, bearerOf(call));
      return { ...answer({ code: 404, msg: 'api not implemented' }), status: 404 };
    } catch (error) {
      return refused(inTheirNumbers(error, call));
    }
  },
};

async function run(
  wanted: FeishuCall | FeishuOutsideCall,
  call: ForeignCall,
  params: Record<string, string>,
): Promise<ForeignAnswer> {
  const { method, path } = wanted;
  const { shift, app, meter } = await letIn(call, path);
  const { corpId } = shift;
  const began = performance.now();
  let wrong: FeishuError | undefined;
  const given = await answered(wanted, { ...call, corpId, app }, { shift, params }).catch(
    (error: unknown) => {
      wrong = inTheirNumbers(error, call);
      return refused(wrong);
    },
  );
  call.ports.callLog.note({
    corpId,
    appId: app.id,
    at: call.now,
    route: `${method} ${path}`,
    status: 200,
    code: wrong ? String(wrong.code) : '',
    text: wrong?.message.slice(0, 300) ?? '',
    ms: performance.now() - began,
  });
  return { ...given, headers: { ...given.headers, ...quotaHeaders(meter, call.now) } };
}

async function answered(
  wanted: FeishuCall | FeishuOutsideCall,
  context: FeishuContext,
  { shift, params }: { shift: Shift; params: Record<string, string> },
): Promise<ForeignAnswer> {
  if (wanted.scope && !context.app.scopes.includes(wanted.scope))
    throw new FeishuError(99991672, `Access denied. The app lacks the scope ${wanted.scope}`);
  const body = 'bytes' in wanted && wanted.bytes ? {} : bodyOf(context);
  const input: unknown = wanted.input.parse({ ...body, ...context.request.query, ...params });
  const found =
    'run' in wanted
      ? await shift.work((work) => wanted.run(work, input, context))
      : await wanted.act(shift, input, context);
  return isAnswer(found) ? found : answer({ code: 0, msg: 'success', data: found });
}

const refused = ({ code, message }: FeishuError) => answer({ code, msg: message, data: {} });
