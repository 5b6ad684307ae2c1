// A service desk's part of the page: who answers, how long the queue is, a way to a human, and how it was.
import type { DeskHere } from '../../contract/src/desk-page.ts';
import { askDesk } from './ask.ts';
import { el } from './dom.ts';
import { deskWords as words } from './desk-words.ts';
import { locale } from './words.ts';

const LOOK_MS = 5_000;

export interface DeskBar {
  node: HTMLElement;
  /** asks where the customer stands now */
  look(): Promise<void>;
}

/** `now` is what the desk said on entering. */
export function deskBar(now: DeskHere): DeskBar {
  const node = el('div', { class: 'desk' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (d: DeskHere) => {
    clearTimeout(timer);
    // Only a queue moves without a word in the chat.
    if (d.state === 2) timer = setTimeout(() => void look(), LOOK_MS);
    const focused = node.contains(document.activeElement);
    node.replaceChildren(...parts(d));
    if (focused) node.querySelector('button')?.focus();
  };
  const look = () => ask('GET', '/me');
  const ask = async (method: string, path: string, body?: object) => {
    try {
      show(await askDesk<DeskHere>(method, path, body));
    } catch {
      timer = setTimeout(() => void look(), LOOK_MS);
    }
  };
  const button = (label: string, run: () => void, look = 'plain') =>
    el('button', { type: 'button', class: look, onclick: run }, label);
  const leave = (label: string) => button(label, () => void ask('POST', '/leave', {}));

  function parts(d: DeskHere): Node[] {
    const said = (text: string) => el('p', { role: 'status' }, text);
    const opens = d.opensAt
      ? new Date(d.opensAt).toLocaleString(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
      : '';
    if (d.state === 3) return [said(words.with(d.memberName)), leave(words.done)];
    if (d.state === 2) return [said(d.open ? words.queued(d.ahead) : words.shut(opens)), leave(words.giveUp)];
    if (d.askRating) return [stars()];
    const thanks = d.rating === null ? '' : words.thanks;
    const human = (skill: string, label: string) =>
      button(label, () => void ask('POST', '/human', { skill }), 'small');
    const ways = d.skills.length ? d.skills.map((s) => human(s, s)) : [human('', words.human)];
    return [
      said(thanks || (d.open ? (d.skills.length ? words.human : '') : words.closed(opens))),
      el('div', { class: 'ways' }, ...ways),
    ];
  }

  function stars(): HTMLElement {
    const note = el('input', {
      id: 'note',
      maxlength: '500',
      'aria-label': words.note,
      placeholder: words.note,
    });
    const rate = (rating: number) => void ask('POST', '/rate', { rating, note: note.value.trim() });
    const row = [1, 2, 3, 4, 5].map((n) =>
      el(
        'button',
        { type: 'button', class: 'star', 'aria-label': words.stars(n), onclick: () => rate(n) },
        '★',
      ),
    );
    return el(
      'div',
      { class: 'rate', role: 'group', 'aria-label': words.rate },
      el('p', {}, words.rate),
      el('div', {}, ...row),
      note,
    );
  }

  show(now);
  return { node, look };
}
