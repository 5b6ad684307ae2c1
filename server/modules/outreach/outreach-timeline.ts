import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';
import { passiveChannels } from './channels/all.ts';

/** Broadcasts and steps of journeys that reached the customer in the name of a member the reader sees. Who was held out is not told. */
export const outreachTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select p.broadcast_id id, p.sent_at at, 'broadcast' kind, p.member_id "memberId", b.name title, case when p.read_at is null then '' else 'read' end state
         from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.channel <> all($6)
        where p.corp_id = $1 and p.customer_id = any($4) and p.member_id = any($5) and p.reason = 'sent' and p.sent_at is not null`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, ask.memberIds, passiveChannels()],
  );
