import { ChannelAccountId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { accountById, allAccounts, lineOf, noteHealth } from './account.ts';
import { adapterOf, allAdapters } from './adapters.ts';
import { arrive } from './arrive.ts';

const ROUNDS = 50;

/** Reads an account to its end. The cursor moves after what was read has arrived, so a crash repeats and loses nothing. */
export const pull = job(
  'channels.pull',
  z.object({ accountId: ChannelAccountId, hint: z.string() }),
  { tries: 5, outside: true },
  async (shift, { accountId, hint }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const row = await shift.work((work) => accountById(work, accountId), system);
      const adapter = adapterOf(row.kind);
      if (!adapter.pull) return;
      try {
        const got = await adapter.pull(lineOf(shift, row), row.cursor, hint);
        await arrive(shift, row, got.arrivals);
        await shift.work(async (work) => {
          await work.sql(
            'update channel_accounts set cursor = $4 where corp_id = $1 and id = $2 and cursor = $3',
            [work.corpId, accountId, row.cursor, got.cursor],
          );
          await noteHealth(work, accountId);
        }, system);
        if (!got.more) return;
      } catch (error) {
        await shift.work((work) => noteHealth(work, accountId, error), system);
        throw error;
      }
    }
    await shift.work((work) => work.enqueue(pull, { accountId, hint }), system);
  },
);

/** Accounts that nobody tells us about are looked at every half minute; for the others it is the net below lost callbacks. */
export const look = job('channels.look', z.object({}), { tries: 1, everyMs: 30_000 }, async (shift) => {
  const pulled = new Set(allAdapters().flatMap((a) => (a.pull ? [a.kind] : [])));
  await shift.work(async (work) => {
    for (const { id, kind } of await allAccounts(work))
      if (pulled.has(kind)) await work.enqueue(pull, { accountId: id, hint: '' }, { key: id });
  }, system);
});
