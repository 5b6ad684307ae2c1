import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { ChatSettings } from '@teahouse/contract/messaging-shapes';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { spellingOf } from '../../directory/index.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { openSettings } from './chat-settings.ts';
import { seatMembers } from './seat-members.ts';

export interface NewChat {
  kind: 'direct' | 'group' | 'department' | 'app' | 'customer';
  title?: string;
  pair?: string;
  departmentId?: string;
  ownerId?: MemberId;
  memberIds: readonly MemberId[];
  settings?: ChatSettings;
}

/** A chat with its log, its seats and its first line. */
export async function makeChat(work: Work, chat: NewChat): Promise<ChatId> {
  const id = newId('chat');
  const settings = chat.settings ?? openSettings;
  await work.db
    .insertInto('chats')
    .values({
      id,
      kind: chat.kind,
      title: chat.title ?? '',
      ...spellingOf(chat.title ?? ''),
      pair: chat.pair ?? null,
      department_id: (chat.departmentId as `dep_${string}` | undefined) ?? null,
      owner_id: chat.ownerId ?? null,
      settings: JSON.stringify(settings),
      created_at: work.now,
    })
    .execute();
  await work.db
    .insertInto('chat_heads')
    .values({ chat_id: id, posting: settings.post, mention_all: settings.mentionAll, last_at: work.now })
    .execute();
  const head = await holdHead(work, id);
  const roles = new Map<MemberId, 'owner'>(chat.ownerId ? [[chat.ownerId, 'owner']] : []);
  await seatMembers(work, head, [...new Set(chat.memberIds)], roles);
  if (chat.kind === 'group' || chat.kind === 'department')
    await appendSystem(work, head, {
      what: 'created',
      members: chat.memberIds.slice(0, 50),
      text: chat.title ?? '',
    });
  return id;
}
