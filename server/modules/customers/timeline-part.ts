// What parts of the house say about a customer, each from its own tables, for the timeline that merges them.
import type { TimelineRow } from '@teahouse/contract/customer-timeline';
import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';

/** Whose rows, which members' part of them the reader may see, and from where on back. */
export interface TimelineAsk {
  /** everybody found to be this person */
  customerIds: readonly CustomerId[];
  /** whose pairs with them the reader sees */
  memberIds: readonly MemberId[];
  chatIds: readonly ChatId[];
  /** only what stands before this place; ids compare by their bytes */
  before: { at: Date; id: string } | null;
  limit: number;
}

/** A row as a part gives it; what it leaves out does not apply to its kind. */
export type TimelineBit = Pick<TimelineRow, 'id' | 'kind'> &
  Partial<Omit<TimelineRow, 'id' | 'kind' | 'at' | 'memberName'>> & { at: Date };

/** The newest `limit` rows before the place, newest first. */
export type TimelinePart = (work: Work, ask: TimelineAsk) => Promise<TimelineBit[]>;

/** SQL around a part's rows `at`, `id`, …, whose place is $2 and $3: those before it, newest first. */
export const timelinePage = (rows: string, limit: number): string =>
  `select * from (${rows}) r where $2::timestamptz is null or (r.at, r.id collate "C") < ($2, $3 collate "C")
    order by r.at desc, r.id collate "C" desc limit ${Math.floor(limit)}`;
export const placeOf = ({ before }: TimelineAsk): [Date | null, string] => [
  before?.at ?? null,
  before?.id ?? '',
];

/** What is noted about the customer: scans, tags, stages, hand-overs, consent. */
export const notedEvents: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select id, at, kind, member_id "memberId", detail title from customer_events
        where corp_id = $1 and customer_id = any($4) and (member_id is null or member_id = any($5))`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, ask.memberIds],
  );

/** Chats with the members the reader sees, a row a day of the company's calendar, at its last message. What was said stays in the chat. */
export const messagesByDay: TimelinePart = async (work, ask) =>
  work.sql(
    timelinePage(
      `select e.chat_id || ' ' || to_char(date_trunc('day', e.sent_at at time zone $6), 'YYYY-MM-DD') id, max(e.sent_at) at, 'messages' kind,
              min(f.member_id) "memberId", count(*)::int count, (count(*) filter (where e.sender_id = any($4)))::int "ofCustomer"
         from chat_entries e join customer_follows f on f.corp_id = $1 and f.chat_id = e.chat_id
        where e.corp_id = $1 and e.chat_id = any($5) and e.event = 'msg' and e.kind <> 'system' and e.recalled_by is null
        group by e.chat_id, date_trunc('day', e.sent_at at time zone $6)`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, ask.chatIds, await corpZone(work)],
  );
