import type { ForeignRequest } from './foreign.ts';

export interface FormPart {
  name: string;
  fileName: string | undefined;
  bytes: Buffer;
}

const MOST_PARTS = 20;

/**
 * The parts of a form that arrived as bytes. Clients leave out the file name, the part's type, or the boundary in the content type, which
 * then stands in the first line. At most twenty parts are read; a broken form has none.
 */
export function formParts({ headers, body }: Pick<ForeignRequest, 'headers' | 'body'>): FormPart[] {
  const said = /boundary="?([^";]+)"?/i.exec(String(headers['content-type'] ?? ''))?.[1];
  const seen = /^--([^\r\n]{1,200})\r?\n/.exec(body.subarray(0, 300).toString('latin1'))?.[1];
  const boundary = said ?? seen;
  if (!boundary) return [];
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: FormPart[] = [];
  let at = body.indexOf(mark);
  while (at >= 0 && parts.length < MOST_PARTS) {
    const start = at + mark.length;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    if (next < 0 || body.subarray(start, start + 2).toString('latin1') === '--') break;
    const part = readPart(body.subarray(start, next));
    if (part) parts.push(part);
    at = next + 2;
  }
  return parts;
}

function readPart(raw: Buffer): FormPart | undefined {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = raw.subarray(0, end).toString('utf8');
  const disposition = /content-disposition:([^\r\n]*)/i.exec(head)?.[1] ?? '';
  return {
    name: /[;\s]name="?([^";]*)"?/i.exec(disposition)?.[1] ?? '',
    fileName: nameOf(disposition),
    bytes: raw.subarray(end + 4),
  };
}

/** RFC 5987 where given, else the plain one, percent signs left alone. */
function nameOf(disposition: string): string | undefined {
  const coded = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (coded !== undefined && /^(?:[^%]|%[0-9a-f]{2})*$/i.test(coded))
    return Buffer.from(unescaped(coded), 'latin1').toString();
  return (
    /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1] ?? /filename=([^;\s"]+)/i.exec(disposition)?.[1]
  );
}

const unescaped = (text: string) =>
  text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
