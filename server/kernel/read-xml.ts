/** An element: its text, or what stands in it, in order. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const MOST = 64 * 1024;
const DEPTH = 12;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const TOKEN =
  /<\?xml[^>]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;

/**
 * The root element of a small document, or undefined where it is anything else: too large, too deep, cut off, with a document type
 * or entities of its own. Nothing in it is ever fetched or expanded beyond the five entities that XML has. Attributes are ignored.
 */
export function readXml(document: string): XmlElement | undefined {
  if (document.length > MOST) return undefined;
  const text = document.replace(/^\uFEFF/, '').trim();
  const top: XmlElement = { name: '', text: '', children: [] };
  const open = [top];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    at = TOKEN.lastIndex;
    const [whole, cdata, closing, name, , alone, plain] = found;
    const here = open.at(-1)!;
    if (cdata !== undefined) here.text += cdata;
    else if (plain !== undefined) {
      const written = withEntities(plain);
      if (written === undefined) return undefined;
      here.text += written;
    } else if (name !== undefined && closing) {
      if (here.name !== name || open.length === 1) return undefined;
      open.pop();
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] };
      here.children.push(element);
      if (!alone) open.push(element);
      if (open.length > DEPTH) return undefined;
    } else if (whole.startsWith('<?xml') && at !== whole.length) return undefined;
  }
  return open.length === 1 && top.children.length === 1 && top.text.trim() === ''
    ? top.children[0]
    : undefined;
}

/** The text of the first child of this name, trimmed where it holds no words; '' for none. */
export function textIn(element: XmlElement | undefined, name: string): string {
  return element?.children.find((c) => c.name === name)?.text.trim() ?? '';
}

function withEntities(text: string): string | undefined {
  let bad = false;
  const written = text.replaceAll(
    /&(#x[0-9a-f]{1,6}|#\d{1,7}|[^;\s]{0,40};?)?;?/gi,
    (whole, what: string = '') => {
      const code = /^#x/i.test(what) ? Number.parseInt(what.slice(2), 16) : Number(what.slice(1));
      if (what.startsWith('#') && code > 0 && code <= 0x10ffff && whole.endsWith(';'))
        return String.fromCodePoint(code);
      const known = named[what.replace(/;$/, '')];
      if (known === undefined || !whole.endsWith(';')) bad = true;
      return known ?? '';
    },
  );
  return bad ? undefined : written;
}
