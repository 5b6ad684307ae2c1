import { avatarColours } from '../ui/tokens.ts';

/** What stands in for a face: the last two Han characters of a person's name (the first two of a group's), else Latin initials. */
export function initials(name: string, group = false): string {
  const han = name.match(/\p{Script=Han}/gu);
  if (han) return (group ? han.slice(0, 2) : han.slice(-2)).join('');
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const first = (words[0] ?? '?').match(/./u)?.[0] ?? '?';
  const last = words.length > 1 ? ((words.at(-1) ?? '').match(/./u)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** The same one of twelve colours for the same id, on every device. */
export function avatarColour(id: string): string {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return avatarColours[sum % avatarColours.length] ?? avatarColours[0];
}
