// Broadcasts as programs make and follow them. A program sees those that reach a member of its range, and those it made.
import type { Audience } from '@teahouse/contract/audience';
import type { AppId, BroadcastId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';
import { contentsToKeep, writeBroadcast } from '../create-broadcast.ts';
import { BROADCAST, type BroadcastRow } from '../gateway/broadcast-row.ts';
import { passiveChannels } from '../channels/all.ts';
import { freeze, schedule } from '../launch-broadcast.ts';
import { moveTo } from '../move-broadcast.ts';
import { tellConfirmers } from '../tell-confirmers.ts';

const REMINDERS = 3;
const DAY_MS = 86_400_000;
/** as everywhere: on unless somebody says otherwise, and programs have no word for it */
const HOLD_OUT = 1_000;

export interface MassMessage<Id = BroadcastId> {
  id: Id;
  /** userid; null for what a program made */
  creator: string | null;
  /** a member wrote to customers of their own */
  personal: boolean;
  contents: Draft[];
  createdAt: Date;
}

export interface MassMessageDraft {
  name: string;
  contents: readonly Draft[];
  audience: Audience;
  /** members may leave out customers */
  pick: boolean;
}

/** Freezes the audience and asks its members to confirm. Fails with outreach.nobody. */
export async function makeMassMessage(
  work: Work,
  madeBy: AppId,
  { name, contents, audience, pick }: MassMessageDraft,
): Promise<BroadcastId> {
  const id = newId('brd');
  const kept = await contentsToKeep(work, { kind: 'broadcast', id }, 'web', contents);
  await writeBroadcast(work, id, madeBy, {
    name,
    audience,
    contents: kept,
    channel: 'web',
    holdOut: HOLD_OUT,
    confirm: true,
    outcome: 'reply',
    outcomeDays: 14,
  });
  await work.sql('update broadcasts set pick = $3 where corp_id = $1 and id = $2', [work.corpId, id, pick]);
  await schedule(work, { id, name }, work.now);
  if (!(await freeze(work, id))) fail('outreach.nobody');
  return id;
}

/** Of these people, those who are in it. */
export async function peopleIn(
  work: Work,
  id: BroadcastId,
  asked: readonly CustomerId[],
): Promise<Set<CustomerId>> {
  const rows = await work.sql<{ id: CustomerId }>(
    'select person_id id from broadcast_people where corp_id = $1 and broadcast_id = $2 and person_id = any($3)',
    [work.corpId, id, asked],
  );
  return new Set(rows.map((r) => r.id));
}

/** `b` reaches somebody whom this program may see, or the program made it. */
const seen = (range: MemberSet, appId: AppId, values: unknown[]) =>
  range.all
    ? 'true'
    : `(b.made_by = $${values.push(appId)} or exists (select from broadcast_people p join members m on m.corp_id = $1 and m.id = p.member_id
          where p.corp_id = $1 and p.broadcast_id = b.id and ${inSet(range, 'm', values)}))`;

/** Steps of journeys and moments are broadcasts, too, but no mass messages. */
const launched = (values: unknown[]) =>
  `b.launched_at is not null and b.eligible > 0 and b.journey_id is null and b.channel <> all($${values.push(passiveChannels())})`;

export interface Eyes {
  appId: AppId;
  range: MemberSet;
}

/** One that was launched. Fails with outreach.broadcast_not_found. */
export async function massMessage(
  work: Work,
  { appId, range }: Eyes,
  id: string,
  { hold = false } = {},
): Promise<BroadcastRow> {
  const values: unknown[] = [work.corpId, id];
  const [row] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 and ${launched(values)} and ${seen(range, appId, values)}${hold ? ' for update' : ''}`,
    values,
  );
  return row ?? fail('outreach.broadcast_not_found');
}

export interface MassPage {
  from: Date;
  to: Date;
  creator?: MemberId | undefined;
  personal?: boolean | undefined;
  after?: string | undefined;
  limit: number;
}

/** Those launched in a span of time, newest first, behind `after` if it is given. */
export async function pageOfMassMessages(
  work: Work,
  { appId, range }: Eyes,
  wanted: MassPage,
): Promise<MassMessage[]> {
  const values: unknown[] = [
    work.corpId,
    wanted.from,
    wanted.to,
    wanted.creator ?? null,
    wanted.personal ?? null,
    wanted.after ?? null,
    wanted.limit,
  ];
  const personal = `(b.audience->>'whose' = 'mine')`;
  return await work.sql<MassMessage>(
    `select b.id, m.userid creator, ${personal} personal, b.contents, b.launched_at "createdAt"
       from broadcasts b left join members m on m.corp_id = $1 and m.id = b.made_by
      where b.corp_id = $1 and ${launched(values)} and b.launched_at >= $2 and b.launched_at < $3
        and ($4::text is null or b.made_by = $4) and ($5::boolean is null or ${personal} = $5)
        and ($6::text is null or b.id < $6) and ${seen(range, appId, values)}
      order by b.id desc limit $7`,
    values,
  );
}

export interface Confirmer {
  memberId: MemberId;
  userid: string;
  /** when they first confirmed somebody */
  confirmedAt: Date | null;
}

/** Members in the range with somebody to write to. Whom chance held out is on nobody's list. */
export async function pageOfConfirmers(
  work: Work,
  id: BroadcastId,
  { range, after, limit }: { range: MemberSet; after?: string | undefined; limit: number },
): Promise<Confirmer[]> {
  const values: unknown[] = [work.corpId, id, after ?? '', limit];
  return await work.sql<Confirmer>(
    `select m.id "memberId", m.userid, min(coalesce(p.confirmed_at, case when not b.confirm then p.sent_at end)) "confirmedAt"
       from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id
       join members m on m.corp_id = $1 and m.id = p.member_id
      where p.corp_id = $1 and p.broadcast_id = $2 and p.arm = 'send' and m.id > $3 and ${inSet(range, 'm', values)}
      group by m.id, m.userid order by m.id limit $4`,
    values,
  );
}

/** The members who have yet to confirm hear of it again, at most three times in 24 hours. Fails with outreach.cannot_move, outreach.reminded. */
export async function remindConfirmers(work: Work, eyes: Eyes, id: string): Promise<void> {
  const row = await massMessage(work, eyes, id, { hold: true });
  if (row.state === 'stopped') fail('outreach.cannot_move');
  mayRemind(work, row.remindedAt);
  await work.sql(
    'update broadcasts set reminded_at = reminded_at || $3::timestamptz where corp_id = $1 and id = $2',
    [work.corpId, row.id, work.now],
  );
  await work.enqueue(tellConfirmers, { broadcastId: row.id, round: row.remindedAt.length + 1 });
}

/** Fails with outreach.reminded after three times in 24 hours. */
export function mayRemind(work: Work, told: readonly Date[]): void {
  const recent = told.filter((at) => at.getTime() > work.now.getTime() - DAY_MS);
  if (recent.length >= REMINDERS) fail('outreach.reminded');
}

/** Stops one that a program made: nothing more leaves. Fails with outreach.cannot_move once it is over. */
export async function cancelMassMessage(work: Work, eyes: Eyes, id: string): Promise<void> {
  const row = await massMessage(work, eyes, id, { hold: true });
  // What people wrote is theirs to stop.
  if (!row.madeBy.startsWith('app_')) fail('outreach.too_few_rights');
  await moveTo(work, row, 'stop');
}
