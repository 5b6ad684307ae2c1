import type { Work } from '../../../kernel/work.ts';

export interface ReadMark {
  chatId: string;
  memberId: string;
  n: number;
}

/** Moves read marks forward, many at once, never past the newest message and never back; then tells whoever watches. */
export async function moveReadMarks(work: Work, marks: readonly ReadMark[]): Promise<void> {
  const rows = await work.sql<{ chat_id: string; member_id: string; read_n: number }>(
    `update chat_seats s set read_n = least(u.n, h.last_n), marked_unread = false
       from unnest($2::text[], $3::text[], $4::bigint[]) u (chat_id, member_id, n)
       join chat_heads h on h.corp_id = $1 and h.chat_id = u.chat_id
      where s.corp_id = $1 and s.chat_id = u.chat_id and s.member_id = u.member_id and (s.read_n < least(u.n, h.last_n) or s.marked_unread)
     returning s.chat_id, s.member_id, s.read_n`,
    [work.corpId, marks.map((m) => m.chatId), marks.map((m) => m.memberId), marks.map((m) => m.n)],
  );
  if (rows.length) work.tell('reads', rows.map((r) => [r.chat_id, r.member_id, r.read_n]) satisfies ReadHint);
}

export type ReadHint = [chatId: string, memberId: string, n: number][];
