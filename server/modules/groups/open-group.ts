import { customerGroupChanged, GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { followChat, letSpeak, makeChat, nameSpeaker } from '../messaging/index.ts';

/** Whoever speaks for a group by itself. */
export const AIDE = 'bot_groupaide';

const aideNames = { zh: '群助手', en: 'Group assistant' };

/** A customer group without customers yet. It is followed: what is said there is counted, judged and answered. */
export async function openGroup(
  work: Work,
  {
    name,
    ownerId,
    memberIds = [],
    settings = GroupSettings.parse({}),
  }: {
    name: string;
    ownerId: MemberId;
    memberIds?: readonly MemberId[];
    settings?: GroupSettings | undefined;
  },
): Promise<ChatId> {
  const chatId = await makeChat(work, {
    kind: 'group',
    title: name,
    ownerId,
    memberIds: [ownerId, ...memberIds],
  });
  await followChat(work, chatId, true);
  const [corp] = await work.sql<{ locale: 'zh' | 'en' }>('select locale from corps where corp_id = $1', [
    work.corpId,
  ]);
  await nameSpeaker(work, { id: AIDE, kind: 'robot', name: aideNames[corp?.locale ?? 'zh'], avatar: null });
  await letSpeak(work, chatId, AIDE);
  await work.sql(
    'insert into customer_groups (corp_id, chat_id, settings, created_at) values ($1, $2, $3, $4)',
    [work.corpId, chatId, JSON.stringify(settings), work.now],
  );
  await work.emit(customerGroupChanged, {
    chatId,
    what: 'created',
    ids: [],
    how: null,
    at: work.now.toISOString(),
  });
  return chatId;
}
