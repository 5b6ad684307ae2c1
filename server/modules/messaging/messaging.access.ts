import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { ChatSettings } from '@teahouse/contract/messaging-shapes';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';

export interface Seat {
  chatId: ChatId;
  kind: 'direct' | 'group' | 'department' | 'app' | 'customer';
  role: 'owner' | 'admin' | 'member';
  ownerId: MemberId | null;
  departmentId: string | null;
  settings: ChatSettings;
  archived: boolean;
  readN: number;
}

interface SeatRow {
  kind: Seat['kind'];
  role: Seat['role'];
  owner_id: MemberId | null;
  department_id: string | null;
  settings: ChatSettings;
  archived_at: Date | null;
  read_n: number;
}

/** The only way from a chat id to a chat: through the actor's own seat. A stranger and a missing chat get the same answer. */
export async function mySeat(work: Work, chatId: ChatId): Promise<Seat> {
  const [row] = await work.sql<SeatRow>(
    `select c.kind, s.role, c.owner_id, c.department_id, c.settings, c.archived_at, s.read_n
       from chat_seats s join chats c on c.corp_id = $1 and c.id = s.chat_id
      where s.corp_id = $1 and s.chat_id = $2 and s.member_id = $3`,
    [work.corpId, chatId, actingMember(work)],
  );
  if (!row) return fail('messaging.chat_not_found');
  return {
    chatId,
    kind: row.kind,
    role: row.role,
    ownerId: row.owner_id,
    departmentId: row.department_id,
    settings: row.settings,
    archived: row.archived_at !== null,
    readN: row.read_n,
  };
}

/** A group the actor may change in this respect. Direct chats have nothing to change. */
export async function groupToChange(
  work: Work,
  chatId: ChatId,
  right: keyof ChatSettings | 'admin' | 'owner',
): Promise<Seat> {
  const seat = await mySeat(work, chatId);
  if (seat.archived) fail('messaging.chat_archived');
  if (seat.kind === 'direct') fail('messaging.needs_admin', 'a direct chat has no such thing');
  const enough =
    seat.role === 'owner' ||
    (seat.role === 'admin' && right !== 'owner') ||
    (right !== 'admin' && right !== 'owner' && seat.settings[right] === 'all');
  return enough ? seat : fail('messaging.needs_admin');
}

/** Of these chats, those the actor has a seat in: they may see the files shown there. */
export async function chatsISee(work: Work, chatIds: readonly string[]): Promise<string[]> {
  if (work.actor.kind === 'customer') return await chatsOfGuest(work, work.actor.id, chatIds);
  const rows = await work.sql<{ chat_id: string }>(
    'select chat_id from chat_seats where corp_id = $1 and member_id = $2 and chat_id = any($3)',
    [work.corpId, work.actor.id, chatIds],
  );
  return rows.map((r) => r.chat_id);
}

/** Of these chats, those a customer speaks in. */
async function chatsOfGuest(work: Work, guestId: string, chatIds: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ chat_id: string }>(
    'select chat_id from chat_guests where corp_id = $1 and speaker_id = $2 and chat_id = any($3) and left_at is null',
    [work.corpId, guestId, chatIds],
  );
  return rows.map((r) => r.chat_id);
}
