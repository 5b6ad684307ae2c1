import { createHash } from 'node:crypto';
import type { Draft } from '@teahouse/contract/realtime';

/** The hash a broadcast's content is frozen with. */
export const contentHashOf = (contents: readonly Draft[]): string =>
  createHash('sha256').update(JSON.stringify(contents)).digest('hex');

/** Nothing forbidden in it, and it is what was launched. Words are found whatever their case. */
export function contentFits(
  contents: readonly Draft[],
  launchedAs: string,
  bannedWords: readonly string[],
): boolean {
  const said = contents.map(wordsIn).join('\n').toLowerCase();
  return (
    contentHashOf(contents) === launchedAs && !bannedWords.some((word) => said.includes(word.toLowerCase()))
  );
}

function wordsIn(draft: Draft): string {
  if (draft.k === 'text') return draft.b.text;
  if (draft.k === 'card') return [draft.b.title, draft.b.text, draft.b.url, draft.b.button].join(' ');
  return draft.k === 'forward' ? draft.b.title : draft.b.name;
}
