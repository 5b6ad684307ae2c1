import { channels } from '@teahouse/contract/channels';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { accountById, lineOf } from './account.ts';
import { adapterOf } from './adapters.ts';
import { arrive } from './arrive.ts';
import { pull } from './pull.ts';

export const channelProof = implementRaw(channels.channelProof, (call) => hear(call));
export const channelHook = implementRaw(channels.channelHook, (call) => hear(call));

/** The answer goes out after everything told is stored; what was not answered is told again by the other side. */
async function hear(call: RawCall): Promise<unknown> {
  const id = await call.work(async (work) => work.actor.id);
  const row = await call.work((work) => accountById(work, id), system);
  const adapter = adapterOf(row.kind);
  if (!adapter.hook) return await call.reply.code(404).send('');
  const { query, headers, body, method } = call.request;
  const answer = await adapter.hook(lineOf(call, row), {
    method,
    query: query as Record<string, string>,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  });
  await arrive(call, row, answer.arrivals ?? []);
  const { pull: wanted } = answer;
  if (wanted)
    await call.work(
      (work) => work.enqueue(pull, { accountId: row.id, hint: wanted.hint }, { key: row.id }),
      system,
    );
  return await call.reply
    .code(answer.status)
    .type(answer.type ?? 'text/plain')
    .send(answer.body);
}
