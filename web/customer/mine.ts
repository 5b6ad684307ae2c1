// What is held about me: my name, who serves me, what I agreed to, and a way to take it all away.
import type { OutputOf } from '../../contract/src/define.ts';
import type { orders } from '../../contract/src/orders.ts';
import type { tickets } from '../../contract/src/tickets.ts';
import { ask, awayUrl, type Here } from './ask.ts';
import { el } from './dom.ts';
import { heldPart } from './held.ts';
import { signInPart } from './sign-in.ts';
import { locale, words } from './words.ts';

type Ticket = OutputOf<typeof tickets.myTickets>['tickets'][number];

/** One thing that is being done for me. */
function line({ no, title, status, dueAt, notes }: Ticket): HTMLElement {
  const when = (at: string) =>
    new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const open = status === 'open' || status === 'doing';
  return el(
    'li',
    { class: 'ticket' },
    el('b', {}, `#${no} ${title}`),
    el(
      'small',
      {},
      [words.states[status], open && dueAt ? words.due(when(dueAt)) : ''].filter(Boolean).join(' · '),
    ),
    ...notes.map((n) => el('p', {}, `${when(n.at)} ${n.text}`)),
  );
}

type Order = OutputOf<typeof orders.myOrders>['orders'][number];

/** One thing I ordered, there or elsewhere. */
function bought({ source, ref, amount, currency, items, state, orderedAt }: Order): HTMLElement {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const sum =
    amount === null ? '' : money.format(amount / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
  return el(
    'li',
    { class: 'ticket' },
    el('b', {}, items.map((i) => i.name).join(' · ') || `#${ref}`),
    el(
      'small',
      {},
      [
        words.orderStates[state],
        sum,
        source === 'own' ? '' : source,
        new Date(orderedAt).toLocaleDateString(locale),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  );
}

/** `leave` is called with what holds now and, where the customer picked one, the chat to go to. */
export function minePage(page: HTMLElement, here: Here, leave: (now: Here, chatId?: string) => void): void {
  const said = el('p', { class: 'status', role: 'status' });
  const change = async (method: string, path: string, body: object) => {
    try {
      const now = await ask<Here>(method, path, body);
      minePage(page, now, leave);
      page.querySelector('.status')!.textContent = words.saved;
    } catch {
      said.textContent = words.offline;
    }
  };
  const name = el('input', { id: 'name', value: here.name, maxlength: '40', autocomplete: 'name' });
  const save = (e: SubmitEvent) => {
    e.preventDefault();
    if (name.value.trim()) void change('PATCH', '/me', { name: name.value.trim() });
  };
  const consent = el('input', {
    type: 'checkbox',
    onchange: () => void change('PATCH', '/me', { marketing: consent.checked }),
  });
  consent.checked = here.marketing;
  const chats = here.chats.map((c) => {
    const mute = () => void change('POST', `/chats/${c.chatId}/mute`, { muted: !c.muted });
    return el(
      'li',
      {},
      el('button', { type: 'button', class: 'plain', onclick: () => leave(here, c.chatId) }, c.memberName),
      c.muted ? el('small', {}, words.muted) : null,
      c.people !== null
        ? el('small', {}, words.people(c.people))
        : el(
            'button',
            {
              type: 'button',
              class: 'plain',
              onclick: mute,
              'aria-label': `${c.muted ? words.unmute : words.mute} ${c.memberName}`,
            },
            c.muted ? words.unmute : words.mute,
          ),
    );
  });
  const at = here.marketingAt && new Date(here.marketingAt).toLocaleString(locale);
  /** A card that stands only where there is something; without a line to the server the rest of the page stands all the same. */
  const card = <T>(
    title: string,
    path: string,
    pick: (answer: never) => readonly T[],
    row: (one: T) => Node,
  ) => {
    const part = el('section', { class: 'card', hidden: true }, el('h2', {}, title));
    void ask<never>('GET', path).then(
      (answer) => {
        part.append(el('ul', {}, ...pick(answer).map(row)));
        part.hidden = pick(answer).length === 0;
      },
      () => undefined,
    );
    return part;
  };
  const done = card(words.tickets, '/tickets', (a: { tickets: Ticket[] }) => a.tickets, line);
  const orders = card(words.orders, '/orders', (a: { orders: Order[] }) => a.orders, bought);
  page.replaceChildren(
    el(
      'header',
      {},
      el('button', { type: 'button', class: 'plain', onclick: () => leave(here) }, `‹ ${words.back}`),
      el('h1', {}, words.mine),
    ),
    el(
      'main',
      { class: 'about' },
      said,
      el(
        'form',
        { class: 'card', onsubmit: save },
        el('label', { for: 'name' }, words.name),
        name,
        el('button', { type: 'submit', class: 'send' }, words.save),
      ),
      signInPart((now) => minePage(page, now, leave)),
      el('section', { class: 'card' }, el('h2', {}, words.chats), el('ul', {}, ...chats)),
      done,
      orders,
      el(
        'section',
        { class: 'card' },
        el('label', {}, consent, ` ${words.marketing}`),
        at ? el('p', {}, words.marketingAt(at)) : null,
      ),
      heldPart(),
      el(
        'section',
        { class: 'card' },
        el('h2', {}, words.away),
        el('p', {}, el('a', { href: awayUrl('html'), download: '' }, words.asPage)),
        el('p', {}, el('a', { href: awayUrl('json'), download: '' }, words.asJson)),
      ),
      el('p', { class: 'small' }, words.privacy(here.corpName)),
    ),
  );
}
