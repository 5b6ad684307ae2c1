import type { Audience } from '@teahouse/contract/audience';
import type { Broadcast } from '@teahouse/contract/outreach';
import type { AppId, BroadcastId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { newId, newSecret } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';
import { pump } from './gateway/pump.ts';
import { begin, endEmpty, freeze, schedule } from './launch-broadcast.ts';
import { toBroadcasts } from './outreach.present.ts';

export interface BroadcastAsked {
  name: string;
  madeBy: MemberId | AppId;
  audience: Audience;
  contents: readonly Draft[];
  channel: string;
  /** of 10,000 */
  holdOut: number;
  /** nothing leaves in the name of a member before `confirmFor` */
  confirm: boolean;
  startAt: Date;
}

/**
 * A broadcast of another module, through the same gateway and ledger: written and launched at once. The caller has checked that the
 * maker may address the audience and keeps the files. Where nobody is in it, it is over at once. Fails with customers.tag_not_found.
 */
export async function startBroadcast(
  work: Work,
  { startAt, contents, ...asked }: BroadcastAsked,
): Promise<BroadcastId> {
  const id = newId('brd');
  await work.sql(
    `insert into broadcasts (corp_id, id, name, made_by, audience, contents, channel, hold_out, salt, confirm, outcome, outcome_days, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'reply', 14, 'draft', $11)`,
    [
      work.corpId,
      id,
      asked.name,
      asked.madeBy,
      JSON.stringify(asked.audience),
      JSON.stringify(contents),
      asked.channel,
      asked.holdOut,
      newSecret(),
      asked.confirm,
      work.now,
    ],
  );
  await schedule(work, { id, name: asked.name }, startAt);
  if (startAt > work.now)
    await work.enqueue(begin, { broadcastId: id }, { runAt: startAt, key: `${id} ${startAt.getTime()}` });
  else if (!(await freeze(work, id))) await endEmpty(work, id);
  return id;
}

/** A member lets it go out to all of their customers in it. Returns how many were waiting for that. */
export async function confirmFor(work: Work, broadcastId: BroadcastId, memberId: MemberId): Promise<number> {
  const rows = await work.sql(
    `update broadcast_people set confirmed_at = $4, due_at = $4, state = 'waiting'
      where corp_id = $1 and broadcast_id = $2 and member_id = $3 and confirmed_at is null and state in ('waiting', 'asked') returning person_id`,
    [work.corpId, broadcastId, memberId, work.now],
  );
  if (rows.length) await work.enqueue(pump, { broadcastId });
  return rows.length;
}

/** What became of these broadcasts, by id; the caller has checked that the actor may know. */
export async function outcomesOf(
  work: Work,
  ids: readonly BroadcastId[],
): Promise<Map<BroadcastId, Broadcast>> {
  const rows = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = any($2)`,
    [work.corpId, ids],
  );
  return new Map((await toBroadcasts(work, rows)).map((b) => [b.id, b]));
}
