import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { HeldHead } from '../log/append-in.ts';
import { tellMembers } from '../realtime/member-events.ts';

/** Seats these members; those who sit already keep their seat. Returns who is new. The caller holds the head and says so in the log. */
export async function seatMembers(
  work: Work,
  head: HeldHead,
  memberIds: readonly MemberId[],
  roles: ReadonlyMap<MemberId, 'owner' | 'admin'> = new Map(),
): Promise<MemberId[]> {
  const rows = await work.sql<{ member_id: MemberId }>(
    `insert into chat_seats (corp_id, chat_id, member_id, role, joined_n, read_n, joined_at)
     select $1, $2, u.member_id, u.role, $3, $3, $4 from unnest($5::text[], $6::text[]) u (member_id, role)
     on conflict (corp_id, chat_id, member_id) do nothing returning member_id`,
    [work.corpId, head.chatId, head.n, work.now, memberIds, memberIds.map((id) => roles.get(id) ?? 'member')],
  );
  const added = rows.map((r) => r.member_id);
  await changeCount(work, head, added.length);
  await tellMembers(work, added, 'joined', { c: head.chatId });
  return added;
}

/** Takes seats away. Returns who really sat. */
export async function unseatMembers(
  work: Work,
  head: HeldHead,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  const rows = await work.sql<{ member_id: MemberId }>(
    'delete from chat_seats where corp_id = $1 and chat_id = $2 and member_id = any($3) returning member_id',
    [work.corpId, head.chatId, memberIds],
  );
  const gone = rows.map((r) => r.member_id);
  await work.sql('delete from mentions where corp_id = $1 and chat_id = $2 and member_id = any($3)', [
    work.corpId,
    head.chatId,
    gone,
  ]);
  await changeCount(work, head, -gone.length);
  await tellMembers(work, gone, 'left', { c: head.chatId });
  return gone;
}

async function changeCount(work: Work, head: HeldHead, by: number): Promise<void> {
  if (by === 0) return;
  head.memberCount += by;
  await work.sql('update chat_heads set member_count = $3 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    head.chatId,
    head.memberCount,
  ]);
}

export type { ChatId };
