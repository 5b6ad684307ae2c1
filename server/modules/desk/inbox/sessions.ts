import { desk } from '@teahouse/contract/desk';
import type { DeskSession } from '@teahouse/contract/desk-shapes';
import type { DeskSessionId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { customerMessages } from '../../customers/index.ts';
import { pageOf } from '../../messaging/index.ts';
import { sessionToSee } from '../desk.access.ts';

type Row = Omit<DeskSession, Times> & Record<Times, Date | null>;
type Times = (typeof times)[number];
const times = [
  'openedAt',
  'queuedAt',
  'firstReplyAt',
  'closedAt',
  'waitingSince',
  'firstDueAt',
  'resolveDueAt',
] as const;

const iso = (at: Date | null) => at && at.toISOString();
const toSession = (r: Row): DeskSession => ({
  ...r,
  openedAt: r.openedAt!.toISOString(),
  queuedAt: iso(r.queuedAt),
  firstReplyAt: iso(r.firstReplyAt),
  closedAt: iso(r.closedAt),
  waitingSince: iso(r.waitingSince),
  firstDueAt: iso(r.firstDueAt),
  resolveDueAt: iso(r.resolveDueAt),
});

/** $1 company, $2 reader; sessions of the desks they serve at. */
const SESSIONS = `select s.id, s.desk_id "deskId", d.name "deskName", s.customer_id "customerId", c.name "customerName", s.chat_id "chatId",
    s.state, s.member_id "memberId", coalesce(m.name, '') "memberName", s.skill, s.opened_at "openedAt", s.queued_at "queuedAt",
    s.first_reply_at "firstReplyAt", s.closed_at "closedAt", s.waiting_since "waitingSince", s.first_due_at "firstDueAt",
    s.resolve_due_at "resolveDueAt", s.late_first "lateFirst", s.late_resolve "lateResolve", s.rating::int,
    coalesce((select left(coalesce(e.body->>'text', e.body->>'name', ''), 80) from chat_entries e
       where e.corp_id = $1 and e.chat_id = s.chat_id and e.seq = h.last_msg and e.recalled_by is null), '') preview,
    coalesce((select greatest(0, h.last_n - t.read_n) from chat_seats t
       where t.corp_id = $1 and t.chat_id = s.chat_id and t.member_id = $2), 0)::int unread
  from desk_sessions s
  join desk_members x on x.corp_id = $1 and x.desk_id = s.desk_id and x.member_id = $2
  join desks d on d.corp_id = $1 and d.id = s.desk_id
  join customers c on c.corp_id = $1 and c.id = s.customer_id
  join chat_heads h on h.corp_id = $1 and h.chat_id = s.chat_id
  left join members m on m.corp_id = $1 and m.id = s.member_id
 where s.corp_id = $1`;

const boxes = {
  queue: 's.state = 2',
  mine: 's.state = 3 and s.member_id = $2',
  all: 's.state <> 4',
  closed: 's.state = 4',
} as const;

export const listDeskSessions = implement(
  desk.listDeskSessions,
  async (work, { box, deskId, after, limit }) => {
    // Who waits longest comes first in the queue; elsewhere the newest.
    const order = box === 'queue' ? 's.id' : 's.id desc';
    const rows = await work.sql<Row>(
      `${SESSIONS} and ${boxes[box]} and ($3::text is null or s.desk_id = $3)
          and ($4::text is null or s.id ${box === 'queue' ? '>' : '<'} $4) order by ${order} limit ${Math.floor(limit) + 1}`,
      [work.corpId, actingMember(work), deskId ?? null, after ?? null],
    );
    const page = rows.slice(0, limit);
    return { sessions: page.map(toSession), next: rows.length > limit ? page.at(-1)!.id : null };
  },
);

/** One session as the acting member sees it. */
export async function seenSession(work: Work, sessionId: DeskSessionId): Promise<DeskSession> {
  const [row] = await work.sql<Row>(`${SESSIONS} and s.id = $3`, [
    work.corpId,
    actingMember(work),
    sessionId,
  ]);
  return row ? toSession(row) : fail('desk.session_not_found');
}

export const getDeskSession = implement(desk.getDeskSession, async (work, { sessionId }) => {
  const session = await seenSession(work, sessionId);
  const { customerId, chatId } = session;
  const [customer] = await work.sql<{
    name: string;
    mobile: string | null;
    email: string | null;
    since: Date;
    owners: string[];
    tags: string[];
  }>(
    `select c.name, c.mobile, c.email, c.created_at since,
            array(select m.name from customers o join customer_follows f on f.corp_id = $1 and f.customer_id = o.id
                    join members m on m.corp_id = $1 and m.id = f.member_id
                   where o.corp_id = $1 and o.root_id = c.root_id order by m.name) owners,
            array(select distinct t.name from customers o join customer_follow_tags x on x.corp_id = $1 and x.customer_id = o.id
                    join customer_tags t on t.corp_id = $1 and t.id = x.tag_id
                   where o.corp_id = $1 and o.root_id = c.root_id order by t.name) tags
       from customers c where c.corp_id = $1 and c.id = $2`,
    [work.corpId, customerId],
  );
  const notes = await work.sql<{ memberId: `mbr_${string}`; memberName: string; text: string; at: Date }>(
    `select n.member_id "memberId", m.name "memberName", n.text, n.at from desk_notes n
       join members m on m.corp_id = $1 and m.id = n.member_id where n.corp_id = $1 and n.chat_id = $2 order by n.id desc limit 100`,
    [work.corpId, chatId],
  );
  const before = await work.sql<{
    id: DeskSessionId;
    openedAt: Date;
    memberName: string;
    rating: number | null;
  }>(
    `select s.id, s.opened_at "openedAt", coalesce(m.name, '') "memberName", s.rating::int from desk_sessions s
       left join members m on m.corp_id = $1 and m.id = s.member_id
      where s.corp_id = $1 and s.chat_id = $2 and s.id < $3 order by s.id desc limit 20`,
    [work.corpId, chatId, sessionId],
  );
  const [own] = await work.sql<{ note: string }>(
    'select rating_note note from desk_sessions where corp_id = $1 and id = $2',
    [work.corpId, sessionId],
  );
  return {
    ...session,
    notes: notes.map((n) => ({ ...n, at: n.at.toISOString() })),
    customer: { ...customer!, since: customer!.since.toISOString() },
    before: before.map((b) => ({ ...b, openedAt: b.openedAt.toISOString() })),
    ratingNote: own?.note ?? '',
  };
});

export const readDeskSession = implement(desk.readDeskSession, async (work, { sessionId, before }) => {
  const { chatId, customerId } = await sessionToSee(work, sessionId);
  const page = await pageOf(work, chatId, { before, limit: 40 });
  return { messages: await customerMessages(work, chatId, page.events, { customerId }), more: page.more };
});
