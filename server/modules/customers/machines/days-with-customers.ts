import type { Work } from '../../../kernel/work.ts';
import { corpZone, inSet, type MemberSet } from '../../directory/index.ts';

/** What all the members of a range together had to do with customers on one day of the company's calendar. */
export interface DayWithCustomers {
  /** the midnight it begins with */
  at: Date;
  /** chats of two in which a member said something */
  chats: number;
  /** messages of members in them */
  messages: number;
  /** chats in which the customer said something; of those, where a member said something after it that day */
  asked: number;
  replied: number;
  /** from the customer's first words of the day to the next of the member, in minutes; null where nobody replied */
  replyMinutes: number | null;
  /** customers who muted a member */
  muted: number;
  /** customers who became somebody's */
  added: number;
}

/** Whoever of the range has customers: so many are truly in a sum. */
export async function membersInSum(work: Work, range: MemberSet): Promise<number> {
  const values: unknown[] = [work.corpId];
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int n from members m where m.corp_id = $1 and ${inSet(range, 'm', values)}
        and exists (select from customer_follows f where f.corp_id = $1 and f.member_id = m.id)`,
    values,
  );
  return row?.n ?? 0;
}

/** Sums over the whole range, a row a day, `from` to `to` inclusive; days are those on which the instants lie. Nothing in it is about one member. */
export async function daysWithCustomers(
  work: Work,
  range: MemberSet,
  { from, to }: { from: Date; to: Date },
): Promise<DayWithCustomers[]> {
  const values: unknown[] = [work.corpId, from, to, await corpZone(work)];
  const ours = inSet(range, 'm', values);
  return await work.sql<DayWithCustomers>(
    `with days as (
       select d::date "day" from generate_series(($2::timestamptz at time zone $4)::date, ($3::timestamptz at time zone $4)::date, interval '1 day') d),
     pairs as (
       select f.chat_id, f.member_id, f.last_at, f.added_at, f.muted_at from customer_follows f
         join members m on m.corp_id = $1 and m.id = f.member_id and ${ours}
        where f.corp_id = $1),
     said as (
       select (e.sent_at at time zone $4)::date "day", e.chat_id, e.sent_at, e.sender_id = p.member_id ours
         from pairs p join chat_entries e on e.corp_id = $1 and e.chat_id = p.chat_id and e.event = 'msg' and e.kind <> 'system'
        where p.last_at >= (($2::timestamptz at time zone $4)::date)::timestamp at time zone $4
          and e.sent_at >= (($2::timestamptz at time zone $4)::date)::timestamp at time zone $4
          and e.sent_at < (($3::timestamptz at time zone $4)::date + 1)::timestamp at time zone $4),
     first as (select "day", chat_id, min(sent_at) at from said where not ours group by 1, 2),
     replies as (
       select t."day", t.at, (select min(s.sent_at) from said s where s.chat_id = t.chat_id and s."day" = t."day" and s.ours and s.sent_at > t.at) back from first t)
     select (d."day"::timestamp at time zone $4) at,
            (select count(distinct s.chat_id)::int from said s where s."day" = d."day" and s.ours) chats,
            (select count(*)::int from said s where s."day" = d."day" and s.ours) messages,
            (select count(*)::int from replies r where r."day" = d."day") asked,
            (select count(r.back)::int from replies r where r."day" = d."day") replied,
            (select extract(epoch from avg(r.back - r.at))::float8 / 60 from replies r where r."day" = d."day") "replyMinutes",
            (select count(*)::int from pairs p where (p.muted_at at time zone $4)::date = d."day") muted,
            (select count(*)::int from pairs p where (p.added_at at time zone $4)::date = d."day") added
       from days d order by 1`,
    values,
  );
}
