// A bot signs in over its own socket, hears its members in order, answers in pieces, and gives way to a newer connection.
import { randomUUID } from 'node:crypto';
import { callbacks } from '@teahouse/contract/callbacks';
import { messaging } from '@teahouse/contract/messaging';
import { talk } from '@teahouse/contract/talk';
import type { AppId, ChatId } from '@teahouse/contract/ids';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { system } from '../../../kernel/work.ts';
import { createApp } from '../../../modules/apps/index.ts';
import { guestChat } from '../../../modules/messaging/index.ts';
import { upload } from '../../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

interface Frame {
  cmd?: string;
  headers: { req_id: string };
  errcode?: number;
  body?: Record<string, never> & { text?: { content: string }; event?: { eventtype: string } };
}

let world: World;
let company: Company;
let lin: Person;
let app: { id: AppId; no: number; name: string; secret: string };
let chatId: ChatId;
const open: WebSocket[] = [];

const makeApp = (corp: Company, name: string) =>
  world.house.openWork(corp.id, system, (work) =>
    createApp(work, world.house.ports.secret, { kind: 'self_built', name }),
  );

beforeAll(async () => {
  world = await openWorld();
  company = await world.company();
  lin = await company.hire('林小雨', { userid: '00123' });
  app = await makeApp(company, '助手');
  chatId = await world.house.openWork(company.id, system, (work) => guestChat(work, app, 'app', lin.id));
});
afterEach(() => {
  for (const ws of open.splice(0)) ws.terminate();
});
afterAll(() => world.close());

/** A bot as the vendor's kit is one: frames out, frames in, answers by their req_id. */
async function bot(headers: Record<string, string> = {}) {
  const ws = new WebSocket(world.url.replace(/^http/, 'ws'), { headers });
  open.push(ws);
  const heard: Frame[] = [];
  ws.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString()) as Frame));
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  await new Promise((resolve, reject) => ws.on('open', resolve).on('error', reject));
  const send = (cmd: string, body: object, id = `${cmd}_${randomUUID()}`) => {
    ws.send(JSON.stringify({ cmd, headers: { req_id: id }, body }));
    return id;
  };
  const find = async (right: (f: Frame) => boolean): Promise<Frame> =>
    await expect
      .poll(() => heard.find(right), { timeout: 10_000 })
      .toBeTruthy()
      .then(() => heard.find(right)!);
  const ask = async (cmd: string, body: object, id?: string) => {
    const before = heard.length;
    const sent = send(cmd, body, id);
    const right = (f: Frame) =>
      f.cmd === undefined && f.headers.req_id === sent && heard.indexOf(f) >= before;
    return await find(right);
  };
  const signIn = (given: object = { bot_id: String(app.no), secret: app.secret }) =>
    ask('aibot_subscribe', given);
  const told = (what: string) => find((f) => f.cmd === what);
  return { ws, heard, closed, send, ask, signIn, told, find };
}
const say = (text: string) =>
  lin.call(messaging.postMessage, { chatId, cid: randomUUID(), draft: { k: 'text', b: { text } } });
const inChat = async () =>
  (await lin.call(messaging.listMessages, { chatId, after: 0, limit: 500 })).body.events.flatMap((e) =>
    e.t === 'msg' && e.u === app.id ? [{ ...e, b: e.b as { text?: string; title?: string } }] : [],
  );

test('wrong secrets, other numbers, pages of browsers and unknown frames are turned away', async () => {
  const stranger = await bot();
  expect(await stranger.ask('aibot_send_msg', { chatid: '00123' })).toMatchObject({ errcode: 40001 });
  expect(await stranger.signIn({ bot_id: String(app.no), secret: 'wrong' })).toMatchObject({
    errcode: 40001,
  });
  expect(await stranger.signIn({ bot_id: String(app.no + 1), secret: app.secret })).toMatchObject({
    errcode: 40001,
  });
  expect(await stranger.signIn({})).toMatchObject({ errcode: 40001 });
  stranger.ws.send('not a frame');
  expect(await stranger.closed).toBe(4002);
  await expect(bot({ origin: 'https://evil.example' })).rejects.toThrow(/404/);
});

test('a message reaches the bot, the answer grows in the chat, and a heartbeat is answered', async () => {
  const me = await bot();
  expect(await me.signIn()).toMatchObject({ errcode: 0 });
  expect(await me.ask('ping', {})).toMatchObject({ errcode: 0 });
  await say('今天有会吗');
  await world.settle();
  const { headers, body } = await me.told('aibot_msg_callback');
  expect(body).toMatchObject({
    aibotid: String(app.no),
    chattype: 'single',
    from: { userid: '00123' },
    msgtype: 'text',
    text: { content: '今天有会吗' },
  });
  const piece = (content: string, finish = false) =>
    me.ask('aibot_respond_msg', { msgtype: 'stream', stream: { id: 's1', content, finish } }, headers.req_id);
  expect(await piece('<think>看日历</think>')).toMatchObject({ errcode: 0 });
  expect((await inChat()).map((m) => m.b.text)).toEqual(['…']);
  expect(await piece('下午')).toMatchObject({ errcode: 0 });
  expect(await piece('下午三点，**二号会议室**', true)).toMatchObject({ errcode: 0 });
  expect((await inChat()).map((m) => [m.k, m.b.text])).toEqual([['markdown', '下午三点，**二号会议室**']]);
  expect(
    await me.ask('aibot_respond_msg', { msgtype: 'text', text: { content: 'x' } }, 'made-up'),
  ).toMatchObject({
    errcode: 846605,
  });
});

test('a bot speaks first, sends a file in pieces, and a card it sent is pressed and changed', async () => {
  const me = await bot();
  await me.signIn();
  expect(
    await me.ask('aibot_send_msg', { chatid: '00123', msgtype: 'markdown', markdown: { content: '早' } }),
  ).toMatchObject({ errcode: 0 });
  expect(
    await me.ask('aibot_send_msg', { chatid: 'nobody', msgtype: 'markdown', markdown: { content: '早' } }),
  ).toMatchObject({ errcode: 40050 });
  const bytes = Buffer.from('name,amount\nLin,3\n');
  const init = { type: 'file', filename: '报表.csv', total_size: bytes.length, total_chunks: 2 };
  const { upload_id } = (await me.ask('aibot_upload_media_init', init)).body as never as {
    upload_id: string;
  };
  for (const [chunk_index, part] of [bytes.subarray(0, 5), bytes.subarray(5)].entries())
    await me.ask('aibot_upload_media_chunk', {
      upload_id,
      chunk_index,
      base64_data: part.toString('base64'),
    });
  const done = (await me.ask('aibot_upload_media_finish', { upload_id })).body as never as {
    media_id: string;
  };
  await me.ask('aibot_send_msg', { chatid: '00123', msgtype: 'file', file: { media_id: done.media_id } });
  const card = {
    card_type: 'button_interaction',
    main_title: { title: '要订会议室吗' },
    button_list: [{ text: '订', key: 'yes' }],
    task_id: 'room-1',
  };
  await me.ask('aibot_send_msg', { chatid: '00123', msgtype: 'template_card', template_card: card });
  await world.settle();
  const sent = await inChat();
  expect(sent.slice(-3).map((m) => m.k)).toEqual(['markdown', 'file', 'template']);
  const shown = sent.at(-1)!;
  const pressed = await lin.call(talk.pressCard, { chatId, seq: shown.s, key: 'yes', selected: [] } as never);
  expect(pressed.status).toBe(200);
  await world.settle();
  const event = await me.told('aibot_event_callback');
  expect(event.body).toMatchObject({
    event: { eventtype: 'template_card_event', event_key: 'yes', task_id: 'room-1' },
  });
  const changed = { ...card, main_title: { title: '订好了' } };
  expect(
    await me.ask(
      'aibot_respond_update_msg',
      { response_type: 'update_template_card', template_card: changed },
      event.headers.req_id,
    ),
  ).toMatchObject({ errcode: 0 });
  expect((await inChat()).at(-1)!.b.title).toBe('订好了');
});

test('what was said while the bot was away waits for it, files with an address that opens', async () => {
  const first = await bot();
  await first.signIn();
  first.ws.terminate();
  await say('一');
  await say('二');
  const file = await upload(world.house, lin, 'a.txt', Buffer.from('hello'));
  await lin.call(messaging.postMessage, {
    chatId,
    cid: randomUUID(),
    draft: { k: 'file', b: { fileId: file.fileId, name: 'a.txt', size: 5, mime: 'text/plain' } },
  });
  await world.settle();
  const again = await bot();
  await again.signIn();
  await again.find((f) => f.body?.['msgtype'] === 'file');
  const told = again.heard.filter((f) => f.cmd === 'aibot_msg_callback');
  expect(told.map((f) => f.body?.text?.content)).toEqual(['一', '二', undefined]);
  const { url } = (told[2]!.body as never as { file: { url: string } }).file;
  expect(await (await fetch(url)).text()).toBe('hello');
  expect(await (await fetch(`${url}x`)).json()).toMatchObject({ errcode: 40007 });
});

test('a newer connection takes the bot over; the console says whether it is connected', async () => {
  const old = await bot();
  await old.signIn();
  const young = await bot();
  await young.signIn();
  expect((await old.told('aibot_event_callback')).body?.event?.eventtype).toBe('disconnected_event');
  expect(await old.closed).toBe(4000);
  const state = async () => (await company.owner.call(callbacks.getBot, { appId: app.id })).body;
  expect(await state()).toMatchObject({ botId: String(app.no), connected: true, waiting: 0 });
  await say('在吗');
  await world.settle();
  expect((await young.told('aibot_msg_callback')).body?.text?.content).toBe('在吗');
  expect(old.heard.some((f) => f.cmd === 'aibot_msg_callback')).toBe(false);
  young.ws.close();
  await expect.poll(async () => (await state()).connected).toBe(false);
});

test('another company’s bot hears nothing, and speaks to nobody here', async () => {
  const other = await world.company('别家');
  const theirs = await makeApp(other, '别家的');
  const stranger = await bot();
  expect(await stranger.signIn({ bot_id: String(theirs.no), secret: theirs.secret })).toMatchObject({
    errcode: 0,
  });
  expect(
    await stranger.ask('aibot_send_msg', {
      chatid: '00123',
      msgtype: 'markdown',
      markdown: { content: 'x' },
    }),
  ).toMatchObject({ errcode: 40050 });
  await say('秘密');
  await world.settle();
  expect(stranger.heard.filter((f) => f.cmd)).toEqual([]);
});
