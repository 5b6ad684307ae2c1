import type { ForeignAnswer } from '../../kernel/http/foreign.ts';

/** Namespaces of WebDAV, CalDAV, Apple's calendar server and Apple's colours, by the prefix we write. */
const prefixes = {
  'DAV:': 'd',
  'urn:ietf:params:xml:ns:caldav': 'c',
  'http://calendarserver.org/ns/': 'cs',
  'http://apple.com/ns/ical/': 'a',
} as const;

export const escaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- exactly these are not characters of XML
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replaceAll(/[&<>"]/g, (c) => entities[c]!);
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** One resource: what it is called, and what it says under each name; a name it does not know is said to be unknown. */
export interface Resource {
  href: string;
  /** '{DAV:}displayname' -> XML within that element */
  says: ReadonlyMap<string, string>;
}

/** `{DAV:}x` as we write it, with what stands in it. */
function element(name: string, inside: string): string {
  const [, space = '', local = ''] = /^\{(.*)\}(.+)$/.exec(name) ?? [];
  if (!/^[\w.-]+$/.test(local)) return '';
  const known = prefixes[space as keyof typeof prefixes];
  const [open, close] = known
    ? [`${known}:${local}`, `${known}:${local}`]
    : [`x:${local} xmlns:x="${escaped(space)}"`, `x:${local}`];
  return inside === '' ? `<${open}/>` : `<${open}>${inside}</${close}>`;
}

/** What a resource says of the names asked for; none asked for: everything it knows. */
export function told({ href, says }: Resource, asked: readonly string[] | undefined): string {
  const names = asked ?? [...says.keys()];
  const part = (status: string, some: readonly string[], value: (name: string) => string) =>
    some.length === 0
      ? ''
      : `<d:propstat><d:prop>${some.map((n) => element(n, value(n))).join('')}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`;
  const known = names.filter((n) => says.has(n));
  const found = part('200 OK', known, (n) => says.get(n)!);
  const missing = part(
    '404 Not Found',
    names.filter((n) => !says.has(n)),
    () => '',
  );
  return `<d:response><d:href>${escaped(href)}</d:href>${found || missing ? found + missing : '<d:propstat><d:prop/><d:status>HTTP/1.1 200 OK</d:status></d:propstat>'}</d:response>`;
}

export const notThere = (href: string): string =>
  `<d:response><d:href>${escaped(href)}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`;

const spaces = Object.entries(prefixes)
  .map(([space, prefix]) => `xmlns:${prefix}="${space}"`)
  .join(' ');

export const xml = (status: number, body: string): ForeignAnswer => ({
  status,
  headers: {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'no-store',
    dav: '1, calendar-access',
  },
  body: `<?xml version="1.0" encoding="utf-8"?>\n${body}`,
});

export const multistatus = (responses: readonly string[], more = ''): ForeignAnswer =>
  xml(207, `<d:multistatus ${spaces}>${responses.join('')}${more}</d:multistatus>`);

/** RFC 4918's way to say which rule was broken. */
export const refused = (status: number, rule: string): ForeignAnswer =>
  xml(status, `<d:error ${spaces}><${rule}/></d:error>`);
