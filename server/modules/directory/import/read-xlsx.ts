import { unzipSync } from 'fflate';
import { breathe, type Table, Unreadable } from './table.ts';

const MOST_BYTES = 400 * 1024 * 1024;

/**
 * Reads every visible sheet of an XLSX workbook, in order. Formulas give their last value, dates become 2024-02-29; with `times` those that
 * show a time of day become 2024-02-29 18:30:00.
 */
export async function readXlsx(bytes: Uint8Array, { times = false } = {}): Promise<Table[]> {
  const files = unzip(bytes);
  const text = (path: string) => {
    const file = files[path];
    return file ? plain(new TextDecoder().decode(file)) : undefined;
  };
  const workbook = text('xl/workbook.xml');
  if (workbook === undefined) throw new Unreadable('no workbook inside');
  const targets = new Map(
    elements(text('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map((r) => [
      attribute(r.head, 'Id'),
      attribute(r.head, 'Target') ?? '',
    ]),
  );
  const strings = elements(text('xl/sharedStrings.xml') ?? '', 'si').map((si) => runs(si.body));
  const formats = formatsOf(text('xl/styles.xml') ?? '');
  const dates: Dates = { epoch1904: /<workbookPr[^>]*date1904="(1|true)"/.test(workbook), times };
  const tables: Table[] = [];
  for (const sheet of elements(workbook, 'sheet')) {
    if (/hidden/i.test(attribute(sheet.head, 'state') ?? '')) continue;
    const target = targets.get(attribute(sheet.head, 'r:id') ?? attribute(sheet.head, 'id')) ?? '';
    const xml = text(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (xml !== undefined) tables.push(await readSheet(xml, strings, formats, dates));
  }
  return tables;
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        if (!/^xl\/.*\.(xml|rels)$/.test(file.name)) return false;
        total += file.originalSize;
        if (total > MOST_BYTES) throw new Unreadable('unpacks to too much');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(String(error));
  }
}

async function readSheet(
  xml: string,
  strings: readonly string[],
  formats: readonly string[],
  dates: Dates,
): Promise<Table> {
  const rows: Table['rows'] = [];
  let no = 0;
  const row = /<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g;
  for (let found = row.exec(xml); found; found = row.exec(xml)) {
    no = Number(attribute(found[1]!, 'r') ?? no + 1);
    const cells: string[] = [];
    let at = -1;
    for (const c of elements(found[2] ?? '', 'c')) {
      const ref = attribute(c.head, 'r');
      at = ref ? columnOf(ref) : at + 1;
      while (cells.length < at) cells.push('');
      cells[at] = valueOf(c, strings, formats, dates);
    }
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ no, cells });
    await breathe(rows.length);
  }
  return { rows };
}

function valueOf(c: Element, strings: readonly string[], formats: readonly string[], dates: Dates): string {
  const type = attribute(c.head, 't') ?? 'n';
  if (type === 'inlineStr') return runs(c.body);
  const v = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(c.body)?.[1] ?? '';
  if (v === '') return '';
  if (type === 's') return strings[Number(v)] ?? '';
  if (type === 'b') return v === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return unescape(v);
  const format = formats[Number(attribute(c.head, 's') ?? 0)] ?? '';
  if (isDate(format)) return dayOf(Number(v), dates, /h/i.test(format));
  // 1.38E+10 is how some programs write a mobile; 00000 is how a person kept the zeros of 00123.
  const digits = /e/i.test(v) || /\.\d{10,}/.test(v) ? String(Number(Number(v).toPrecision(15))) : v;
  return /^0+$/.test(format) && /^\d+$/.test(digits) ? digits.padStart(format.length, '0') : digits;
}

/** The number format of each cell style. */
function formatsOf(styles: string): string[] {
  const own = new Map(
    elements(styles, 'numFmt').map((f) => [
      attribute(f.head, 'numFmtId'),
      attribute(f.head, 'formatCode') ?? '',
    ]),
  );
  const cells = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(styles)?.[1] ?? '';
  return elements(cells, 'xf').map((xf) => {
    const id = attribute(xf.head, 'numFmtId') ?? '0';
    if (own.has(id)) return own.get(id)!;
    if (id === '22') return 'yyyy-mm-dd hh:mm';
    return /^(1[4-7]|2[7-9]|3[0-6]|5[0-8])$/.test(id) ? 'yyyy-mm-dd' : '';
  });
}

const isDate = (format: string) => /[yd年日]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Excel counts days from 1899-12-30, old Macintosh files from 1904-01-01. */
function dayOf(serial: number, { epoch1904, times }: Dates, hours: boolean): string {
  const days = serial - (epoch1904 ? 24_107 : 25_569);
  const at = new Date(times && hours ? Math.round(days * 86_400) * 1_000 : Math.floor(days) * 86_400_000);
  if (Number.isNaN(at.getTime())) return '';
  return times && hours ? at.toISOString().slice(0, 19).replace('T', ' ') : at.toISOString().slice(0, 10);
}

interface Dates {
  epoch1904: boolean;
  /** a time of day is told where the cell shows one */
  times: boolean;
}

interface Element {
  head: string;
  body: string;
}

function elements(xml: string, name: string): Element[] {
  const found: Element[] = [];
  const pattern = new RegExp(`<${name}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g');
  for (let m = pattern.exec(xml); m; m = pattern.exec(xml)) found.push({ head: m[1]!, body: m[2] ?? '' });
  return found;
}

function attribute(head: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(head);
  return value ? unescape(value[1] ?? value[2] ?? '') : undefined;
}

/** The text of all runs, without the readings that Japanese and Chinese editors add. */
function runs(body: string): string {
  return elements(body.replaceAll(/<rPh\b[\s\S]*?<\/rPh>/g, ''), 't')
    .map((t) => unescape(t.body))
    .join('');
}

/** Some writers put the main namespace under a prefix: `<x:row>`. */
function plain(xml: string): string {
  const prefix = /<(\w+):(?:workbook|worksheet|sst|styleSheet|Relationships)\b/.exec(xml)?.[1];
  return prefix ? xml.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1') : xml;
}

function columnOf(ref: string): number {
  let n = 0;
  for (const c of ref.toUpperCase()) {
    if (c < 'A' || c > 'Z') break;
    n = n * 26 + c.charCodeAt(0) - 64;
  }
  return n - 1;
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
function unescape(text: string): string {
  return text
    .replaceAll(/&(#x[0-9a-f]+|#\d+|lt|gt|amp|quot|apos);/gi, (whole, e: string) => {
      if (!e.startsWith('#')) return named[e.toLowerCase()] ?? whole;
      return String.fromCodePoint(
        e[1] === 'x' || e[1] === 'X' ? parseInt(e.slice(2), 16) : Number(e.slice(1)),
      );
    })
    .replaceAll(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
