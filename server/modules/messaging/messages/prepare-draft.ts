import type { ChatId, FileId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { attachFiles, factsOfFiles } from '../../files/index.ts';
import { mySeat } from '../messaging.access.ts';

/** True for drafts whose files must first be shown in the chat. Text needs no such step. */
export const carriesFiles = (draft: Draft) => fileIdsIn(draft).length > 0;

/**
 * Shows the draft's files in the chat and puts the true facts of each in place of the client's word. A unit of work of its own,
 * committed before the message is: a message may never point at a file its readers cannot open.
 */
export async function prepareDraft(work: Work, chatId: ChatId, draft: Draft): Promise<Draft> {
  const fileIds = fileIdsIn(draft);
  const seat = await mySeat(work, chatId);
  if (seat.archived) fail('messaging.chat_archived');
  await attachFiles(work, fileIds, { kind: 'chat', id: chatId });
  if (draft.k === 'text' || draft.k === 'card' || draft.k === 'forward') return draft;
  const fact = (await factsOfFiles(work, fileIds)).get(draft.b.fileId) ?? fail('files.not_found');
  const { duration } = draft.b;
  const b = {
    fileId: fact.fileId,
    name: fact.name,
    size: fact.size,
    mime: fact.mime,
    ...(fact.width === null || fact.height === null ? {} : { width: fact.width, height: fact.height }),
    ...(duration === undefined ? {} : { duration }),
  };
  // What is called an image must be one; anything else is shown as a file.
  const k = draft.k === 'image' && fact.kind !== 'image' ? 'file' : draft.k;
  return { k, b };
}

/** A record of what others said is made by the house from what they really said, never taken from a client. */
export function refuseForged(draft: Draft): void {
  if (draft.k === 'forward') fail('common.not_allowed', 'records are made by forwarding');
}

function fileIdsIn(thing: { b: unknown }): FileId[] {
  const { fileId, items } = thing.b as { fileId?: FileId; items?: { b: unknown }[] };
  return [...(fileId ? [fileId] : []), ...(items ?? []).flatMap(fileIdsIn)];
}
