import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

const QUARTER = 15 * 60_000;

/** Whether a new day may have begun somewhere between the two: zones lie whole quarters of an hour apart. */
export const mayBeAnotherDay = (before: Date, now: Date) =>
  Math.floor(before.getTime() / QUARTER) !== Math.floor(now.getTime() / QUARTER);

/** Counts these members among those who were here today, each once. */
export async function noteActive(work: Work, memberIds: readonly MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  await work.sql(
    `with today as (
       select ($3::timestamptz at time zone coalesce((select zone from corps where corp_id = $1), 'UTC'))::date as day),
     first as (
       insert into last_active (corp_id, member_id, day) select $1, i, day from today, unnest($2::text[]) i
       on conflict (corp_id, member_id) do update set day = excluded.day where last_active.day < excluded.day
       returning day)
     insert into active_days (corp_id, day, members) select $1, day, count(*) from first group by day
     on conflict (corp_id, day) do update set members = active_days.members + excluded.members`,
    [work.corpId, [...new Set(memberIds)].toSorted(), work.now],
  );
}

/** The members of sessions that were used on a socket are here; the sessions do not go idle. */
export async function noteUsed(work: Work, sessionIds: readonly string[]): Promise<void> {
  const sessions = await work.sql<{ memberId: MemberId; seenAt: Date }>(
    'select member_id "memberId", seen_at "seenAt" from sessions where corp_id = $1 and id = any($2)',
    [work.corpId, sessionIds],
  );
  const anew = sessions.filter((s) => mayBeAnotherDay(s.seenAt, work.now));
  await noteActive(
    work,
    anew.map((s) => s.memberId),
  );
  await work.sql('update sessions set seen_at = $3 where corp_id = $1 and id = any($2) and seen_at < $3', [
    work.corpId,
    sessionIds,
    work.now,
  ]);
}

/** How many members were here on a day of the company's zone, 'YYYY-MM-DD'. */
export async function activeOn(work: Work, day: string): Promise<number> {
  const [row] = await work.sql<{ members: number }>(
    'select members from active_days where corp_id = $1 and day = $2::date',
    [work.corpId, day],
  );
  return row?.members ?? 0;
}
