import { breathe, type Table, Unreadable } from './table.ts';

/** Reads CSV in UTF-8 (with or without its mark), UTF-16 or GB18030, separated by commas, semicolons or tabs. */
export async function readCsv(bytes: Uint8Array): Promise<Table> {
  const text = decode(bytes);
  if (text.includes('\u0000')) throw new Unreadable('not text');
  const separator = separatorOf(text);
  const rows: Table['rows'] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let fresh = true;
  let no = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((c) => c.trim() !== '')) rows.push({ no, cells });
    no++;
    cells = [];
    cell = '';
    fresh = true;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (c === separator) {
      cells.push(cell);
      cell = '';
      fresh = true;
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      endRow();
      await breathe(no);
    } else {
      cell += c;
      fresh = false;
    }
  }
  if (quoted) throw new Unreadable('a quote is never closed');
  if (cell !== '' || cells.length) endRow();
  return { rows };
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel writes on a Chinese Windows.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Told by the line that could be the header and has most cells: department cells hold semicolons of their own. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 8_000).split(/[\r\n]+/);
  const headers = lines.filter((line) => /姓名|名字|\bname\b/i.test(line));
  const count = (c: string) =>
    Math.max(...(headers.length ? headers : lines).map((line) => line.split(c).length));
  return [',', '\t', ';'].reduce((best, c) => (count(c) > count(best) ? c : best));
}
