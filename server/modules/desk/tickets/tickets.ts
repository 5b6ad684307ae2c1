import { tickets } from '@teahouse/contract/tickets';
import type { CustomerId, DeskId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { actingCustomer, customerToSee } from '../../customers/index.ts';
import { hintMembers } from '../../messaging/index.ts';
import { sessionToSee } from '../desk.access.ts';
import { hintDesk } from '../inbox/hint-desk.ts';
import { ticketsISee, ticketToSee } from './ticket.access.ts';

const boxes = {
  mine: 't.ended_at is null and t.member_id = $2',
  open: 't.ended_at is null',
  ended: 't.ended_at is not null',
} as const;

export const listTickets = implement(tickets.listTickets, async (work, { box, customerId, after, limit }) => {
  // Pages go by what is due next, or by what ended last; the place is that of the ticket named.
  const order = box === 'ended' ? 't.ended_at desc, t.id desc' : `coalesce(t.due_at, 'infinity'), t.id`;
  const behind =
    box === 'ended'
      ? '(t.ended_at, t.id) < (select a.ended_at, a.id from tickets a where a.corp_id = $1 and a.id = $5)'
      : `(coalesce(t.due_at, 'infinity'), t.id) > (select coalesce(a.due_at, 'infinity'), a.id from tickets a where a.corp_id = $1 and a.id = $5)`;
  const found = await ticketsISee(
    work,
    `${boxes[box]} and ($4::text is null or t.customer_id = $4) and ($5::text is null or ${behind})
      order by ${order} limit ${Math.floor(limit) + 1}`,
    [customerId ?? null, after ?? null],
  );
  const page = found.slice(0, limit);
  return { tickets: page, next: found.length > limit ? page.at(-1)!.id : null };
});

export const createTicket = implement(
  tickets.createTicket,
  async (work, { title, detail, memberId, dueAt, sessionId, customerId }) => {
    const me = actingMember(work);
    const about: { deskId: DeskId | null; customerId: CustomerId | null } = sessionId
      ? await sessionToSee(work, sessionId)
      : { deskId: null, customerId: customerId ?? null };
    if (!sessionId && customerId && (await customerToSee(work, customerId)).length === 0)
      fail('customers.customer_not_found');
    if (memberId) await works(work, memberId);
    // Numbers are given in turn.
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} tickets`]);
    const id = newId('tkt');
    await work.sql(
      `insert into tickets (corp_id, id, no, title, detail, desk_id, session_id, customer_id, member_id, due_at, created_by, created_at)
       select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11 from tickets where corp_id = $1`,
      [
        work.corpId,
        id,
        title,
        detail,
        about.deskId,
        sessionId ?? null,
        about.customerId,
        memberId,
        dueAt && new Date(dueAt),
        me,
        work.now,
      ],
    );
    await stir(work, about.deskId, memberId);
    return await ticketToSee(work, id);
  },
);

export const getTicket = implement(tickets.getTicket, async (work, { ticketId }) => {
  const ticket = await ticketToSee(work, ticketId);
  const notes = await work.sql<{ memberName: string; text: string; shown: boolean; at: Date }>(
    `select m.name "memberName", n.text, n.shown, n.at from ticket_notes n join members m on m.corp_id = $1 and m.id = n.member_id
      where n.corp_id = $1 and n.ticket_id = $2 order by n.n`,
    [work.corpId, ticketId],
  );
  return { ...ticket, notes: notes.map((n) => ({ ...n, at: n.at.toISOString() })) };
});

export const changeTicket = implement(tickets.changeTicket, async (work, { ticketId, status, ...change }) => {
  const before = await ticketToSee(work, ticketId);
  if (change.memberId) await works(work, change.memberId);
  const next = {
    title: change.title ?? before.title,
    detail: change.detail ?? before.detail,
    memberId: change.memberId === undefined ? before.memberId : change.memberId,
    dueAt: change.dueAt === undefined ? before.dueAt : change.dueAt,
    status: status ?? before.status,
  };
  const over = next.status === 'done' || next.status === 'dropped';
  await work.sql(
    `update tickets set title = $3, detail = $4, member_id = $5, due_at = $6, status = $7,
            ended_at = case when $8 then coalesce(ended_at, $9) end where corp_id = $1 and id = $2`,
    [
      work.corpId,
      ticketId,
      next.title,
      next.detail,
      next.memberId,
      next.dueAt && new Date(next.dueAt),
      next.status,
      over,
      work.now,
    ],
  );
  await work.audit({ action: 'desk.ticket_changed', object: ticketId, detail: { status: next.status } });
  await stir(work, before.deskId, next.memberId);
  // Whoever hands it to a colleague of no desk may see it no longer; what they did stands.
  const [seen] = await ticketsISee(work, 't.id = $4', [ticketId]);
  return seen ?? { ...before, ...next, memberName: '' };
});

export const noteTicket = implement(tickets.noteTicket, async (work, { ticketId, text, shown }) => {
  const { deskId, memberId } = await ticketToSee(work, ticketId);
  const me = actingMember(work);
  await work.sql('select from tickets where corp_id = $1 and id = $2 for update', [work.corpId, ticketId]);
  await work.sql(
    `insert into ticket_notes (corp_id, ticket_id, n, member_id, text, shown, at)
     select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6 from ticket_notes where corp_id = $1 and ticket_id = $2`,
    [work.corpId, ticketId, me, text, shown, work.now],
  );
  await stir(work, deskId, memberId);
  const [who] = await work.sql<{ name: string }>('select name from members where corp_id = $1 and id = $2', [
    work.corpId,
    me,
  ]);
  return { memberName: who?.name ?? '', text, shown, at: work.now.toISOString() };
});

export const myTickets = implement(tickets.myTickets, async (work) => {
  const rows = await work.sql<{
    no: number;
    title: string;
    status: 'open' | 'doing' | 'done' | 'dropped';
    dueAt: Date | null;
    createdAt: Date;
    endedAt: Date | null;
    notes: { text: string; at: string }[];
  }>(
    `select t.no, t.title, t.status, t.due_at "dueAt", t.created_at "createdAt", t.ended_at "endedAt",
            coalesce((select jsonb_agg(jsonb_build_object('text', n.text, 'at', n.at) order by n.n) from ticket_notes n
               where n.corp_id = $1 and n.ticket_id = t.id and n.shown), '[]') notes
       from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join tickets t on t.corp_id = $1 and t.customer_id = c.id
      where me.corp_id = $1 and me.id = $2 order by t.id desc limit 100`,
    [work.corpId, actingCustomer(work).id],
  );
  return {
    tickets: rows.map((r) => ({
      ...r,
      dueAt: r.dueAt && r.dueAt.toISOString(),
      createdAt: r.createdAt.toISOString(),
      endedAt: r.endedAt && r.endedAt.toISOString(),
      notes: r.notes.map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
    })),
  };
});

async function works(work: Work, memberId: MemberId): Promise<void> {
  const [row] = await work.sql(
    `select from members where corp_id = $1 and id = $2 and status in ('active', 'invited')`,
    [work.corpId, memberId],
  );
  if (!row) fail('directory.member_not_found');
}

async function stir(work: Work, deskId: DeskId | null, memberId: MemberId | null): Promise<void> {
  if (deskId) await hintDesk(work, deskId);
  if (memberId) hintMembers(work, [memberId], 'desk');
}
