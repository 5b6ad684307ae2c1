import { randomBytes } from 'node:crypto';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../apps/index.ts';
import { changeGroupAs, letSpeak, makeChat, membersSeated, postAs } from '../messaging/index.ts';
import type { AnyDraft } from './app-message.ts';

const LEAST = 2;
const MOST = 2_000;

export interface NewAppChat {
  app: App;
  /** the id the app gives it; made up where it gives none */
  name?: string | undefined;
  title: string;
  ownerId?: MemberId | undefined;
  memberIds: readonly MemberId[];
  /** fewer members than this make no group */
  least?: number;
}

/** A group that an app makes and speaks in. Returns the id the app knows it by, and ours. Fails with talk.chat_size, talk.chat_taken. */
export async function createAppChat(
  work: Work,
  { app, name, title, ownerId, memberIds, least = LEAST }: NewAppChat,
): Promise<{ name: string; chatId: ChatId }> {
  const all = [...new Set(memberIds)];
  if (all.length < least || all.length > MOST) fail('talk.chat_size');
  const owner = ownerId && all.includes(ownerId) ? ownerId : all[0]!;
  const known = name ?? `wr${randomBytes(15).toString('hex')}`;
  const chatId = await makeChat(work, { kind: 'group', title, ownerId: owner, memberIds: all });
  await letSpeak(work, chatId, app.id);
  const kept = await work.sql(
    `insert into app_chats (corp_id, name, app_id, chat_id) values ($1, $2, $3, $4)
     on conflict do nothing returning name`,
    [work.corpId, known, app.id, chatId],
  );
  return kept.length === 0 ? fail('talk.chat_taken') : { name: known, chatId };
}

/** The group an app made under this id. Fails with talk.chat_not_found, talk.not_your_chat. */
export async function appChat(work: Work, app: App, name: string): Promise<ChatId> {
  const [row] = await work.sql<{ app_id: string; chat_id: ChatId }>(
    'select app_id, chat_id from app_chats where corp_id = $1 and name = $2',
    [work.corpId, name],
  );
  if (!row) return fail('talk.chat_not_found');
  return row.app_id === app.id ? row.chat_id : fail('talk.not_your_chat');
}

/** Changes name, owner or members; the size stays within its bounds. */
export async function changeAppChat(
  work: Work,
  chatId: ChatId,
  change: Parameters<typeof changeGroupAs>[2],
  least: number = LEAST,
): Promise<void> {
  const { members } = await membersSeated(work, chatId);
  const here = new Set(members.map((m) => m.id));
  for (const id of change.remove ?? []) here.delete(id);
  for (const id of change.add ?? []) here.add(id);
  if (here.size < least || here.size > MOST) fail('talk.chat_size');
  if (change.ownerId && !here.has(change.ownerId)) fail('talk.nobody');
  await changeGroupAs(work, chatId, change);
}

/** Says something in a group the app made. */
export async function postToAppChat(
  work: Work,
  { app, chatId, draft, at }: { app: App; chatId: ChatId; draft: AnyDraft; at: (MemberId | 'all')[] },
): Promise<void> {
  await postAs(work, { speakerId: app.id, chatId, cid: crypto.randomUUID(), draft, at });
}
