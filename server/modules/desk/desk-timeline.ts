import { actingMember } from '../../kernel/work.ts';
import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';

/** Sessions of desks the reader serves at, and tickets as the list of tickets shows them to the reader. */
export const deskTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select s.id, s.opened_at at, 'session' kind, s.member_id "memberId", d.name title, s.state::text state
         from desk_sessions s join desks d on d.corp_id = $1 and d.id = s.desk_id
         join desk_members x on x.corp_id = $1 and x.desk_id = s.desk_id and x.member_id = $5
        where s.corp_id = $1 and s.customer_id = any($4)
       union all
       select t.id, t.created_at, 'ticket', t.member_id, '#' || t.no || ' ' || t.title, t.status
         from tickets t
        where t.corp_id = $1 and t.customer_id = any($4) and ($5 in (t.created_by, t.member_id) or exists (
          select from desk_members x where x.corp_id = $1 and x.desk_id = t.desk_id and x.member_id = $5))`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds, actingMember(work)],
  );
