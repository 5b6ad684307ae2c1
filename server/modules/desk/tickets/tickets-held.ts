import type { Holder } from '../../../kernel/work.ts';

/** What is and was done for these customers, with the notes they were shown. */
export const ticketsHeld: Holder = (work, customerIds) =>
  work.sql(
    `select t.no, t.title, t.status, t.due_at "dueAt", t.created_at "createdAt", t.ended_at "endedAt",
            coalesce((select jsonb_agg(jsonb_build_object('text', n.text, 'at', n.at) order by n.n) from ticket_notes n
               where n.corp_id = $1 and n.ticket_id = t.id and n.shown), '[]') notes
       from tickets t where t.corp_id = $1 and t.customer_id = any($2) order by t.no`,
    [work.corpId, customerIds],
  );
