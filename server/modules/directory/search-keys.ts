import { pinyin } from 'pinyin-pro';
import { spellingOf } from './spelling.ts';

export interface Findable {
  name: string;
  alias: string;
  userid: string;
  mobile: string | null;
  email: string | null;
}

const MOST = 40;
const fold = (text: string) => text.toLowerCase().replaceAll(/[\s·・.,'’-]+/g, '');

/**
 * Everything a member is found by from its beginning: the name from each character on (张伟, 伟), its pinyin (zhangwei, wei) and
 * initials (zw), the same of the alias, the userid, mobile with its last four digits, and mail.
 */
export function searchKeys(who: Findable): string[] {
  const keys = new Set<string>();
  for (const text of [who.name, who.alias]) if (text) for (const key of spellings(text)) keys.add(key);
  keys.add(who.userid.toLowerCase());
  if (who.mobile) for (const key of mobileKeys(who.mobile)) keys.add(key);
  if (who.email) keys.add(who.email.toLowerCase());
  keys.delete('');
  return [...keys].slice(0, MOST).map((key) => key.slice(0, 64));
}

/** The keys a name or a department is found by. */
export function spellings(text: string): string[] {
  const keys = new Set<string>();
  // Latin words are found by each word and by the whole; Chinese from each character on.
  const words = text
    .toLowerCase()
    .split(/[\s·・.,'’-]+/)
    .filter(Boolean);
  for (let i = 0; i < words.length; i++) keys.add(words.slice(i).join(''));
  const chars = [...fold(text)];
  if (chars.some(isChinese) && chars.length <= 24) {
    const heads = syllables(text);
    for (let i = 0; i < chars.length; i++) if (isChinese(chars[i]!)) keys.add(chars.slice(i).join(''));
    for (let i = 0; i < heads.length; i++) {
      keys.add(heads.slice(i).join(''));
      if (heads.length - i > 1)
        keys.add(
          heads
            .slice(i)
            .map((s) => s[0])
            .join(''),
        );
    }
  } else if (words.length > 1) keys.add(words.map((w) => w[0]).join(''));
  return [...keys].filter(Boolean);
}

export interface Wanted {
  /** a key begins with one of these */
  starts: string[];
  /** and the name or alias contains all of these: the Chinese part of a mixed query */
  has: string[];
}

/** What somebody typed, as beginnings of keys. 'zhang伟' asks for 'zhangwei' and 'zw' (with 伟 in the name). */
export function wantedKeys(q: string): Wanted {
  const text = fold(q);
  const raw = q.trim().toLowerCase().replaceAll(/\s+/g, '');
  const chinese = text.match(/\p{Script=Han}+/gu) ?? [];
  if (chinese.length === 0 || chinese.join('') === text)
    return { starts: [...new Set([text, raw])].filter(Boolean), has: [] };
  const parts = text.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
  const spell = (part: string) => (isChinese(part) ? spellingOf(part) : { pinyin: part, initials: part });
  const whole = parts.map((p) => spell(p).pinyin).join('');
  const first = parts.map((p) => spell(p).initials).join('');
  return { starts: [...new Set([whole, first])], has: [...chinese] };
}

/** The smallest text above every text that begins with `start`, in "C" order. */
export function endOf(start: string): string {
  return start + '\u{10FFFF}';
}

function mobileKeys(mobile: string): string[] {
  const digits = mobile.replaceAll(/\D/g, '');
  return [mobile, digits, digits.slice(-4)];
}

function syllables(text: string): string[] {
  const options = {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  } as const;
  return pinyin(text, options)
    .map((s) => fold(s))
    .filter(Boolean);
}

function isChinese(text: string): boolean {
  return /^\p{Script=Han}/u.test(text);
}
