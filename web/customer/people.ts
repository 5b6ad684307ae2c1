// Who is in a group: names, and a way out.
import type { OutputOf } from '../../contract/src/define.ts';
import type { customerGroups } from '../../contract/src/customer-groups.ts';
import { askGroup, type Here } from './ask.ts';
import { el } from './dom.ts';
import { words } from './words.ts';

type People = OutputOf<typeof customerGroups.groupPeople>;

/** `back` hears whether the customer has left. */
export async function peoplePage(
  page: HTMLElement,
  { chatId, memberName }: Here['chats'][number],
  back: (left: boolean) => void,
): Promise<void> {
  const said = el('p', { class: 'status', role: 'status' });
  const list = el('ul');
  const out = el('button', { type: 'button', class: 'plain', onclick: () => void leave() }, words.leave);
  let sure = false;
  const leave = async () => {
    if (!sure) {
      sure = true;
      out.textContent = words.leaveSure;
      return;
    }
    try {
      await askGroup('POST', `/chats/${chatId}/leave`, {});
      back(true);
    } catch {
      said.textContent = words.offline;
    }
  };
  page.replaceChildren(
    el(
      'header',
      {},
      el('button', { type: 'button', class: 'plain', onclick: () => back(false) }, `‹ ${words.back}`),
      el('h1', {}, memberName),
    ),
    el(
      'main',
      { class: 'about' },
      said,
      el('section', { class: 'card' }, el('h2', {}, words.who), list),
      out,
    ),
  );
  try {
    const { people } = await askGroup<People>('GET', `/chats/${chatId}/people`);
    const marks = { owner: words.owner, member: words.staff, customer: '' };
    list.append(
      ...people.map((p) =>
        el('li', {}, el('span', {}, p.name), marks[p.kind] ? el('small', {}, marks[p.kind]) : null),
      ),
    );
  } catch {
    said.textContent = words.offline;
  }
}
