import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

export interface Notice {
  memberId: MemberId;
  /** '' for a test */
  chatId: string;
  n: number;
  title: string;
  body: string;
  urgent: boolean;
}

/** Puts notices in the queue; a newer one of the same chat takes the place of an older one that has not gone out. */
export async function pushWaiting(work: Work, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  await work.sql(
    `insert into push_waiting (corp_id, member_id, chat_id, n, title, body, urgent, due_at)
     select $1, u.* , $8::timestamptz
       from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::bool[]) u (member_id, chat_id, n, title, body, urgent)
     on conflict (corp_id, member_id, chat_id) do update set n = excluded.n, title = excluded.title, body = excluded.body,
       urgent = push_waiting.urgent or excluded.urgent, due_at = excluded.due_at, attempts = 0, locked_until = null`,
    [
      work.corpId,
      notices.map((w) => w.memberId),
      notices.map((w) => w.chatId),
      notices.map((w) => w.n),
      notices.map((w) => w.title),
      notices.map((w) => w.body),
      notices.map((w) => w.urgent),
      work.now,
    ],
  );
}
