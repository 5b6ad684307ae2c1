import { actingMember } from '../../kernel/work.ts';
import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';
import { passiveChannels } from './channels/all.ts';

/** Broadcasts and steps of journeys that reached the customer in the name of a member the reader sees, and those into groups both sit in. Who was held out is not told. */
export const outreachTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select p.broadcast_id id, p.sent_at at, 'broadcast' kind, p.member_id "memberId", b.name title, case when p.read_at is null then '' else 'read' end state
         from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.channel <> all($6)
        where p.corp_id = $1 and p.customer_id = any($4) and p.member_id = any($5) and p.reason = 'sent' and p.sent_at is not null
       union all
       select g.post_id || ' ' || g.chat_id, g.sent_at, 'group_post', g.owner_id, b.name || ' · ' || c.title, ''
         from customer_group_people x join group_post_chats g on g.corp_id = $1 and g.chat_id = x.chat_id and g.reason = 'sent'
          and g.sent_at >= x.joined_at and (x.left_at is null or g.sent_at < x.left_at)
         join group_posts b on b.corp_id = $1 and b.id = g.post_id
         join chats c on c.corp_id = $1 and c.id = g.chat_id
         join chat_seats s on s.corp_id = $1 and s.chat_id = g.chat_id and s.member_id = $7
        where x.corp_id = $1 and x.customer_id = any($4)`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, ask.memberIds, passiveChannels(), actingMember(work)],
  );
