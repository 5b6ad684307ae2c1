// Feishu's cards in ours: headline in a coloured band, text, fields, pictures by address, buttons that open pages.
import type { ProgramDraft } from '@teahouse/contract/program-messages';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);
const listOf = (v: unknown): Json[] => (Array.isArray(v) ? v.filter(isObject) : []);
const textOf = (v: unknown): string =>
  typeof v === 'string' ? v : isObject(v) ? textOf(v['content'] ?? v['text'] ?? '') : '';

const bands: Record<string, 'blue' | 'green' | 'orange' | 'red' | 'grey'> = {
  blue: 'blue',
  wathet: 'blue',
  turquoise: 'green',
  green: 'green',
  yellow: 'orange',
  orange: 'orange',
  red: 'red',
  carmine: 'red',
  violet: 'blue',
  purple: 'blue',
  indigo: 'blue',
  grey: 'grey',
};

/** An address that may be opened, or undefined. */
export function webAddress(url: unknown): string | undefined {
  if (typeof url !== 'string' || url.length > 2_048 || !URL.canParse(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** A card of either generation. What it cannot show it leaves out; undefined where nothing is left. */
export function cardDraft(card: Json): ProgramDraft | undefined {
  const header = isObject(card['header']) ? card['header'] : {};
  const body = isObject(card['body']) ? card['body'] : card;
  const elements = listOf(
    isObject(body['i18n_elements']) ? Object.values(body['i18n_elements'])[0] : body['elements'],
  );
  const parts: string[] = [];
  const buttons: { text: string; look: 'solid' | 'outline' | 'danger'; url: string }[] = [];
  for (const element of elements.slice(0, 100)) readElement(element, parts, buttons, 0);
  const title = textOf(header['title']).slice(0, 500);
  const markdown = parts.filter(Boolean).join('\n\n').slice(0, 16_000);
  if (!title && !markdown && buttons.length === 0) return undefined;
  const url = webAddress(isObject(card['card_link']) ? card['card_link']['url'] : undefined);
  const band = bands[textOf(header['template'])];
  return {
    k: 'template',
    b: {
      card: 'plain',
      title,
      text: textOf(header['subtitle']).slice(0, 500),
      ...(title ? { band: band ?? 'grey' } : {}),
      ...(markdown ? { markdown } : {}),
      ...(url ? { url } : {}),
      paragraphs: [],
      lines: [],
      rows: [],
      links: [],
      questions: [],
      buttons: buttons.slice(0, 10),
      stacked: false,
    },
  };
}

function readElement(
  element: Json,
  parts: string[],
  buttons: { text: string; look: 'solid' | 'outline' | 'danger'; url: string }[],
  depth: number,
): void {
  if (depth > 4) return;
  const inside = (of: unknown) => {
    for (const child of listOf(of)) readElement(child, parts, buttons, depth + 1);
  };
  switch (element['tag']) {
    case 'div':
      parts.push(textOf(element['text']));
      for (const field of listOf(element['fields'])) parts.push(textOf(field['text']));
      if (isObject(element['extra'])) readElement(element['extra'], parts, buttons, depth + 1);
      return;
    case 'markdown':
      return void parts.push(textOf(element['content']));
    case 'plain_text':
    case 'lark_md':
      return void parts.push(textOf(element['content']));
    case 'hr':
      return void parts.push('---');
    case 'note':
      return inside(element['elements']);
    case 'action':
      return inside(element['actions']);
    case 'column_set':
      return inside(element['columns']);
    case 'column':
    case 'form':
    case 'collapsible_panel':
      return inside(element['elements']);
    case 'button': {
      const opens = listOf(element['behaviors']).find((b) => b['type'] === 'open_url');
      const multi = isObject(element['multi_url']) ? element['multi_url']['url'] : undefined;
      const url = webAddress(element['url'] ?? multi ?? opens?.['default_url']);
      const type = textOf(element['type']);
      const look = type.startsWith('primary') ? 'solid' : type.startsWith('danger') ? 'danger' : 'outline';
      if (url) buttons.push({ text: textOf(element['text']).slice(0, 100), look, url });
      return;
    }
    default:
  }
}
