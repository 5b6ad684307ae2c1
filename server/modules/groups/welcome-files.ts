import type { ChatId, FileId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { attachFiles, detachFiles } from '../files/index.ts';
import { groupsISee } from './groups.access.ts';

export const groupPlace = (chatId: ChatId) => ({ kind: 'customer_group', id: chatId });

/** The files of the welcome, and no others, are to be seen with the group. Those shown before are not asked about: another administrator may have added them. */
export async function showWelcomeFiles(
  work: Work,
  chatId: ChatId,
  { wanted, shown }: Record<'wanted' | 'shown', readonly FileId[]>,
): Promise<void> {
  const added = wanted.filter((id) => !shown.includes(id));
  await attachFiles(work, [...new Set(added)], groupPlace(chatId));
  await detachFiles(
    work,
    shown.filter((id) => !wanted.includes(id)),
    groupPlace(chatId),
  );
}

/** Of these groups, those whose settings the acting member may look at. */
export async function groupFilesISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  const rows = await groupsISee(work, { where: 'g.chat_id = any($2)', values: [ids] });
  return rows.map((r) => r.chatId);
}
