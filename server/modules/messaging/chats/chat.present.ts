import type { ChatId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Chat, ChatSettings } from '@teahouse/contract/messaging-shapes';
import type { Work } from '../../../kernel/work.ts';
import { type EntryRow, toMessage } from '../messaging.present.ts';

interface ChatRow {
  id: ChatId;
  kind: Chat['kind'];
  title: string;
  pair: string | null;
  department_id: DepartmentId | null;
  owner_id: MemberId | null;
  announcement: Chat['announcement'];
  settings: ChatSettings;
  archived_at: Date | null;
  last_seq: number;
  last_n: number;
  all_n: number;
  member_count: number;
  last_at: Date;
  role: Chat['my']['role'];
  read_n: number;
  joined_n: number;
  muted: boolean;
  on_top: boolean;
  marked_unread: boolean;
  hidden_seq: number | null;
  draft: string;
  mention_n: number | null;
  preview: (Omit<EntryRow, 'sent_at' | 'edited_at'> & { sent_at: string; edited_at: string | null }) | null;
}

/** What `chatsOf` may be narrowed by; all values are parameters. */
export interface ChatFilter {
  where?: string;
  values?: readonly unknown[];
  order?: string;
  limit?: number;
}

/** Chats of one member as that member sees them, newest first unless told otherwise. `$1` company, `$2` member, further values from `$3`. */
export async function chatsOf(work: Work, memberId: MemberId, filter: ChatFilter = {}): Promise<Chat[]> {
  const rows = await work.sql<ChatRow>(
    `select c.id, c.kind, c.title, c.pair, c.department_id, c.owner_id, c.announcement, c.settings, c.archived_at,
            h.last_seq, h.last_n, h.all_n, h.member_count, h.last_at,
            s.role, s.read_n, s.joined_n, s.muted, s.on_top, s.marked_unread, s.hidden_seq, s.draft,
            (select max(m.n) from mentions m where m.corp_id = $1 and m.member_id = $2 and m.chat_id = s.chat_id and m.n > s.read_n) mention_n,
            (select to_jsonb(e) from chat_entries e where e.corp_id = $1 and e.chat_id = s.chat_id and e.seq = h.last_msg) preview
       from chat_seats s
       join chat_heads h on h.corp_id = $1 and h.chat_id = s.chat_id
       join chats c on c.corp_id = $1 and c.id = s.chat_id
      where s.corp_id = $1 and s.member_id = $2 and ${filter.where ?? 'true'}
      order by ${filter.order ?? 'h.last_at desc'} limit ${filter.limit ?? 100}`,
    [work.corpId, memberId, ...(filter.values ?? [])],
  );
  return rows.map((r) => toChat(r, memberId));
}

function toChat(r: ChatRow, memberId: MemberId): Chat {
  const mentionedAll = r.all_n > Math.max(r.read_n, r.joined_n) ? r.all_n : 0;
  return {
    id: r.id,
    kind: r.kind,
    title: r.title,
    peer: r.pair && r.kind === 'direct' ? peerIn(r.pair, memberId) : null,
    guest: r.pair && r.kind !== 'direct' ? r.pair.split(' ')[0]! : null,
    desk: r.kind === 'customer' && (r.pair?.split(' ')[1]?.startsWith('desk_') ?? false),
    departmentId: r.department_id,
    ownerId: r.owner_id,
    memberCount: r.member_count,
    announcement: r.announcement,
    settings: r.settings,
    archived: r.archived_at !== null,
    seq: r.last_seq,
    n: r.last_n,
    lastAt: r.last_at.toISOString(),
    preview: r.preview
      ? toMessage({
          ...r.preview,
          sent_at: new Date(r.preview.sent_at),
          edited_at: r.preview.edited_at ? new Date(r.preview.edited_at) : null,
        })
      : null,
    my: {
      role: r.role,
      readN: r.read_n,
      joinedN: r.joined_n,
      mentionN: Math.max(r.mention_n ?? 0, mentionedAll),
      muted: r.muted,
      top: r.on_top,
      markedUnread: r.marked_unread,
      hidden: r.hidden_seq !== null && r.hidden_seq >= r.last_seq,
      draft: r.draft,
    },
  };
}

/** The other one of a pair; a chat with oneself has oneself. */
export function peerIn(pair: string, memberId: MemberId): MemberId {
  const [a, b] = pair.split(' ') as [MemberId, MemberId];
  return a === memberId ? b : a;
}
