import { ChannelAccountId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { type AccountRow, accountById, allAccounts, lineOf } from '../account.ts';
import type { PassFate, Passing } from '../adapter.ts';
import { adapterOf } from '../adapters.ts';
import { askTransfers } from './ask-transfers.ts';

/** the other side knows nothing of it by then: the asking was lost */
const LOST_MS = 2 * 24 * 3_600_000;

/** Every hour: whoever became due is asked for, and what was asked for is looked after. */
export const lookAtTransfers = job(
  'channels.look_at_transfers',
  z.object({}),
  { tries: 1, everyMs: 3_600_000 },
  async (shift) => {
    await shift.work(async (work) => {
      for (const { id: accountId, kind } of await allAccounts(work)) {
        if (!adapterOf(kind).transfers) continue;
        await work.enqueue(askTransfers, { accountId }, { key: `${accountId} hourly` });
        await work.enqueue(followTransfers, { accountId }, { key: accountId });
      }
    }, system);
  },
);

export const followTransfers = job(
  'channels.follow_transfers',
  z.object({ accountId: ChannelAccountId }),
  { tries: 3, outside: true },
  async (shift, { accountId }) => {
    const { row, open } = await shift.work(
      async (work) => ({
        row: await accountById(work, accountId),
        open: await work.sql<Passing>(
          `select distinct from_id "from", to_id "to", gone from channel_transfers where corp_id = $1 and account_id = $2 and state = 'asked'`,
          [work.corpId, accountId],
        ),
      }),
      system,
    );
    for (const passing of open) await noteFates(shift, row, passing);
  },
);

async function noteFates(shift: Shift, row: AccountRow, passing: Passing): Promise<void> {
  const fates = await adapterOf(row.kind).transfers!.fates(lineOf(shift, row), passing);
  const having = (...some: PassFate[]) =>
    [...fates].flatMap(([id, fate]) => (some.includes(fate) ? [id] : []));
  await shift.work(async (work) => {
    const done = await end(work, row.id, passing, having('done'), { state: 'done', why: '' });
    await work.sql(
      `update channel_contacts set thread = thread || jsonb_build_object('userid', $4::text) where corp_id = $1 and account_id = $2 and outside_id = any($3)`,
      [work.corpId, row.id, done, passing.to],
    );
    await end(work, row.id, passing, having('refused'), {
      state: 'refused',
      why: 'channels.transfer_refused',
    });
    await end(work, row.id, passing, having('full'), { state: 'refused', why: 'channels.transfer_full' });
    const lost = await work.sql<{ id: string }>(
      `select outside_id id from channel_transfers where corp_id = $1 and account_id = $2 and state = 'asked' and from_id = $3 and to_id = $4 and gone = $5
          and asked_at < $6 and outside_id <> all($7)`,
      [
        work.corpId,
        row.id,
        passing.from,
        passing.to,
        passing.gone,
        new Date(work.now.getTime() - LOST_MS),
        having('waiting'),
      ],
    );
    const ids = lost.map((l) => l.id);
    await end(work, row.id, passing, ids, { state: 'refused', why: 'channels.unsure' });
  }, system);
}

/** Ends those of this pair who are under way; returns whom it did end. */
async function end(
  work: Work,
  accountId: string,
  { from, to, gone }: Passing,
  ids: readonly string[],
  { state, why }: { state: 'done' | 'refused'; why: string },
): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `update channel_transfers set state = $7, why = $8, ended_at = $9 where corp_id = $1 and account_id = $2 and outside_id = any($3) and state = 'asked'
        and from_id = $4 and to_id = $5 and gone = $6 returning outside_id id`,
    [work.corpId, accountId, ids, from, to, gone, state, why, work.now],
  );
  return rows.map((r) => r.id);
}
