// Reads an invoice off the words of its page: values stand behind, below or right of their labels.
import { type Facts, type Found, type Kind, type Sureness } from './found.ts';
import { dayOf, fenOf, isCheckCode, isCode, isNumber, isTaxId } from './written.rules.ts';

export interface Piece {
  x: number;
  /** grows downwards */
  y: number;
  /** of a letter */
  height?: number;
  width?: number;
  text: string;
}

const MOST_PIECES = 5_000;

/** The pieces as lines from top to bottom; a wide gap becomes two blanks, so that columns stay apart. */
export function linesOfPage(pieces: readonly Piece[]): string {
  const rows: { y: number; pieces: Piece[] }[] = [];
  const sorted = pieces.slice(0, MOST_PIECES).filter((p) => p.text.trim() !== '');
  for (const piece of sorted.toSorted((a, b) => a.y - b.y)) {
    const last = rows.at(-1);
    if (last && piece.y - last.y < (piece.height ?? 4) * 0.6) last.pieces.push(piece);
    else rows.push({ y: piece.y, pieces: [piece] });
  }
  return rows
    .map((row) => {
      let line = '';
      let end = Number.NEGATIVE_INFINITY;
      for (const p of row.pieces.toSorted((a, b) => a.x - b.x)) {
        const gap = p.x - end;
        if (line) line += gap > (p.height ?? 4) * 1.5 ? '  ' : ' ';
        line += p.text.trim();
        end = p.x + (p.width ?? p.text.length * (p.height ?? 4));
      }
      return line.slice(0, 2_000);
    })
    .join('\n');
}

const label = (word: string) => [...word].join('\\s{0,9}');
const after = (word: string, value: string) =>
  new RegExp(`${label(word)}\\s{0,9}[:：]?\\s{0,30}${value}`, 'g');
const all = (page: string, pattern: RegExp): string[] => [...page.matchAll(pattern)].map((m) => m[1]!);

const MONEY = '[¥￥]?\\s{0,3}(-?\\d[\\d,]{0,14}\\.\\d{2})(?!\\d)';
// A name ends at a wide gap, at the end of the line or where the next label begins.
const NAME =
  /名\s{0,9}称\s{0,3}[:：]\s{0,9}(\S(?:\S| (?! )){0,79}?)(?=\s{2,}|\n|$|\s?(?:名\s{0,9}称|统一社会|纳税人|[购销买售]\s))/g;

/** What the page says; each field with how sure that is. A page without words gives nothing. */
export function readPrintedText(page: string): Found {
  const found: Found = { facts: {}, confidence: {}, lines: [] };
  const keep = <K extends keyof Facts>(field: K, value: Facts[K] | undefined, sureness: Sureness) => {
    if (value === undefined || value === '' || found.facts[field] !== undefined) return;
    found.facts[field] = value;
    found.confidence[field] = sureness;
  };
  const numbers = all(page, after('发票号码', '(\\d{20}|\\d{8})(?!\\d)')).filter(isNumber);
  keep('number', numbers[0], 'likely');
  keep('number', all(page, /(?<!\d)(\d{20})(?!\d)/g)[0], 'unsure');
  keep('code', all(page, after('发票代码', '(\\d{12}|\\d{10})(?!\\d)')).find(isCode), 'likely');
  keep('issuedOn', dayOf(all(page, after('开票日期', '(\\d{4}[^\\n]{1,20})'))[0] ?? ''), 'likely');
  keep(
    'issuedOn',
    dayOf(all(page, /(\d{4}\s{0,3}年\s{0,3}\d{1,2}\s{0,3}月\s{0,3}\d{1,2}\s{0,3}日)/g)[0] ?? ''),
    'unsure',
  );
  keep(
    'checkCode',
    all(page, after('校验码', '(\\d(?:\\s?\\d){19})(?!\\d)'))
      .map((c) => c.replaceAll(/\s/g, ''))
      .find(isCheckCode),
    'likely',
  );
  sums(page, keep);
  const names = all(page, NAME);
  const ids = all(page, after('纳税人识别号', '([0-9A-Z]{15,20})(?![0-9A-Z])')).filter(isTaxId);
  // On every form the buyer comes first: above on the older ones, at the left on the digital ones.
  const both: Sureness = names.length === 2 ? 'likely' : 'unsure';
  keep('buyerName', all(page, after('购买方名称', '[:：]?(\\S{2,80})'))[0], 'likely');
  keep('buyerName', names[0], both);
  keep('sellerName', names[1], both);
  keep('buyerTaxId', ids[0], ids.length === 2 ? 'likely' : 'unsure');
  keep('sellerTaxId', ids[1], ids.length === 2 ? 'likely' : 'unsure');
  const kind = kindOf(page);
  if (kind && Object.keys(found.facts).length > 0) keep('kind', kind, 'likely');
  return found;
}

type Keep = <K extends keyof Facts>(field: K, value: Facts[K] | undefined, sureness: Sureness) => void;

function sums(page: string, keep: Keep) {
  const fen = (pattern: RegExp) =>
    all(page, pattern)
      .map(fenOf)
      .find((n) => n !== undefined);
  const total =
    fen(
      new RegExp(`${label('价税合计')}[^\\n]{0,80}?${label('小写')}\\s{0,3}[)）]?\\s{0,30}${MONEY}`, 'g'),
    ) ??
    fen(new RegExp(`[(（]\\s?${label('小写')}\\s?[)）]\\s{0,30}${MONEY}`, 'g')) ??
    fen(after('票价', MONEY));
  keep('total', total, 'likely');
  // The line of sums: without tax, then the tax.
  const line =
    /(?:^|\n)\s*合\s{1,20}计(?!\s{0,9}[(（])([^\n]{0,200})/.exec(page)?.[1] ??
    /(?:^|\n)\s*合计([^\n]{0,200})/.exec(page)?.[1];
  const parts = line ? all(line, new RegExp(MONEY, 'g')).map(fenOf) : [];
  const fits = parts.length === 2 && total !== undefined && parts[0]! + parts[1]! === total;
  keep('exclTax', parts[0], fits ? 'likely' : 'unsure');
  keep('tax', parts[1], fits ? 'likely' : 'unsure');
  const most = all(page, /[¥￥]\s{0,3}(\d[\d,]{0,14}\.\d{2})(?!\d)/g)
    .flatMap((m) => fenOf(m) ?? [])
    .reduce<bigint | undefined>((top, n) => (top === undefined || n > top ? n : top), undefined);
  keep('total', most, 'unsure');
}

function kindOf(page: string): Kind | undefined {
  const plain = page.replaceAll(/[ \t]/g, '');
  if (/铁路电子客票/.test(plain)) return 'train';
  if (/航空运输电子客票/.test(plain)) return 'flight';
  if (/机动车销售统一发票/.test(plain)) return 'vehicle';
  if (/通行费/.test(plain)) return 'toll';
  if (/专用发票/.test(plain)) return 'special';
  return /普通发票/.test(plain) ? 'ordinary' : undefined;
}
