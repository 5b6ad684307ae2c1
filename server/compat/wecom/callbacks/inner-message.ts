import type { CallbackFormat } from '@teahouse/contract/callbacks';

/** Fields in the order they are written. Numbers stand bare, texts in CDATA; a name given twice is a list. */
export type Fields = readonly (readonly [name: string, value: string | number | Fields])[];

/** The inner message as one text in the app's format. */
export function innerMessage(format: CallbackFormat, fields: Fields): string {
  return format === 'xml' ? `<xml>${xmlOf(fields)}</xml>` : JSON.stringify(jsonOf(fields));
}

function xmlOf(fields: Fields): string {
  return fields
    .map(([name, value]) => {
      const inner =
        typeof value === 'number' ? String(value) : typeof value === 'string' ? cdata(value) : xmlOf(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join('');
}

/** What XML cannot hold at all is left out; the end of a section is split over two. */
function cdata(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are not characters of XML
  const clean = text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return `<![CDATA[${clean.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function jsonOf(fields: Fields): object {
  const out: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const written = typeof value === 'object' ? jsonOf(value) : value;
    const before = out[name];
    if (before === undefined) out[name] = written;
    else out[name] = Array.isArray(before) ? [...before, written] : [before, written];
  }
  return out;
}
