const MOST = 200;

/**
 * A name that is safe to show and to save: no folders, no control characters, and none of the characters that turn the direction of
 * writing (they make "exe.jpg" out of "gpj.exe").
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex -- these are what must go
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g, '')
    .trim();
  if (/^\.*$/.test(clean)) return 'file';
  const ending = /\.\w{1,12}$/.exec(clean)?.[0] ?? '';
  // A name cut in the middle of a character that takes two units would not be text any more.
  return clean.length <= MOST
    ? clean
    : clean.slice(0, MOST - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}
