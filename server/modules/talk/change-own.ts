import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../apps/index.ts';
import { changeBody, recallAs } from '../messaging/index.ts';
import type { AnyDraft } from './app-message.ts';
import { type MessagePlace, ownMessage } from './app-places.ts';

const WINDOW_MS = 24 * 3_600_000;

/** Takes back one message of an app; doing it twice is the same. Fails with talk.message_not_found, talk.not_yours, talk.too_late. */
export async function takeBack(work: Work, app: App, place: MessagePlace): Promise<void> {
  const { ts } = await ownMessage(work, app, place);
  if (work.now.getTime() - ts > WINDOW_MS) fail('talk.too_late');
  await recallAs(work, place.chatId, place.seq);
}

/** Writes a message of an app anew; it stays of its kind. Fails with talk.message_not_found, talk.not_yours, talk.other_kind, messaging.recalled. */
export async function rewriteMessage(
  work: Work,
  app: App,
  place: MessagePlace,
  draft: AnyDraft,
): Promise<void> {
  const { k } = await ownMessage(work, app, place);
  if (k !== draft.k) fail('talk.other_kind');
  await changeBody(work, place.chatId, place.seq, () => draft.b);
}
