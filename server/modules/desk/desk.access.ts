import type { Desk } from '@teahouse/contract/desk-shapes';
import type { ChatId, CustomerId, DeskId, DeskSessionId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { adminScope } from '../directory/index.ts';

export interface DeskRow extends Omit<Desk, 'url' | 'widget' | 'closed' | 'servers'> {
  code: string;
  turns: number;
  closedAt: Date | null;
}

export const DESK_COLUMNS = `d.id, d.code, d.name, d.logo_file "logoFileId", d.greeting, d.hours, d.zone, d.holidays, d.how, d.skills, d.bot, d.program, d.sites,
  d.first_reply_minutes "firstReplyMinutes", d.resolve_minutes "resolveMinutes", d.silence_hours "silenceHours", d.turns, d.closed_at "closedAt"`;

/** A desk by its id, whoever asks. */
export async function deskById(work: Work, id: string): Promise<DeskRow> {
  const [row] = await work.sql<DeskRow>(
    `select ${DESK_COLUMNS} from desks d where d.corp_id = $1 and d.id = $2`,
    [work.corpId, id],
  );
  return row ?? fail('desk.desk_not_found');
}

/**
 * The desk, held to the end of the work. Whoever changes who has which session holds it first, then the session: so no session is
 * given twice, no cap is passed, and two works never wait for each other.
 */
export async function holdDesk(work: Work, id: DeskId): Promise<DeskRow> {
  const [row] = await work.sql<DeskRow>(
    `select ${DESK_COLUMNS} from desks d where d.corp_id = $1 and d.id = $2 for update`,
    [work.corpId, id],
  );
  return row ?? fail('desk.desk_not_found');
}

/** A desk the acting member serves at, and whether they lead it. A stranger hears that it does not exist. */
export async function myDesk(work: Work, id: DeskId): Promise<{ lead: boolean }> {
  const [row] = await work.sql<{ lead: boolean }>(
    'select lead from desk_members where corp_id = $1 and desk_id = $2 and member_id = $3',
    [work.corpId, id, actingMember(work)],
  );
  if (row) return row;
  if ((await adminScope(work)) !== null) fail('desk.desk_not_found');
  await deskById(work, id);
  return { lead: true };
}

export interface SessionFacts {
  id: DeskSessionId;
  deskId: DeskId;
  customerId: CustomerId;
  chatId: ChatId;
  state: number;
  memberId: MemberId | null;
}

const FACTS = `s.id, s.desk_id "deskId", s.customer_id "customerId", s.chat_id "chatId", s.state, s.member_id "memberId"`;

/** A session of a desk the acting member serves at. */
export async function sessionToSee(work: Work, id: DeskSessionId): Promise<SessionFacts> {
  const [row] = await work.sql<SessionFacts>(
    `select ${FACTS} from desk_sessions s join desk_members x on x.corp_id = $1 and x.desk_id = s.desk_id and x.member_id = $3
      where s.corp_id = $1 and s.id = $2`,
    [work.corpId, id, actingMember(work)],
  );
  return row ?? fail('desk.session_not_found');
}

/** The newest session of a chat, over or not. */
export async function lastSession(work: Work, chatId: ChatId): Promise<SessionFacts | undefined> {
  const [row] = await work.sql<SessionFacts>(
    `select ${FACTS} from desk_sessions s where s.corp_id = $1 and s.chat_id = $2 order by s.id desc limit 1`,
    [work.corpId, chatId],
  );
  return row;
}
