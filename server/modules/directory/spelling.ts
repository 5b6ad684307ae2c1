import { pinyin } from 'pinyin-pro';

/** How a name is typed on a keyboard: whole pinyin and initials, lower case, without spaces. Latin names stay themselves. */
export function spellingOf(name: string): { pinyin: string; initials: string } {
  const options = {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  } as const;
  const syllables = pinyin(name, options)
    .map((s) => s.toLowerCase().trim())
    .filter(Boolean);
  const initials = syllables.map((s) => (/^[a-z]+$/.test(s) ? s[0] : s)).join('');
  return { pinyin: syllables.join('').replaceAll(/\s+/g, ''), initials: initials.replaceAll(/\s+/g, '') };
}
