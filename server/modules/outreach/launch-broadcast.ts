import { createHash } from 'node:crypto';
import { outreach } from '@teahouse/contract/outreach';
import type { BroadcastId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { job } from '../../kernel/jobs.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { type Addressed, audienceOf } from '../customers/index.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';
import { contentHashOf } from './gateway/content.ts';
import { pump } from './gateway/pump.ts';
import { armOf } from './lift/assign.ts';
import { planLooks } from './take-look.ts';
import { broadcastToUse, mayBroadcast, memberOf } from './outreach.access.ts';
import { toBroadcast } from './outreach.present.ts';

/** Whoever could not be written to by then (nights, confirmations) is not written to any more. */
const OPEN_MS = 72 * 3_600_000;
const AT_ONCE = 5_000;

export const launchBroadcast = implement(outreach.launchBroadcast, async (work, { broadcastId, at }) => {
  const row = await broadcastToUse(work, broadcastId, { hold: true });
  if (row.state !== 'draft' && row.state !== 'scheduled') fail('outreach.already_launched');
  await mayBroadcast(work, row);
  const startAt = at ? new Date(at) : work.now;
  await schedule(work, row, startAt);
  if (startAt > work.now)
    await work.enqueue(
      begin,
      { broadcastId },
      { runAt: startAt, key: `${broadcastId} ${startAt.getTime()}` },
    );
  else if (!(await freeze(work, broadcastId))) fail('outreach.nobody');
  return await toBroadcast(work, await broadcastToUse(work, broadcastId));
});

/** From here on its contents stay as they are. */
export async function schedule(
  work: Work,
  { id, name }: Pick<BroadcastRow, 'id' | 'name'>,
  startAt: Date,
): Promise<void> {
  // Read back: the database keeps the parts of a message in an order of its own.
  const [kept] = await work.sql<Pick<BroadcastRow, 'contents'>>(
    'select contents from broadcasts where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  await work.sql(
    `update broadcasts set state = 'scheduled', start_at = $3, content_hash = $4 where corp_id = $1 and id = $2`,
    [work.corpId, id, startAt, contentHashOf(kept?.contents ?? [])],
  );
  await work.audit({ action: 'outreach.broadcast_launched', object: id, detail: { name } });
}

/** The hour of a scheduled broadcast has come. One that was stopped or put off meanwhile is left alone. */
export const begin = job(
  'outreach.begin',
  z.object({ broadcastId: z.string() }),
  { tries: 20 },
  async (shift, { broadcastId }) => {
    await shift.work(async (work) => {
      if (!(await freeze(work, broadcastId as BroadcastId))) await endEmpty(work, broadcastId);
    });
  },
);

/** Nobody is in it: it is over before it began. */
export async function endEmpty(work: Work, broadcastId: string): Promise<void> {
  await work.sql(
    `update broadcasts set state = 'done', launched_at = $3, finished_at = $3
      where corp_id = $1 and id = $2 and state = 'scheduled' and start_at <= $3`,
    [work.corpId, broadcastId, work.now],
  );
}

/**
 * Freezes who is in it and which arm each is in, before anything leaves, and sets it going. False where the audience has nobody or it
 * is not due.
 */
export async function freeze(work: Work, id: BroadcastId): Promise<boolean> {
  const [row] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 and b.state = 'scheduled' and b.start_at <= $3 for update`,
    [work.corpId, id, work.now],
  );
  if (!row) return false;
  const people = await audienceOf(work, row.audience, row.audience.whose === 'mine' ? memberOf(row) : null);
  if (people.length === 0) return false;
  for (let i = 0; i < people.length; i += AT_ONCE) await assign(work, row, people.slice(i, i + AT_ONCE));
  await work.sql(
    `update broadcasts set state = 'running', launched_at = $3, expires_at = $4, eligible = $5, audience_hash = $6 where corp_id = $1 and id = $2`,
    [work.corpId, id, work.now, new Date(work.now.getTime() + OPEN_MS), people.length, hashOf(people)],
  );
  await work.enqueue(pump, { broadcastId: id });
  await planLooks(work, id);
  return true;
}

async function assign(work: Work, row: BroadcastRow, people: readonly Addressed[]): Promise<void> {
  await work.sql(
    `insert into broadcast_people (corp_id, broadcast_id, person_id, customer_id, member_id, chat_id, arm, due_at)
     select $1, $2, u.*, $3 from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) u (p, c, m, h, a)`,
    [
      work.corpId,
      row.id,
      work.now,
      people.map((p) => p.personId),
      people.map((p) => p.customerId),
      people.map((p) => p.memberId),
      people.map((p) => p.chatId),
      people.map((p) => armOf({ salt: row.salt, personId: p.personId, holdOut: row.holdOut })),
    ],
  );
}

/** One figure for who was in it, in any order the database may give. */
function hashOf(people: readonly Addressed[]): string {
  const lines = people.map((p) => `${p.personId} ${p.customerId} ${p.memberId}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
