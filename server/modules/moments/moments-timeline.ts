import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';

/** Moments in the customer's feed from members the reader sees, and what the customer did with them. */
export const momentsTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select f.moment_id id, f.at, 'moment' kind, f.member_id "memberId", left(coalesce(m.content->>'text', ''), 80) title
         from moment_feed f join moments m on m.corp_id = $1 and m.id = f.moment_id
        where f.corp_id = $1 and f.customer_id = any($4) and f.member_id = any($5) and m.withdrawn_at is null
       union all
       select f.moment_id || ' liked', f.liked_at, 'moment_liked', f.member_id, left(coalesce(m.content->>'text', ''), 80)
         from moment_feed f join moments m on m.corp_id = $1 and m.id = f.moment_id
        where f.corp_id = $1 and f.customer_id = any($4) and f.member_id = any($5) and m.withdrawn_at is null and f.liked_at is not null
       union all
       select c.id, c.at, 'moment_comment', c.member_id, left(c.body, 80) from moment_comments c
        where c.corp_id = $1 and c.customer_id = any($4) and c.member_id = any($5) and not c.by_member`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, ask.memberIds],
  );
