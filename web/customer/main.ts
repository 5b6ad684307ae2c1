// The customer's page: scan, chat, what is held about me. No framework, since the first message must not wait for one.
import type { DeskHere } from '../../contract/src/desk-page.ts';
import {
  ask,
  askDesk,
  askGroup,
  atDesk,
  atGroup,
  type Here,
  type History,
  type Kept,
  type Message,
  Refused,
} from './ask.ts';
import { bubble } from './bubble.ts';
import type { DeskBar } from './desk.ts';
import { el } from './dom.ts';
import { device, keepUnsent, type Unsent, unsent, uuid } from './kept.ts';
import { locale, words, zoneOf } from './words.ts';

document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
const page = document.getElementById('page')!;
let here: Here;
let bar: DeskBar | undefined;
let deskChatId = '';
const asked = new URLSearchParams(location.search);
const embedded = asked.has('embed');
/** by which link of a desk they came */
const scene = asked.get('scene') ?? '';
let chatId = '';
let seq = 0;
let listening: AbortController | undefined;
const shown = new Map<number, HTMLElement>();

const list = el('ol');
const log = el('div', { role: 'log', 'aria-label': words.log, tabindex: '0' }, list);
const status = el('p', { class: 'status', role: 'status' });
const older = el(
  'button',
  { class: 'older', type: 'button', hidden: true, onclick: () => void loadOlder() },
  words.older,
);
const box = el('textarea', {
  rows: '1',
  'aria-label': words.type,
  placeholder: words.type,
  maxlength: '10000',
});
const picker = el('input', {
  type: 'file',
  hidden: true,
  'aria-hidden': 'true',
  tabindex: '-1',
  onchange: () => void sendFile(),
});
const send = el('button', { type: 'submit', class: 'send' }, words.send);

/** `again`: the customer left this group before and wants to come back. */
async function start(again = false): Promise<void> {
  page.replaceChildren(el('p', { class: 'center', role: 'status' }, words.hello));
  try {
    const phone = { device: device(), locale, zone: zoneOf() };
    here = await (atDesk
      ? enter()
      : atGroup
        ? askGroup<Here>('POST', '/join', { ...phone, again })
        : ask<Here>('POST', '/scan', phone));
  } catch (error) {
    const left = error instanceof Refused && error.code === 'groups.left';
    const said =
      error instanceof Refused
        ? error.code.startsWith('groups.')
          ? error.message
          : words.gone
        : words.offline;
    const next = el(
      'button',
      { type: 'button', onclick: () => void start(left) },
      left ? words.rejoin : words.retry,
    );
    page.replaceChildren(el('div', { class: 'center', role: 'alert' }, el('p', {}, said), next));
    return;
  }
  await openChat(here.chatId);
}

/** Into the chat with a service desk, with a bar of its own. */
async function enter(): Promise<Here> {
  const [{ deskBar }, came] = await Promise.all([
    import('./desk.ts'),
    askDesk<{ here: Here; desk: DeskHere }>('POST', '/enter', {
      device: device(),
      locale,
      embedded,
      ...(/^[\w-]{1,32}$/.test(scene)
        ? { scene, sceneParam: (asked.get('scene_param') ?? '').slice(0, 512) }
        : {}),
    }),
  ]);
  bar = deskBar(came.desk);
  deskChatId = came.here.chatId;
  return came.here;
}

async function openChat(id: string): Promise<void> {
  chatId = id;
  seq = 0;
  shown.clear();
  list.replaceChildren();
  const chat = here.chats.find((c) => c.chatId === id) ?? here.chats[0]!;
  document.title = `${chat.memberName} · ${here.corpName}`;
  const face = el('span', { class: 'face', 'aria-hidden': 'true' }, chat.memberName.slice(-2));
  const who = el(
    'div',
    { class: 'who' },
    el('h1', {}, chat.memberName),
    el(
      'p',
      {},
      [here.corpName, chat.people === null ? chat.position : words.people(chat.people)]
        .filter(Boolean)
        .join(' · '),
    ),
  );
  const people =
    chat.people === null
      ? null
      : el('button', { type: 'button', class: 'plain', onclick: () => void openPeople() }, words.who);
  const mine = el('button', { type: 'button', class: 'plain', onclick: () => void openMine() }, words.mine);
  const feed = el('button', { type: 'button', class: 'plain', onclick: () => void openFeed() }, words.feed);
  const clip = el(
    'button',
    { type: 'button', class: 'clip', 'aria-label': words.picture, onclick: () => picker.click() },
    '+',
  );
  const form = el(
    'form',
    { onsubmit: (e: SubmitEvent) => (e.preventDefault(), sendText()) },
    clip,
    picker,
    box,
    send,
  );
  page.replaceChildren(
    el('header', {}, face, who, people, feed, mine),
    el('main', {}, older, log, status, bar && id === deskChatId ? bar.node : '', form),
  );
  const over = chat.state === 'refused';
  box.disabled = send.disabled = over;
  for (const u of unsent) if (u.chatId === id) showUnsent(u);
  tell();
  void listen();
  void flush();
}

async function openMine(): Promise<void> {
  listening?.abort();
  const { minePage } = await import('./mine.ts');
  minePage(page, here, (now, go) => {
    here = now;
    void openChat(go ?? chatId);
  });
}

async function openPeople(): Promise<void> {
  listening?.abort();
  const { peoplePage } = await import('./people.ts');
  const chat = here.chats.find((c) => c.chatId === chatId)!;
  await peoplePage(page, chat, (left) => (left ? void start() : void openChat(chatId)));
}

async function openFeed(): Promise<void> {
  listening?.abort();
  const { feedPage } = await import('./feed.ts');
  await feedPage(page, () => void openChat(chatId));
}

function tell(): void {
  const chat = here.chats.find((c) => c.chatId === chatId);
  status.textContent = !navigator.onLine
    ? words.offline
    : chat?.state === 'waiting'
      ? words.waiting(chat.memberName)
      : chat?.state === 'refused'
        ? words.refused
        : '';
}

function show(messages: Message[]): void {
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  for (const m of messages) {
    list.querySelector(`[data-cid="${m.cid || '-'}"]`)?.remove();
    const node = bubble(m);
    const old = shown.get(m.seq);
    const next = [...shown.keys()].filter((s) => s > m.seq).toSorted((a, b) => a - b)[0];
    if (old) old.replaceWith(node);
    else list.insertBefore(node, (next && shown.get(next)) || list.querySelector('[data-cid]'));
    shown.set(m.seq, node);
  }
  if (low) log.scrollTop = log.scrollHeight;
}

/** Asks for what came after the last message and waits for it, for as long as the page is open. */
async function listen(): Promise<void> {
  listening?.abort();
  const stop = (listening = new AbortController());
  for (let failures = 0, first = seq === 0; !stop.signal.aborted;) {
    try {
      const query = first ? '' : `?after=${seq}&wait=${failures ? 0 : 25}`;
      const got = await ask<History>('GET', `/chats/${chatId}/messages${query}`, undefined, stop.signal);
      if (stop.signal.aborted) return;
      failures = 0;
      seq = got.seq;
      if (first) older.hidden = !got.more;
      show(got.messages);
      if (first) log.scrollTop = log.scrollHeight;
      else if (got.messages.length) stirred(got.messages);
      first = false;
      if (
        here.chats.some((c) => c.chatId === chatId && c.state === 'waiting') &&
        got.messages.some((m) => !m.mine)
      )
        here = await ask<Here>('GET', '/me');
      tell();
    } catch (error) {
      if (stop.signal.aborted) return;
      if (error instanceof Refused && error.code === 'common.not_signed_in') return void start();
      if (error instanceof Refused && here.chats.some((c) => c.chatId === chatId && c.people !== null))
        return void start();
      if (error instanceof Refused) return;
      await sleep(Math.min(15_000, 500 * 2 ** failures++));
    }
  }
}

/** Something was said: a desk may have moved, and the site around a frame shows a dot. */
function stirred(messages: readonly Message[]): void {
  // The bar may grow over the last line.
  if (bar && chatId === deskChatId) void bar.look().then(() => (log.scrollTop = log.scrollHeight));
  if (embedded && messages.some((m) => !m.mine)) parent.postMessage('teahouse:said', '*');
}
if (embedded)
  document.addEventListener(
    'keydown',
    (e) => e.key === 'Escape' && parent.postMessage('teahouse:close', '*'),
  );

let wake = () => {};
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => (clearTimeout(timer), resolve());
  });
}

async function loadOlder(): Promise<void> {
  const before = Math.min(...shown.keys());
  const height = log.scrollHeight;
  const got = await ask<History>('GET', `/chats/${chatId}/messages?before=${before}`);
  older.hidden = !got.more;
  show(got.messages);
  log.scrollTop = log.scrollHeight - height;
}

function sendText(): void {
  const text = box.value.trim();
  if (!text || box.disabled) return;
  box.value = '';
  grow();
  say(text);
}

function say(text: string): void {
  const u: Unsent = { cid: uuid(), chatId, text };
  unsent.push(u);
  keepUnsent();
  showUnsent(u);
  log.scrollTop = log.scrollHeight;
  void flush();
}

function showUnsent(u: Unsent): void {
  list.querySelector(`[data-cid="${u.cid}"]`)?.remove();
  const again = () => {
    delete u.failed;
    showUnsent(u);
    void flush();
  };
  const note = u.failed
    ? el('button', { type: 'button', class: 'plain again', onclick: again }, `${u.failed} · ${words.failed}`)
    : el('small', {}, words.sending);
  list.append(
    el('li', { class: 'mine unsent', 'data-cid': u.cid }, el('div', { class: 'bubble' }, u.text), note),
  );
}

let flushing = false;
/** Sends what waits, in order. The same cid again is the same message, so a lost answer costs nothing. */
async function flush(): Promise<void> {
  if (flushing) return;
  flushing = true;
  for (let failures = 0; ;) {
    const u = unsent.find((x) => !x.failed);
    if (!u) break;
    try {
      const draft = { k: 'text', b: { text: u.text } };
      const m = await ask<Message>('POST', `/chats/${u.chatId}/messages`, { cid: u.cid, draft });
      unsent.splice(unsent.indexOf(u), 1);
      if (u.chatId === chatId) show([m]);
      failures = 0;
    } catch (error) {
      if (error instanceof Refused) {
        u.failed = error.message;
        if (u.chatId === chatId) showUnsent(u);
      } else {
        tell();
        await sleep(Math.min(15_000, 500 * 2 ** failures++));
      }
    }
    keepUnsent();
  }
  flushing = false;
}

async function sendFile(): Promise<void> {
  const file = picker.files?.[0];
  picker.value = '';
  if (!file) return;
  if (file.size > 20 * 1024 * 1024) return void (status.textContent = words.tooBig);
  status.textContent = words.sending;
  try {
    const name = encodeURIComponent(file.name || 'picture');
    const { fileId, size, mime, kind, ...kept } = await ask<Kept>('POST', `/files?name=${name}`, file);
    const draft = { k: kind === 'image' ? 'image' : 'file', b: { fileId, name: kept.name, size, mime } };
    show([await ask<Message>('POST', `/chats/${chatId}/messages`, { cid: uuid(), draft })]);
    log.scrollTop = log.scrollHeight;
    tell();
  } catch (error) {
    status.textContent = error instanceof Refused ? error.message : words.offline;
  }
}

function grow(): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 120)}px`;
}
list.addEventListener('say', (e) => !box.disabled && say((e as CustomEvent<string>).detail));
box.addEventListener('input', grow);
box.addEventListener('keydown', (e) => {
  if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
  e.preventDefault();
  sendText();
});
for (const event of ['online', 'offline'])
  addEventListener(event, () => {
    tell();
    wake();
    if (event === 'online') void listen();
  });
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
void start();
