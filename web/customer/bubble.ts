import { stopLine } from '../../contract/src/stop-line.ts';
import { ask, fileUrl, type Message } from './ask.ts';
import { el } from './dom.ts';
import { locale, words } from './words.ts';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** One line of the chat. */
export function bubble(m: Message): HTMLElement {
  const at = new Date(m.at);
  const today = at.toDateString() === new Date().toDateString();
  const time = el('time', { datetime: at.toISOString() }, (today ? clock : day).format(at));
  if (m.kind === 'system') return el('li', { class: 'note' }, text(m.body['text']));
  const what = m.recalled ? el('i', {}, words.recalled) : m.mine ? inside(m) : withWayOut(m);
  const from = m.from ? el('b', { class: 'from' }, m.from) : null;
  return el('li', { class: m.mine ? 'mine' : 'theirs' }, from, el('div', { class: 'bubble' }, what), time);
}

function inside({ kind, body }: Message): Node {
  const name = text(body['name']) || words.file;
  const url = fileUrl(text(body['fileId']));
  if (kind === 'image') {
    const [w, h] = [Number(body['width']), Number(body['height'])];
    const img = el('img', { src: fileUrl(text(body['fileId']), true), alt: name, loading: 'lazy' });
    if (w && h) {
      img.width = Math.round(Math.min(220, w, (300 * w) / h));
      img.height = Math.round((img.width * h) / w);
    }
    return el('a', { href: url, target: '_blank', rel: 'noopener' }, img);
  }
  if (kind === 'voice') return el('audio', { src: url, controls: true, 'aria-label': name });
  if (kind === 'video') return el('video', { src: url, controls: true, 'aria-label': name });
  if (kind === 'file') return el('a', { href: url, download: name, class: 'file' }, name);
  if (kind === 'card') return card(body);
  if (kind === 'template') return menu(body);
  if (kind === 'forward') return forward(body);
  return linked(text(body['text']));
}

/** A marketing message carries its way out: one press instead of a word to type. */
function withWayOut(m: Message): Node {
  const said = text(m.body['text']);
  const line = Object.values(stopLine).find((l) => said.endsWith(l));
  if (m.kind !== 'text' || !line) return inside(m);
  const stop = el('button', { type: 'button', class: 'plain', onclick: () => void leave() }, words.stop);
  const leave = async () => {
    stop.disabled = true;
    try {
      await ask('PATCH', '/me', { marketing: false });
      stop.replaceWith(el('small', { role: 'status' }, words.stopped));
    } catch {
      stop.disabled = false;
      stop.textContent = `${words.offline} · ${words.stop}`;
    }
  };
  return el('div', {}, linked(said.slice(0, -line.length).trimEnd()), el('p', {}, stop));
}

function card(body: Message['body']): Node {
  const url = text(body['url']);
  const title = text(body['title']);
  const head = /^https?:/.test(url)
    ? el('a', { href: url, target: '_blank', rel: 'noopener' }, title)
    : el('b', {}, title);
  return el('div', {}, head, el('p', {}, text(body['text'])));
}

/** What a program offers: an entry says its own words when pressed, or opens an address. */
function menu(body: Message['body']): Node {
  const lines = (body['lines'] ?? []) as { text: string }[];
  const entries = (body['buttons'] ?? []) as { text: string; url?: string }[];
  const entry = ({ text: label, url = '' }: (typeof entries)[number]) =>
    /^https?:/.test(url)
      ? el('a', { href: url, target: '_blank', rel: 'noopener' }, label)
      : el(
          'button',
          {
            type: 'button',
            class: 'plain',
            onclick: (e: MouseEvent) =>
              void (e.currentTarget as Element).dispatchEvent(
                new CustomEvent('say', { detail: label, bubbles: true }),
              ),
          },
          label,
        );
  const title = text(body['title']);
  return el(
    'div',
    {},
    title ? el('b', {}, title) : null,
    linked(text(body['text'])),
    ...lines.map((l) => el('p', {}, l.text)),
    entries.length ? el('div', { class: 'ways' }, ...entries.map(entry)) : null,
  );
}

function forward(body: Message['body']): Node {
  const items = (body['items'] ?? []) as { name: string; b: Record<string, unknown> }[];
  const lines = items.map((i) => el('p', {}, `${i.name}: ${text(i.b['text'] ?? i.b['name'])}`));
  return el('div', {}, el('b', {}, text(body['title'])), ...lines);
}

/** Addresses become links; everything else stays the letters it is. */
function linked(words: string): Node {
  const span = el('span');
  for (const part of words.split(/(https?:\/\/[^\s，。；！？）】]+)/))
    span.append(
      /^https?:\/\//.test(part)
        ? el('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part)
        : part,
    );
  return span;
}

const text = (v: unknown): string => (typeof v === 'string' ? v : '');
