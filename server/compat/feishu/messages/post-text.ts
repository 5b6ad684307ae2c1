// Rich texts: paragraphs of tagged pieces, written as markdown.
import { webAddress } from './card-draft.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The first language of a post. Pieces we do not know stay out. */
export function postText(content: Json): { title: string; text: string } {
  const post = isObject(content['post']) ? content['post'] : content;
  const inLanguage = isObject(post['zh_cn']) ? post['zh_cn'] : Object.values(post).find(isObject);
  const one = Array.isArray(post['content']) ? post : inLanguage;
  if (!one) return { title: '', text: '' };
  const paragraphs = Array.isArray(one['content']) ? one['content'] : [];
  const lines = paragraphs.map((p) => (Array.isArray(p) ? p.filter(isObject).map(piece).join('') : ''));
  return { title: typeof one['title'] === 'string' ? one['title'] : '', text: lines.join('\n').trim() };
}

const wordOf = (value: unknown) => (typeof value === 'string' ? value : '');

function piece(part: Json): string {
  const text = typeof part['text'] === 'string' ? part['text'] : '';
  switch (part['tag']) {
    case 'text':
    case 'md':
      return text;
    case 'a': {
      const href = webAddress(part['href']);
      return href
        ? `[${text.replaceAll(/[[\]\n]/g, ' ') || href}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`
        : text;
    }
    case 'at':
      return `<at user_id="${wordOf(part['user_id']).replaceAll(/["'<>\s]/g, '')}">${wordOf(part['user_name']).replaceAll('<', '')}</at>`;
    case 'hr':
      return '\n---\n';
    case 'code_block':
      return `\n\`\`\`\n${text}\n\`\`\`\n`;
    default:
      return '';
  }
}
