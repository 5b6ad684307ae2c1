import type { MessageEvent } from '@teahouse/contract/realtime';

/** What a message can be found by: its text, the name of its file, the words of its card or of a forwarded record. */
export function wordsOf(m: Pick<MessageEvent, 'k' | 'b'>): string {
  const { text, name, title, items } = m.b as {
    text?: string;
    name?: string;
    title?: string;
    items?: { k: string; b: Record<string, unknown> }[];
  };
  return [title, text, name, ...(items ?? []).map((i) => wordsOf(i))].filter(Boolean).join('\n');
}

/** Under which tab of the search page a message is looked for. */
export function searchKind(m: Pick<MessageEvent, 'k' | 'b'>): 'text' | 'file' | 'image' | 'link' {
  if (m.k === 'file' || m.k === 'voice' || m.k === 'video') return 'file';
  if (m.k === 'image') return 'image';
  return /https?:\/\//.test(wordsOf(m)) ? 'link' : 'text';
}
