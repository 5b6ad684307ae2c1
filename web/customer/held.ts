// What is held about me, fetched when it is opened: facts, what each member noted, and what happened, consents included.
import type { OutputOf } from '../../contract/src/define.ts';
import type { customerPage } from '../../contract/src/customer-page.ts';
import { ask } from './ask.ts';
import { el } from './dom.ts';
import { locale, words } from './words.ts';

type Held = OutputOf<typeof customerPage.heldAboutMe>;

export function heldPart(): HTMLElement {
  const inside = el('div', { role: 'status' });
  let asked = false;
  const show = async () => {
    if (asked) return;
    asked = true;
    try {
      inside.replaceChildren(...parts(await ask<Held>('GET', '/held')));
    } catch {
      asked = false;
      inside.textContent = words.notNow;
    }
  };
  return el('details', { class: 'card', ontoggle: () => void show() }, el('summary', {}, words.held), inside);
}

const day = (at: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' });
const time = (at: string) => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });

function parts({ mobiles, emails, fields, holders, history }: Held): HTMLElement[] {
  const kinds: Record<string, string> = words.kinds;
  const facts: [string, string][] = [
    [words.mobiles, mobiles.join(', ')],
    [words.emails, emails.join(', ')],
    ...fields.map((f): [string, string] => [f.name, f.value]),
  ];
  return [
    list(facts),
    ...holders.flatMap((h) => [
      el('h3', {}, h.memberName),
      list([
        [words.since, day(h.since)],
        [words.remark, h.remark],
        [words.company, h.company],
        [words.mobiles, h.mobiles.join(', ')],
        [words.notes, h.description],
        [words.stage, h.stage],
        [words.tags, [...h.tags, ...h.memberTags].join(', ')],
      ]),
    ]),
    el('h3', {}, words.history),
    el(
      'ul',
      {},
      ...history
        .toReversed()
        .slice(0, 100)
        .map((h) => el('li', {}, el('span', {}, kinds[h.kind] ?? h.kind), el('small', {}, time(h.at)))),
    ),
  ];
}

/** Pairs of a word and what is there; what is empty is left out. */
const list = (facts: readonly (readonly [string, string])[]) =>
  el('dl', {}, ...facts.flatMap(([name, value]) => (value ? [el('dt', {}, name), el('dd', {}, value)] : [])));
