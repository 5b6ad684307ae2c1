import { deskSessionMoved } from '@teahouse/contract/desk';
import type { ChatId, CustomerId, DeskId, DeskSessionId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { hintDesk } from '../inbox/hint-desk.ts';
import { type ClosedBy, type Happening, type Session } from './state.ts';
import { opened, step } from './step.ts';

export interface KeptSession extends Session {
  id: DeskSessionId;
  deskId: DeskId;
  chatId: ChatId;
  customerId: CustomerId;
}

interface Row {
  id: DeskSessionId;
  desk_id: DeskId;
  chat_id: ChatId;
  customer_id: CustomerId;
  state: Session['state'];
  member_id: MemberId | null;
  skill: string;
  opened_at: Date;
  queued_at: Date | null;
  taken_at: Date | null;
  first_reply_at: Date | null;
  last_customer_at: Date;
  waiting_since: Date | null;
  bot_answers: number;
  late_first: boolean;
  late_resolve: boolean;
  closed_at: Date | null;
  closed_by: ClosedBy | null;
  abandoned: boolean;
  rating: number | null;
}

const ms = (at: Date | null) => at && at.getTime();
const date = (at: number | null) => (at === null ? null : new Date(at));

function toSession(r: Row): KeptSession {
  return {
    id: r.id,
    deskId: r.desk_id,
    chatId: r.chat_id,
    customerId: r.customer_id,
    state: r.state,
    memberId: r.member_id,
    skill: r.skill,
    openedAt: r.opened_at.getTime(),
    queuedAt: ms(r.queued_at),
    takenAt: ms(r.taken_at),
    firstReplyAt: ms(r.first_reply_at),
    lastCustomerAt: r.last_customer_at.getTime(),
    waitingSince: ms(r.waiting_since),
    botAnswers: r.bot_answers,
    lateFirst: r.late_first,
    lateResolve: r.late_resolve,
    closedAt: ms(r.closed_at),
    closedBy: r.closed_by,
    abandoned: r.abandoned,
    rating: r.rating,
  };
}

/** The session, held to the end of the work. */
export async function holdSession(work: Work, id: DeskSessionId): Promise<KeptSession> {
  const [row] = await work.sql<Row>('select * from desk_sessions where corp_id = $1 and id = $2 for update', [
    work.corpId,
    id,
  ]);
  return row ? toSession(row) : fail('desk.session_not_found');
}

/** A new session of a chat that has none under way. The caller holds the desk. */
export async function openSession(
  work: Work,
  of: {
    deskId: DeskId;
    chatId: ChatId;
    customerId: CustomerId;
    previousId: DeskSessionId | null;
    at: number;
  },
): Promise<KeptSession> {
  const id = newId('dss');
  const at = new Date(of.at);
  await work.sql(
    `insert into desk_sessions (corp_id, id, desk_id, customer_id, chat_id, previous_id, state, opened_at, last_customer_at)
     values ($1, $2, $3, $4, $5, $6, 0, $7, $7)`,
    [work.corpId, id, of.deskId, of.customerId, of.chatId, of.previousId, at],
  );
  const session = { ...opened(of.at), id, deskId: of.deskId, chatId: of.chatId, customerId: of.customerId };
  await keep(work, session, { kind: 'opened', at: of.at }, {});
  return session;
}

/** What is known beside the happening itself. */
export interface Beside {
  /** the message it came from */
  seq?: number;
  detail?: Record<string, unknown>;
}

/**
 * Something happened to a session that the caller holds: the event is written and the row brought to what it adds up to. Fails with
 * desk.session_over, desk.session_open, desk.with_another or desk.rated_already where it cannot happen.
 */
export async function happen(
  work: Work,
  session: KeptSession,
  happening: Happening,
  beside: Beside = {},
): Promise<KeptSession> {
  const stepped = step(session, happening);
  if ('refused' in stepped) return fail(stepped.refused);
  const { id, deskId, chatId, customerId } = session;
  const next: KeptSession = { ...stepped.session, id, deskId, chatId, customerId };
  await work.sql(
    `update desk_sessions set state = $3, member_id = $4, skill = $5, queued_at = $6, taken_at = $7, first_reply_at = $8,
            last_customer_at = $9, waiting_since = $10, bot_answers = $11, late_first = $12, late_resolve = $13, closed_at = $14,
            closed_by = $15, abandoned = $16, rating = $17 where corp_id = $1 and id = $2`,
    [
      work.corpId,
      id,
      next.state,
      next.memberId,
      next.skill,
      date(next.queuedAt),
      date(next.takenAt),
      date(next.firstReplyAt),
      date(next.lastCustomerAt),
      date(next.waitingSince),
      next.botAnswers,
      next.lateFirst,
      next.lateResolve,
      date(next.closedAt),
      next.closedBy,
      next.abandoned,
      next.rating,
    ],
  );
  await keep(work, next, happening, beside);
  return next;
}

async function keep(work: Work, s: KeptSession, h: Happening, { seq, detail = {} }: Beside): Promise<void> {
  const { kind, at, ...said } = h;
  const memberId = 'memberId' in said ? said.memberId : null;
  await work.sql(
    `insert into desk_events (corp_id, id, session_id, n, kind, member_id, detail, chat_id, seq, at)
     select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5, $6, $7, $8, $9 from desk_events where corp_id = $1 and session_id = $3`,
    [
      work.corpId,
      newId('dse'),
      s.id,
      kind,
      memberId,
      JSON.stringify({ ...said, ...detail }),
      s.chatId,
      seq ?? null,
      new Date(at),
    ],
  );
  await hintDesk(work, s.deskId);
  if (['opened', 'automated', 'queued', 'given', 'closed'].includes(kind))
    await work.emit(deskSessionMoved, { sessionId: s.id, deskId: s.deskId, state: s.state });
}

/** Sessions of a desk that began in [from, to); `memberId`: those this member had last. */
export async function sessionsBetween(
  work: Work,
  deskId: DeskId,
  { from, to, memberId }: { from: Date; to: Date; memberId: MemberId | null },
): Promise<KeptSession[]> {
  const rows = await work.sql<Row>(
    `select * from desk_sessions where corp_id = $1 and desk_id = $2 and opened_at >= $3 and opened_at < $4
        and ($5::text is null or member_id = $5) order by opened_at, id`,
    [work.corpId, deskId, from, to, memberId],
  );
  return rows.map(toSession);
}
