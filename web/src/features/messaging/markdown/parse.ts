// The small, safe subset of Markdown people may write. Text becomes a tree, the tree becomes React elements; there is no HTML
// in between, so nothing a person writes can become markup.

/** Colours that programs give words; private characters mark where they begin and end. */
export type Tone = 'info' | 'comment' | 'warning';
const tones = new Map<string, Tone>([
  ['\uE001', 'info'],
  ['\uE002', 'comment'],
  ['\uE003', 'warning'],
]);

export type Inline =
  | { t: 'text'; text: string }
  | { t: 'strong' | 'em' | 'strike'; of: Inline[] }
  | { t: 'code'; text: string }
  | { t: 'link'; href: string; text: string }
  | { t: 'mention'; id: string; name: string }
  | { t: 'tone'; tone: Tone; of: Inline[] };

export type Block =
  | { t: 'paragraph' | 'heading'; of: Inline[] }
  | { t: 'quote'; of: Block[] }
  | { t: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { t: 'code'; lang: string; text: string };

export interface Mentioned {
  id: string;
  name: string;
}

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const maxDepth = 6;

/** The address in its normal form if a link may lead there, else null: javascript:, data:, file: and the like never do. */
export function safeHref(raw: string): string | null {
  // Browsers skip control characters inside a scheme; an address that has any is not one a person typed.
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(raw)) return null;
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return null;
  }
  if (!schemes.has(url.protocol)) return null;
  if (/^https?:$/.test(url.protocol) && (!url.hostname || url.username || url.password)) return null;
  return url.href;
}

const bare = /https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef\u4e00-\u9fff\u201c\u201d]+/y;
const named = /\[([^[\]\n]{1,200})\]\(([^()\s]{1,2000})\)/y;

/** Trailing punctuation belongs to the sentence, a closing bracket only if it was opened inside. */
function trimUrl(url: string): string {
  let end = url.length;
  for (;;) {
    const last = url[end - 1] ?? '';
    if (/[.,;:!?*_~]/.test(last)) end -= 1;
    else if (last === ')' && !url.slice(0, end).includes('(')) end -= 1;
    else return url.slice(0, end);
  }
}

/** A label that looks like an address must be the address, or the link would lie about where it leads. */
function honest(label: string, href: string): string {
  const claimed = /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)+)/i.exec(label.trim())?.[1]?.toLowerCase();
  if (!claimed) return label;
  const { hostname } = new URL(href);
  return hostname === claimed || hostname === `www.${claimed}` ? label : href;
}

/** Parses one run of text. Time grows with its length: a closing mark that was not found is not looked for again. */
export function parseInline(text: string, mentioned: readonly Mentioned[] = [], depth = 0): Inline[] {
  const out: Inline[] = [];
  const missing = new Set<string>();
  let plain = '';
  const flush = () => {
    if (plain) out.push({ t: 'text', text: plain });
    plain = '';
  };
  const closing = (mark: string, from: number): number => {
    if (missing.has(mark)) return -1;
    const at = text.indexOf(mark, from);
    if (at < 0) missing.add(mark);
    return at;
  };
  const byLength = mentioned.toSorted((a, b) => b.name.length - a.name.length);
  let i = 0;
  while (i < text.length) {
    const char = text[i] ?? '';
    if (char === '\\' && /[\\`*_~[\]()>#@-]/.test(text[i + 1] ?? '')) {
      plain += text[i + 1] ?? '';
      i += 2;
      continue;
    }
    if (char >= '\uE000' && char <= '\uE003') {
      const tone = tones.get(char);
      const end = tone && depth < maxDepth ? closing('\uE000', i + 1) : -1;
      if (tone && end > 0) {
        flush();
        out.push({ t: 'tone', tone, of: parseInline(text.slice(i + 1, end), mentioned, depth + 1) });
        i = end + 1;
      } else i += 1;
      continue;
    }
    if (char === '`') {
      const end = closing('`', i + 1);
      if (end > i + 1) {
        flush();
        out.push({ t: 'code', text: text.slice(i + 1, end) });
        i = end + 1;
        continue;
      }
    }
    if ((char === '*' || char === '~' || char === '_') && depth < maxDepth) {
      const double = text[i + 1] === char;
      const mark = double ? char + char : char;
      const kind =
        char === '~' ? (double ? 'strike' : null) : double ? (char === '*' ? 'strong' : null) : 'em';
      const opens =
        kind !== null &&
        /\S/.test(text[i + mark.length] ?? ' ') &&
        (char !== '_' || !/[\p{L}\p{N}]/u.test(text[i - 1] ?? ' '));
      const end = opens ? closing(mark, i + mark.length + 1) : -1;
      const closes =
        end > 0 &&
        /\S/.test(text[end - 1] ?? ' ') &&
        (char !== '_' || !/[\p{L}\p{N}]/u.test(text[end + 1] ?? ' ')) &&
        !text.slice(i, end).includes('\n\n');
      if (kind && closes) {
        flush();
        out.push({ t: kind, of: parseInline(text.slice(i + mark.length, end), mentioned, depth + 1) });
        i = end + mark.length;
        continue;
      }
      if (double) {
        plain += mark;
        i += 2;
        continue;
      }
    }
    if (char === '[') {
      named.lastIndex = i;
      const found = named.exec(text);
      const href = found ? safeHref(found[2] ?? '') : null;
      if (found && href) {
        flush();
        out.push({ t: 'link', href, text: honest(found[1] ?? href, href) });
        i = named.lastIndex;
        continue;
      }
    }
    if (char === 'h') {
      bare.lastIndex = i;
      const found = bare.exec(text)?.[0];
      const url = found ? trimUrl(found) : '';
      const href = url ? safeHref(url) : null;
      if (href) {
        flush();
        out.push({ t: 'link', href, text: url });
        i += url.length;
        continue;
      }
    }
    if (char === '@') {
      const who = byLength.find((m) => m.name && text.startsWith(m.name, i + 1));
      if (who) {
        flush();
        out.push({ t: 'mention', id: who.id, name: who.name });
        i += who.name.length + 1;
        continue;
      }
    }
    plain += char;
    i += 1;
  }
  flush();
  return out;
}

const listItem = /^ {0,3}(?:([-*•])|(\d{1,3})[.)]) (.*)$/;

/** Parses a message: paragraphs, headings, quotes, lists and code blocks, with inline marks inside. */
export function parse(text: string, mentioned: readonly Mentioned[] = [], depth = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const joined = paragraph.join('\n').replace(/^\n+|\n+$/g, '');
    if (joined) blocks.push({ t: 'paragraph', of: parseInline(joined, mentioned) });
    paragraph = [];
  };
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? '';
    const fence = /^ {0,3}```\s*([\w+#.-]{0,20})\s*$/.exec(line);
    if (fence) {
      const end = lines.findIndex((l, at) => at > i && /^ {0,3}```\s*$/.test(l));
      if (end > 0) {
        flush();
        blocks.push({ t: 'code', lang: fence[1] ?? '', text: lines.slice(i + 1, end).join('\n') });
        i = end + 1;
        continue;
      }
    }
    if (line.startsWith('>') && depth < 3) {
      flush();
      const inner: string[] = [];
      while (lines[i]?.startsWith('>')) inner.push((lines[i++] ?? '').replace(/^> ?/, ''));
      blocks.push({ t: 'quote', of: parse(inner.join('\n'), mentioned, depth + 1) });
      continue;
    }
    const heading = /^#{1,4} +(.+)$/.exec(line);
    if (heading) {
      flush();
      blocks.push({ t: 'heading', of: parseInline(heading[1] ?? '', mentioned) });
      i += 1;
      continue;
    }
    const first = listItem.exec(line);
    if (first) {
      flush();
      const ordered = first[2] !== undefined;
      const items: Inline[][] = [];
      for (let item: RegExpExecArray | null = first; item && (item[2] !== undefined) === ordered;) {
        items.push(parseInline(item[3] ?? '', mentioned));
        i += 1;
        item = listItem.exec(lines[i] ?? '');
      }
      blocks.push({ t: 'list', ordered, start: ordered ? Number(first[2]) : 1, items });
      continue;
    }
    paragraph.push(line);
    i += 1;
  }
  flush();
  return blocks;
}

/** A message without its marks, for previews and copies. */
export function plainText(text: string): string {
  const inline = (of: Inline[]): string =>
    of.map((x) => (x.t === 'mention' ? `@${x.name}` : 'of' in x ? inline(x.of) : x.text)).join('');
  const block = (b: Block): string => {
    switch (b.t) {
      case 'code':
        return b.text;
      case 'quote':
        return b.of.map(block).join(' ');
      case 'list':
        return b.items.map(inline).join(' ');
      case 'paragraph':
      case 'heading':
        return inline(b.of);
    }
  };
  return parse(text).map(block).join(' ');
}

// A literal with this flag would need a newer compile target than the rest of the product has.
const onlyEmoji = new RegExp('^(?:\\p{RGI_Emoji}\\s*){1,3}$', 'v');
/** One to three emoji and nothing else: shown large. */
export const isOnlyEmoji = (text: string): boolean => text.length <= 24 && onlyEmoji.test(text.trim());
