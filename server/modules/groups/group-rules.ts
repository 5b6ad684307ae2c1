import type { GroupSettings } from '@teahouse/contract/customer-groups';

export type Fault = 'link' | 'banned' | 'flood';

const LINK = /https?:\/\/|www\.|[\w-]+\.(?:com|cn|net|org|cc|top|xyz|shop|vip|me|io)\b/i;

/** What is wrong with the words of a customer; undefined: nothing. `inMinute` counts their messages of this minute, with this one. */
export function faultOf(
  { links, banned, flood }: GroupSettings['rules'],
  { text, inMinute }: { text: string; inMinute: number },
): Fault | undefined {
  // Spaces and marks between the letters are the oldest trick.
  const bare = plain(text);
  if (banned.some((word) => plain(word) !== '' && bare.includes(plain(word)))) return 'banned';
  if (links && LINK.test(text.normalize('NFKC'))) return 'link';
  return flood !== null && inMinute > flood ? 'flood' : undefined;
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '');

/** The answer a group has for these words; undefined: none. */
export function replyTo(replies: GroupSettings['replies'], text: string): string | undefined {
  const said = text.normalize('NFKC').trim().toLowerCase();
  const fits = ({ words, how }: GroupSettings['replies'][number]) =>
    words.some((w) => {
      const word = w.normalize('NFKC').toLowerCase();
      return how === 'exact' ? said === word : said.includes(word);
    });
  return replies.find(fits)?.text;
}
