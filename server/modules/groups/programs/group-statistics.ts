import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';

/** What happened in the groups that these members own; of the groups, not of their owners. */
export interface GroupSums {
  /** the owner, or '' where all are one */
  ownerId: string;
  /** 'YYYY-MM-DD'; '' where all days are one */
  day: string;
  newGroups: number;
  groups: number;
  groupsWithMessages: number;
  joined: number;
  /** customers who were in them at the end */
  people: number;
  /** customers who said something, counted anew each day */
  active: number;
  messages: number;
}

/** Sums of whole days in the company's zone, from the day of `from` to the day of `to`: by owner, or by day. The caller has checked the owners. */
export async function groupSums(
  work: Work,
  { ownerIds, from, to, by }: { ownerIds: readonly MemberId[]; from: Date; to: Date; by: 'owner' | 'day' },
): Promise<GroupSums[]> {
  return await work.sql<GroupSums>(
    `with span as (select ($3::timestamptz at time zone $5)::date a, ($4::timestamptz at time zone $5)::date b),
          days as (select d::date "day" from span, generate_series(a, b, interval '1 day') d),
          mine as (select g.chat_id, c.owner_id, (g.created_at at time zone $5)::date born from customer_groups g
                     join chats c on c.corp_id = $1 and c.id = g.chat_id where g.corp_id = $1 and c.owner_id = any($2)),
          slots as (select s.owner_id, s.a, s.b, s.label from (
             select o owner_id, span.a, span.b, '' label from unnest($2::text[]) o, span where $6 = 'owner'
             union all select '', days.day, days.day, to_char(days.day, 'YYYY-MM-DD') from days where $6 = 'day') s)
     select s.owner_id "ownerId", s.label "day",
            (select count(*)::int from mine m where (s.owner_id = '' or m.owner_id = s.owner_id) and m.born between s.a and s.b) "newGroups",
            (select count(*)::int from mine m where (s.owner_id = '' or m.owner_id = s.owner_id) and m.born <= s.b) groups,
            x.talking "groupsWithMessages", x.joined, x.active, x.messages,
            (select coalesce(sum(d.joined - d.gone), 0)::int from mine m join customer_group_days d on d.corp_id = $1 and d.chat_id = m.chat_id
              where (s.owner_id = '' or m.owner_id = s.owner_id) and d.day <= s.b) people
       from slots s cross join lateral (
         select count(distinct d.chat_id) filter (where d.messages > 0)::int talking, coalesce(sum(d.joined), 0)::int joined,
                coalesce(sum(d.active), 0)::int active, coalesce(sum(d.messages), 0)::int messages
           from mine m join customer_group_days d on d.corp_id = $1 and d.chat_id = m.chat_id
          where (s.owner_id = '' or m.owner_id = s.owner_id) and d.day between s.a and s.b) x
      order by s.label, s.owner_id`,
    [work.corpId, ownerIds, from, to, await corpZone(work), by],
  );
}
