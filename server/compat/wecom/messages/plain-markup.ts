// What the vendor's texts may hold besides words, brought into ours.
import { WecomError } from '../wecom.errors.ts';

/** At most so many bytes of UTF-8, cut between characters. */
export function cut(text: string, bytes: number): string {
  const packed = Buffer.from(text);
  if (packed.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (packed[end]! & 0xc0) === 0x80) end--;
  return packed.subarray(0, end).toString('utf8');
}

/** Refuses more than so many bytes. */
export function within(text: string, bytes: number, errcode: number): string {
  if (Buffer.byteLength(text) > bytes) throw new WecomError(errcode);
  return text;
}

/** An address that may become a link; anything but http and https is refused. */
export function webAddress(url: string, errcode = 40094): string {
  if (url.length > 2_048) throw new WecomError(40039);
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || !parsed.hostname) throw new WecomError(errcode);
  return url;
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };
const unescape = (html: string) =>
  html.replaceAll(/&(lt|gt|quot|apos|nbsp|amp);/g, (_, name: string) => entities[name]!);
const withoutTags = (html: string) => unescape(html.replaceAll(/<[^>]{0,2000}>/g, ''));

/** Texts of apps may hold `<a href>`; as our texts write links. Everything else stays words. */
export function textWithLinks(content: string): string {
  return content.replaceAll(
    /<a\s[^>]{0,2000}?href\s*=\s*["']([^"'<>\s]{1,2048})["'][^>]{0,500}>([^<]{0,500})<\/a>/gi,
    (whole, url: string, label: string) =>
      /^https?:\/\//i.test(url) && URL.canParse(url)
        ? `[${label.replaceAll(/[[\]\n]/g, ' ').trim() || url}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`
        : label || whole,
  );
}

/** A text card's description: `div class=gray|normal|highlight` and `br`, as lines with a tone. */
export function tonedLines(html: string): { text: string; tone: 'grey' | 'normal' | 'highlight' }[] {
  const lines: { text: string; tone: 'grey' | 'normal' | 'highlight' }[] = [];
  const add = (part: string, tone: 'grey' | 'normal' | 'highlight') => {
    for (const line of part.split(/<br\s*\/?>|\n/i)) {
      const text = withoutTags(line).trim();
      if (text && lines.length < 40) lines.push({ text, tone });
    }
  };
  let at = 0;
  for (const found of html.matchAll(/<div(?:\s+class\s*=\s*["']?(\w+)["']?)?[^>]*>([\s\S]*?)<\/div>/gi)) {
    add(html.slice(at, found.index), 'normal');
    add(found[2]!, found[1] === 'gray' ? 'grey' : found[1] === 'highlight' ? 'highlight' : 'normal');
    at = found.index + found[0].length;
  }
  add(html.slice(at), 'normal');
  return lines;
}

/** A page as plain paragraphs: articles are read in the client without their mark-up. */
export function plainPage(html: string): string {
  return withoutTags(
    html
      .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replaceAll(/<br\s*\/?>|<\/(p|div|h[1-6]|li|tr|section)>/gi, '\n'),
  )
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, 60_000);
}
