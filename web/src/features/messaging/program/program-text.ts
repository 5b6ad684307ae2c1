// The richer Markdown of programs: colours, rules, tables and pictures around what people may write too.

export type Piece =
  | { t: 'text'; text: string }
  | { t: 'rule' }
  | { t: 'picture'; url: string; alt: string }
  | { t: 'table'; head: string[]; rows: string[][] };

/** Private characters stand for colours, so that only what a program wrote is coloured, and only by this door. */
const opening: Record<string, string> = { info: '\uE001', comment: '\uE002', warning: '\uE003' };
const names: Record<string, string> = {
  green: 'info',
  blue: 'info',
  grey: 'comment',
  gray: 'comment',
  red: 'warning',
  orange: 'warning',
};
const CLOSING = '\uE000';

/** Colours as marks; other tags of the vendors fall away, everything else stays words. */
function withTones(text: string): string {
  return text
    .replaceAll(/[\uE000-\uE003]/g, '')
    .replaceAll(/<font\s+color\s*=\s*["']?([#\w]{1,20})["']?\s*>/gi, (_, color: string) => {
      const name = color.toLowerCase();
      return opening[names[name] ?? name] ?? '';
    })
    .replaceAll(/<\/font>/gi, CLOSING)
    .replaceAll(/<\/?text_tag[^>]{0,40}>|<br\s*\/?>/gi, '\n');
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
const isTableRule = (line: string | undefined) =>
  line !== undefined && line.includes('-') && /^\s*\|?[\s:|-]{3,}\|?\s*$/.test(line) && line.includes('|');

/** A program's text in pieces, each of which is drawn in its own way. */
export function piecesOf(raw: string): Piece[] {
  const lines = withTones(raw).replaceAll('\r\n', '\n').split('\n');
  const pieces: Piece[] = [];
  let plain: string[] = [];
  let fenced = false;
  const flush = () => {
    const text = plain.join('\n').replace(/^\n+|\s+$/g, '');
    if (text) pieces.push({ t: 'text', text });
    plain = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^ {0,3}```/.test(line)) fenced = !fenced;
    const picture = fenced ? null : /^\s*!\[([^\]]{0,200})\]\(([^()\s]{1,2000})\)\s*$/.exec(line);
    if (fenced) plain.push(line);
    else if (/^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) {
      flush();
      pieces.push({ t: 'rule' });
    } else if (picture) {
      flush();
      pieces.push({ t: 'picture', url: picture[2] ?? '', alt: picture[1] ?? '' });
    } else if (line.includes('|') && isTableRule(lines[i + 1])) {
      flush();
      const rows: string[][] = [];
      const head = cells(line).slice(0, 20);
      for (i += 2; (lines[i] ?? '').includes('|'); i++)
        rows.push(cells(lines[i] ?? '').slice(0, head.length));
      i -= 1;
      pieces.push({ t: 'table', head, rows: rows.slice(0, 100) });
    } else plain.push(line.replaceAll(/!\[([^\]]{0,200})\]\(/g, '[$1]('));
  }
  flush();
  return pieces;
}

/** Its words alone, for one line. */
export const programGist = (text: string): string =>
  text
    .replaceAll(/<\/?(?:font|text_tag|br)[^>]{0,60}>/gi, '')
    .replaceAll(/!\[[^\]]{0,200}\]\([^()]{0,2000}\)/g, '');
