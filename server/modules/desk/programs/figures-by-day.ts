import type { DeskId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';

/** One day of one desk or of all. Shares are between 0 and 1. */
export interface DeskDay {
  /** the day's beginning */
  at: Date;
  sessions: number;
  customers: number;
  /** words of customers */
  words: number;
  /** sessions the bot or a program answered in */
  answered: number;
  /** customers who were offered something lasting */
  offered: number;
  /** of those answered, the share that went on to a human */
  handedOver: number;
  /** of questions to the bot, the share it knew an answer to */
  known: number;
  /** of sessions with a human, the share that was answered, and how long the first word took, in seconds */
  replied: number;
  firstReply: number;
  closed: number;
  rated: number;
  /** ratings of 4 and 5, of 3, of 1 and 2 */
  good: number;
  middling: number;
  bad: number;
}

/** Figures of each day in [from, to) on which anything happened, counted from the events by the company's clock. */
export async function figuresByDay(
  work: Work,
  { deskId, from, to }: { deskId: DeskId | undefined; from: Date; to: Date },
): Promise<DeskDay[]> {
  const zone = await corpZone(work);
  const rows = await work.sql<
    Omit<DeskDay, 'handedOver' | 'known' | 'replied'> & {
      over: number;
      asked: number;
      hits: number;
      taken: number;
      heard: number;
    }
  >(
    `with s as (
       select s.*, date_trunc('day', s.opened_at, $5) d from desk_sessions s
        where s.corp_id = $1 and ($2::text is null or s.desk_id = $2) and s.opened_at >= $3 and s.opened_at < $4
     ), e as (
       select s.d, count(distinct s.customer_id) filter (where e.kind = 'offered') offered, count(*) filter (where e.kind = 'said') words, count(*) filter (where e.kind = 'bot_answered') asked,
              count(*) filter (where e.kind = 'bot_answered' and (e.detail->>'hit')::boolean) hits
         from s join desk_events e on e.corp_id = $1 and e.session_id = s.id group by s.d
     )
     select s.d "at", count(*)::int sessions, count(distinct s.customer_id)::int customers, max(e.words)::int words, coalesce(max(e.offered), 0)::int offered,
            max(e.asked)::int asked, max(e.hits)::int hits, count(*) filter (where s.bot_answers > 0)::int answered,
            count(*) filter (where s.bot_answers > 0 and s.queued_at is not null)::int "over",
            count(*) filter (where s.taken_at is not null)::int taken, count(*) filter (where s.first_reply_at is not null)::int heard,
            coalesce(avg(extract(epoch from s.first_reply_at - s.queued_at)), 0)::float8 "firstReply",
            count(*) filter (where s.closed_at is not null)::int closed, count(s.rating)::int rated,
            count(*) filter (where s.rating >= 4)::int good, count(*) filter (where s.rating = 3)::int middling,
            count(*) filter (where s.rating <= 2)::int bad
       from s left join e on e.d = s.d group by s.d order by s.d`,
    [work.corpId, deskId ?? null, from, to, zone],
  );
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return rows.map(({ over, asked, hits, taken, heard, ...day }) => ({
    ...day,
    words: day.words ?? 0,
    handedOver: share(over, day.answered),
    known: share(hits, asked),
    replied: share(heard, taken),
  }));
}
