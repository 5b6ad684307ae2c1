import type { ErrorCode } from '@teahouse/contract/errors';
import { ChannelAccountId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import { job } from '../../../kernel/jobs.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { accountById, lineOf, noteHealth } from '../account.ts';
import { NotTaken, type Passing } from '../adapter.ts';
import { adapterOf } from '../adapters.ts';

/** Asks the other side for everybody who is due, no more in one call than it takes. */
export const askTransfers = job(
  'channels.ask_transfers',
  z.object({ accountId: ChannelAccountId }),
  { tries: 8, outside: true },
  async (shift, { accountId }) => {
    const row = await shift.work((work) => accountById(work, accountId), system);
    const desk = adapterOf(row.kind).transfers;
    if (!desk) return;
    for (;;) {
      const taken = await shift.work((work) => take(work, accountId, desk.most), system);
      if (!taken) return;
      const { passing, ids } = taken;
      try {
        const refused = await desk.ask(lineOf(shift, row), passing, ids);
        await shift.work((work) => refuse(work, accountId, refused), system);
        await shift.work((work) => noteHealth(work, accountId), system);
      } catch (error) {
        if (error instanceof Failure) {
          const all = new Map(ids.map((id): [string, ErrorCode] => [id, error.code]));
          await shift.work((work) => refuse(work, accountId, all), system);
          continue;
        }
        // Certainly not taken: asked again. Else nobody knows, and the fates that are asked for later tell.
        if (error instanceof NotTaken) await shift.work((work) => putBack(work, accountId, ids), system);
        await shift.work((work) => noteHealth(work, accountId, error), system);
        throw error;
      }
    }
  },
);

/** Those of one pair of members who are due, marked so that nobody else asks too. */
async function take(
  work: Work,
  accountId: string,
  most: number,
): Promise<{ passing: Passing; ids: string[] } | undefined> {
  const [passing] = await work.sql<Passing>(
    `select from_id "from", to_id "to", gone from channel_transfers
      where corp_id = $1 and account_id = $2 and state = 'queued' and due_at <= $3 order by due_at, from_id, to_id limit 1`,
    [work.corpId, accountId, work.now],
  );
  if (!passing) return undefined;
  const rows = await work.sql<{ id: string }>(
    `with mine as (select outside_id, no from channel_transfers where corp_id = $1 and account_id = $2 and state = 'queued' and due_at <= $3
                      and from_id = $4 and to_id = $5 and gone = $6 order by outside_id limit $7 for update skip locked)
     update channel_transfers t set state = 'asked', asked_at = $3 from mine
      where t.corp_id = $1 and t.account_id = $2 and t.outside_id = mine.outside_id and t.no = mine.no returning t.outside_id id`,
    [work.corpId, accountId, work.now, passing.from, passing.to, passing.gone, most],
  );
  return rows.length ? { passing, ids: rows.map((r) => r.id) } : undefined;
}

async function putBack(work: Work, accountId: string, ids: readonly string[]): Promise<void> {
  await work.sql(
    `update channel_transfers set state = 'queued', asked_at = null where corp_id = $1 and account_id = $2 and outside_id = any($3) and state = 'asked'`,
    [work.corpId, accountId, ids],
  );
}

/** The count that is used is not ours to know alone: somebody may have passed them over there. It is asked again when it is free for sure. */
async function refuse(work: Work, accountId: string, refused: ReadonlyMap<string, ErrorCode>): Promise<void> {
  const ended = [...refused].filter(([, why]) => why !== 'channels.count_used');
  const later = [...refused].filter(([, why]) => why === 'channels.count_used');
  await work.sql(
    `update channel_transfers t set state = 'refused', why = u.why, ended_at = $3 from unnest($4::text[], $5::text[]) u (id, why)
      where t.corp_id = $1 and t.account_id = $2 and t.outside_id = u.id and t.state = 'asked'`,
    [work.corpId, accountId, work.now, ended.map(([id]) => id), ended.map(([, why]) => why)],
  );
  await work.sql(
    `update channel_transfers set state = 'queued', asked_at = null, why = 'channels.count_used', due_at = $3::timestamptz + interval '90 days'
      where corp_id = $1 and account_id = $2 and outside_id = any($4) and state = 'asked'`,
    [work.corpId, accountId, work.now, later.map(([id]) => id)],
  );
}
