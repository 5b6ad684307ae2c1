// What those who serve me published: newest first, with my likes, my words and their answers.
import type { OutputOf } from '../../contract/src/define.ts';
import type { moments } from '../../contract/src/moments.ts';
import { ask, fileUrl, Refused } from './ask.ts';
import { el } from './dom.ts';
import { uuid } from './kept.ts';
import { locale, words } from './words.ts';

type Feed = OutputOf<typeof moments.customerMoments>;
type Moment = Feed['moments'][number];

export async function feedPage(page: HTMLElement, leave: () => void): Promise<void> {
  const said = el('p', { class: 'status', role: 'status' });
  const list = el('div', { class: 'about', role: 'feed', 'aria-label': words.feed, tabindex: '0' });
  const back = el('button', { type: 'button', class: 'plain', onclick: leave }, `‹ ${words.back}`);
  page.replaceChildren(el('header', {}, back, el('h1', {}, words.feed)), el('main', {}, said, list));
  back.focus();

  /** Runs and says why not; true when it went well. */
  const trying = async (run: () => Promise<void>) => {
    said.textContent = '';
    try {
      await run();
      return true;
    } catch (error) {
      said.textContent = error instanceof Refused ? error.message : words.offline;
      return false;
    }
  };
  const article = (m: Moment): HTMLElement => {
    const change: Change = (method, path, body) =>
      trying(async () =>
        node.replaceWith(article(await ask<Moment>(method, `/moments/${m.id}${path}`, body))),
      );
    const at = new Date(m.at);
    const node: HTMLElement = el(
      'article',
      { class: 'card', 'aria-label': `${m.memberName} ${at.toLocaleString(locale)}` },
      el(
        'div',
        {},
        el('b', {}, m.memberName),
        ' ',
        el('time', { datetime: m.at }, at.toLocaleString(locale)),
      ),
      m.content.text ? el('p', {}, m.content.text) : null,
      ...shown(m),
      el(
        'div',
        {},
        el(
          'button',
          {
            type: 'button',
            class: 'plain',
            'aria-pressed': String(m.liked),
            onclick: () => void change('PUT', '/like', { liked: !m.liked }),
          },
          `${m.liked ? '♥' : '♡'} ${words.like}`,
        ),
        m.likes ? el('small', {}, words.likes(m.likes)) : null,
      ),
      m.comments.length
        ? el(
            'ul',
            {},
            ...m.comments.map((c) =>
              el(
                'li',
                {},
                el('span', {}, `${c.mine ? words.me : c.name}: ${c.text}`),
                c.mine
                  ? el(
                      'button',
                      {
                        type: 'button',
                        class: 'plain',
                        'aria-label': `${words.remove} ${c.text}`,
                        onclick: () => void change('DELETE', `/comments/${c.id}`),
                      },
                      words.remove,
                    )
                  : null,
              ),
            ),
          )
        : null,
      comment(m, change),
    );
    return node;
  };
  const load = async (before?: string) => {
    const query = before ? `?before=${encodeURIComponent(before)}` : '';
    const got = await ask<Feed>('GET', `/moments${query}`);
    list.append(...got.moments.map(article));
    if (!list.childElementCount) list.append(el('p', { class: 'center' }, words.noMoments));
    if (!got.next) return;
    const next = got.next;
    const more = el(
      'button',
      {
        type: 'button',
        class: 'older',
        onclick: () => void trying(() => load(next)).then((went) => went && more.remove()),
      },
      words.earlier,
    );
    list.append(more);
  };
  await trying(() => load());
}

function shown({ content: { pictures = [], video, link } }: Moment): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (pictures.length)
    parts.push(
      el(
        'div',
        { class: 'pictures' },
        ...pictures.map((p) =>
          el(
            'a',
            { href: fileUrl(p.fileId), target: '_blank', rel: 'noopener' },
            el('img', { src: fileUrl(p.fileId, true), alt: p.alt || p.name, loading: 'lazy' }),
          ),
        ),
      ),
    );
  if (video)
    parts.push(el('video', { src: fileUrl(video.fileId), controls: true, 'aria-label': video.name }));
  if (link) parts.push(el('a', { href: link.url, target: '_blank', rel: 'noopener noreferrer' }, link.title));
  return parts;
}

type Change = (method: string, path: string, body?: object) => Promise<boolean>;
function comment(m: Moment, change: Change): HTMLElement {
  const label = `${words.comment} ${words.seenBy(m.memberName)}`;
  const box = el('textarea', { rows: '1', maxlength: '500', 'aria-label': label, placeholder: label });
  // Kept until it went well, so that a lost answer does not say it twice.
  const cid = uuid();
  const say = (e: SubmitEvent) => {
    e.preventDefault();
    const text = box.value.trim();
    if (text) void change('POST', '/comments', { cid, text });
  };
  return el('form', { onsubmit: say }, box, el('button', { type: 'submit', class: 'send' }, words.send));
}
