import type { Ticket } from '@teahouse/contract/tickets';
import type { TicketId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';

type Row = Omit<Ticket, 'dueAt' | 'createdAt' | 'endedAt'> & {
  dueAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
};

/** $1 company, $2 reader, $3 now; what they made, do, or what came up at a desk where they serve. */
const SEEN = `select t.id, t.no, t.title, t.detail, t.status, t.desk_id "deskId", t.customer_id "customerId", coalesce(c.name, '') "customerName",
    t.member_id "memberId", coalesce(m.name, '') "memberName", t.due_at "dueAt", t.ended_at is null and coalesce(t.due_at < $3, false) late,
    t.created_at "createdAt", t.ended_at "endedAt"
  from tickets t
  left join customers c on c.corp_id = $1 and c.id = t.customer_id
  left join members m on m.corp_id = $1 and m.id = t.member_id
 where t.corp_id = $1 and ($2 in (t.created_by, t.member_id) or exists (
   select from desk_members x where x.corp_id = $1 and x.desk_id = t.desk_id and x.member_id = $2))`;

/** Tickets the acting member may see, narrowed by `rest`, whose values begin at $4. */
export async function ticketsISee(work: Work, rest: string, values: readonly unknown[]): Promise<Ticket[]> {
  const rows = await work.sql<Row>(`${SEEN} and ${rest}`, [
    work.corpId,
    actingMember(work),
    work.now,
    ...values,
  ]);
  return rows.map((r) => ({
    ...r,
    dueAt: r.dueAt && r.dueAt.toISOString(),
    createdAt: r.createdAt.toISOString(),
    endedAt: r.endedAt && r.endedAt.toISOString(),
  }));
}

/** One the acting member may see. A stranger hears that it does not exist. */
export async function ticketToSee(work: Work, id: TicketId): Promise<Ticket> {
  const [ticket] = await ticketsISee(work, 't.id = $4', [id]);
  return ticket ?? fail('desk.ticket_not_found');
}
