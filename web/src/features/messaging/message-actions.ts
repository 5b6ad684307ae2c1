// What I do to one message.
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { locale } from '../../lib/locale.ts';
import { confirm, toast } from '../../ui/overlays.ts';
import { applyEvents } from './log-rules.ts';
import type { MessageEvent } from './model.ts';
import { updateLog } from './store.ts';
import type { MessagingWords } from './zh.ts';

const of = (m: MessageEvent) => ({ chatId: m.c, seq: m.s });

/** Runs a call, tells what went wrong, and shows the message as the server answered it. */
async function change(call: () => Promise<MessageEvent>): Promise<void> {
  try {
    const now = await call();
    updateLog(now.c, (log) => ({ ...log, messages: applyEvents(log.messages, [now]) }));
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
  }
}

export const react = (m: MessageEvent, emoji: string, on: boolean): Promise<void> =>
  change(() => api.messaging.reactToMessage({ ...of(m), emoji, on }));

export const pin = (m: MessageEvent, on: boolean): Promise<void> =>
  change(() => api.messaging.pinMessage({ ...of(m), on }));

/** Saves a new text; the answer says whether the server took it. */
export async function edit(m: MessageEvent, text: string, at: string[]): Promise<boolean> {
  try {
    const now = await api.messaging.editMessage({
      ...of(m),
      text,
      ...(at.length ? { at: at as `mbr_${string}`[] } : {}),
    });
    updateLog(now.c, (log) => ({ ...log, messages: applyEvents(log.messages, [now]) }));
    return true;
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return false;
  }
}

export async function recall(m: MessageEvent, words: MessagingWords): Promise<void> {
  const yes = await confirm({ title: words.message.recallSure, action: words.message.recall, danger: true });
  if (yes) await change(() => api.messaging.recallMessage(of(m)));
}

export async function copy(m: MessageEvent, words: MessagingWords): Promise<void> {
  const text = m.b['text'];
  if (typeof text !== 'string') return;
  await copyText(text);
  toast(words.message.copied, { tone: 'ok' });
}

export async function makeTodo(m: MessageEvent, text: string, words: MessagingWords): Promise<void> {
  try {
    await api.tasks.addTask({ title: text.slice(0, 500), chatId: m.c, seq: m.s });
    toast(words.message.todoMade, { tone: 'ok' });
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
  }
}

/** The server's sentence for an error code, in the page's language. */
export async function sentenceOf(code: string, otherwise: string): Promise<string> {
  const { errors } = await import('../../../../contract/src/errors.ts');
  const known = (errors as Record<string, { zh: string; en: string }>)[code];
  return known?.[locale()] ?? otherwise;
}
