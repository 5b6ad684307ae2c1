import type { MessageEvent } from '@teahouse/contract/realtime';

/** What a message can be found by: its text, the name of its file, the words of its card or of a forwarded record. */
export function wordsOf(m: Pick<MessageEvent, 'k' | 'b'>): string {
  if (m.k === 'news' || m.k === 'template') return wordsOfProgram(m.b).join('\n');
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

/** Keys whose texts a reader sees; addresses, ids and keys of buttons are no words. */
const shown = new Set(['title', 'text', 'markdown', 'more', 'name', 'value', 'author', 'body']);

/** The words of articles and cards, wherever they stand in them. */
function wordsOfProgram(b: unknown): string[] {
  if (Array.isArray(b)) return b.flatMap(wordsOfProgram);
  if (typeof b !== 'object' || b === null) return [];
  return Object.entries(b).flatMap(([key, value]) =>
    typeof value === 'string' ? (shown.has(key) && value ? [value] : []) : wordsOfProgram(value),
  );
}
