import { XMLParser } from 'fast-xml-parser';

/** An element with its namespace: '{DAV:}prop'. */
export interface DavElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: DavElement[];
}

const MOST = 256 * 1024;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
});

type Node = Record<string, unknown> & { ':@'?: Record<string, string>; '#text'?: unknown };

/** The root of a request's body; undefined where it is no XML, too long, or brings a document type of its own. */
export function readDav(body: Buffer): DavElement | undefined {
  if (body.length === 0 || body.length > MOST) return undefined;
  const text = body.toString('utf8');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined;
  try {
    const roots = (parser.parse(text) as Node[]).filter((n) => !Object.keys(n)[0]?.startsWith('?'));
    return roots.length === 1 ? elementOf(roots[0]!, new Map()) : undefined;
  } catch {
    // Whatever the parser stumbles over, the caller hears that this is no request.
    return undefined;
  }
}

function elementOf(node: Node, outer: ReadonlyMap<string, string>): DavElement {
  const attributes = node[':@'] ?? {};
  const names = new Map(outer);
  for (const [key, value] of Object.entries(attributes))
    if (key === 'xmlns' || key.startsWith('xmlns:')) names.set(key.slice(6), value);
  const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
  const [prefix, local] = tag.includes(':') ? (tag.split(':', 2) as [string, string]) : ['', tag];
  const inside = (node[tag] as Node[] | undefined) ?? [];
  return {
    name: `{${names.get(prefix) ?? ''}}${local}`,
    attributes,
    text: inside.map((n) => (typeof n['#text'] === 'string' ? unescaped(n['#text']) : '')).join(''),
    children: inside.filter((n) => !('#text' in n)).map((n) => elementOf(n, names)),
  };
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name]!);

export const childOf = (element: DavElement | undefined, name: string): DavElement | undefined =>
  element?.children.find((c) => c.name === name);

/** Every element of this name, however deep. */
export const allOf = (element: DavElement, name: string): DavElement[] =>
  element.children.flatMap((c) => [...(c.name === name ? [c] : []), ...allOf(c, name)]);
