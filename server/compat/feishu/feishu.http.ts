import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import type { FeishuCall, FeishuContext, FeishuOutsideCall } from './call.ts';
import { calls, openCalls, outsideCalls } from './calls.ts';
import { answer, bodyOf, isAnswer, refuseNul } from './envelope.ts';
import { FeishuError, inTheirNumbers } from './feishu.errors.ts';
import { routeFinder } from './find-call.ts';
import { letIn } from './let-in.ts';

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
      return { ...answer({ code: 404, msg: 'api not implemented' }), status: 404 };
    } catch (error) {
      const { code, message } = inTheirNumbers(error, call);
      return answer({ code, msg: message, data: {} });
    }
  },
};

async function run(
  wanted: FeishuCall | FeishuOutsideCall,
  call: ForeignCall,
  params: Record<string, string>,
): Promise<ForeignAnswer> {
  const { shift, app } = await letIn(call);
  if (wanted.scope && !app.scopes.includes(wanted.scope))
    throw new FeishuError(99991672, `Access denied. The app lacks the scope ${wanted.scope}`);
  const body = 'bytes' in wanted && wanted.bytes ? {} : bodyOf(call);
  const input: unknown = wanted.input.parse({ ...body, ...call.request.query, ...params });
  const context: FeishuContext = { ...call, corpId: shift.corpId, app };
  const found =
    'run' in wanted
      ? await shift.work((work) => wanted.run(work, input, context))
      : await wanted.act(shift, input, context);
  return isAnswer(found) ? found : answer({ code: 0, msg: 'success', data: found });
}
