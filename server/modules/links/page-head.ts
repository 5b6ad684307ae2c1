// What a page says about itself in its head: read with a cursor over the text, no DOM, no backtracking.

export interface PageHead {
  title: string;
  description: string;
  site: string;
  /** as written, not yet made absolute */
  picture: string | undefined;
}

const TITLE = 200;
const DESCRIPTION = 300;
const MOST_TAGS = 2_000;

/** Reads up to the end of the head. `contentType` is the header the page came with. */
export function readHead(bytes: Buffer, contentType: string): PageHead {
  const found = new Map<string, string>();
  let title = '';
  for (const tag of tagsOf(decoded(bytes, contentType))) {
    if (tag.name === 'title' && title === '') title = tag.text;
    if (tag.name !== 'meta') continue;
    const name = (tag.attributes.get('property') ?? tag.attributes.get('name') ?? '').toLowerCase();
    const content = tag.attributes.get('content');
    if (content && !found.has(name)) found.set(name, content);
  }
  const first = (...names: string[]) => names.map((n) => found.get(n)).find((v) => v !== undefined);
  return {
    title: tidy(first('og:title', 'twitter:title') ?? title, TITLE),
    description: tidy(first('og:description', 'twitter:description', 'description') ?? '', DESCRIPTION),
    site: tidy(first('og:site_name', 'application-name') ?? '', 80),
    picture: first('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image', 'twitter:image:src'),
  };
}

interface Tag {
  name: string;
  attributes: Map<string, string>;
  /** of title only */
  text: string;
}

/** Elements whose content is not markup. */
const RAW = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'svg', 'title']);

function* tagsOf(html: string): Generator<Tag> {
  const lower = html.toLowerCase();
  let at = 0;
  for (let n = 0; n < MOST_TAGS; n++) {
    at = html.indexOf('<', at);
    if (at < 0) return;
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const name = /^[a-z][a-z0-9:-]{0,30}/.exec(lower.slice(at + 1, at + 40))?.[0];
    if (!name) {
      at++;
      if (lower.startsWith('/head', at)) return;
      continue;
    }
    if (name === 'body') return;
    const { attributes, end } = attributesOf(html, at + 1 + name.length);
    at = end;
    let text = '';
    if (RAW.has(name)) {
      const close = lower.indexOf(`</${name}`, at);
      if (close < 0) return;
      text = unescaped(html.slice(at, close));
      at = close + 2;
    }
    yield { name, attributes, text };
  }
}

function attributesOf(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  const blank = (c: string | undefined) => c !== undefined && /[\s/]/.test(c);
  let at = from;
  while (at < html.length) {
    while (blank(html[at])) at++;
    if (at >= html.length || html[at] === '>') break;
    const start = at;
    while (at < html.length && !blank(html[at]) && html[at] !== '=' && html[at] !== '>') at++;
    // A stray '=' would otherwise stand still.
    if (at === start) at++;
    const name = html.slice(start, at).toLowerCase();
    while (/\s/.test(html[at] ?? '')) at++;
    let value = '';
    if (html[at] === '=') {
      at++;
      while (/\s/.test(html[at] ?? '')) at++;
      const quote = html[at];
      if (quote === '"' || quote === "'") {
        const close = html.indexOf(quote, at + 1);
        if (close < 0) return { attributes, end: html.length };
        value = html.slice(at + 1, close);
        at = close + 1;
      } else {
        const begin = at;
        while (at < html.length && !/[\s>]/.test(html[at]!)) at++;
        value = html.slice(begin, at);
      }
    }
    if (!attributes.has(name) && attributes.size < 40) attributes.set(name, unescaped(value.slice(0, 4_000)));
  }
  return { attributes, end: Math.min(html.length, at + 1) };
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  reg: '®',
  trade: '™',
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (all, dec, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? String(all);
    const code = dec ? Number(dec) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

/** One line of plain text: no control characters, none that turn the direction of writing, at most so many characters. */
function tidy(text: string, most: number): string {
  const clean = text
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    // oxlint-disable-next-line no-control-regex -- these are what must go
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim();
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The header names the letters, else the page itself near its beginning, else UTF-8. Chinese pages often say gb2312. */
function decoded(bytes: Buffer, contentType: string): string {
  const named = /charset\s*=\s*["']?([\w-]{1,40})/i;
  const label =
    named.exec(contentType)?.[1] ?? named.exec(bytes.subarray(0, 2_048).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    // A label no decoder knows.
    if (!(error instanceof RangeError)) throw error;
    return bytes.toString('utf8');
  }
}
