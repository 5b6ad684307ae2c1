import { actingMember } from '../../kernel/work.ts';
import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';

/** Groups the reader sits in: when the customer came last, and when they left or were removed. */
export const groupsTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select x.id, x.at, x.kind, x.by "memberId", c.title, x.state
         from customer_group_people p join chats c on c.corp_id = $1 and c.id = p.chat_id
         join chat_seats s on s.corp_id = $1 and s.chat_id = p.chat_id and s.member_id = $5
        cross join lateral (values
          (p.chat_id || ' ' || p.customer_id, p.joined_at, 'group_joined', p.invited_by, p.how),
          (p.chat_id || ' ' || p.customer_id, p.left_at, 'group_left', null, case when p.removed then 'removed' else '' end)
        ) x(id, at, kind, by, state)
        where p.corp_id = $1 and p.customer_id = any($4) and x.at is not null`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, actingMember(work)],
  );
