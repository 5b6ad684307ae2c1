import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { connect } from '../../../testing/device.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let chatId: ChatId;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company();
  [lin, wu] = [await tea.hire('林小雨'), await tea.hire('吴刚')];
  chatId = (await lin.call(messaging.createGroup, { title: '茶话', memberIds: [wu.id] })).body.id;
});
afterAll(() => world.close());

const say = (who: Person, text: string, cid = crypto.randomUUID()) =>
  who.call(messaging.postMessage, { chatId, cid, draft: { k: 'text', b: { text } } });
const logOf = async (who: Person) =>
  (await who.call(messaging.listMessages, { chatId, after: 0, limit: 500 })).body.events;

test('messages of a chat get consecutive numbers', async () => {
  const [a, b] = [await say(lin, '喝茶吗？'), await say(wu, '来')];
  expect(b.body.seq).toBe(a.body.seq + 1);
});

test('a retry with the same cid posts once, and fifty at once still do', async () => {
  const cid = crypto.randomUUID();
  const answers = await Promise.all(Array.from({ length: 50 }, () => say(lin, '只说一次', cid)));
  expect(new Set(answers.map((a) => a.body.seq)).size).toBe(1);
  const log = await logOf(lin);
  expect(log.filter((e) => e.t === 'msg' && e.b['text'] === '只说一次')).toHaveLength(1);
  expect(log.map((e) => e.s)).toEqual(log.map((_, i) => i + 1));
});

test('three hundred at once leave no gap and keep each sender’s order', async () => {
  const before = (await lin.call(messaging.getChat, { chatId })).body.seq;
  const device = await connect(world.url, lin);
  const other = await connect(world.url, wu);
  await Promise.all(
    Array.from({ length: 150 }, (_, i) => [device.post(chatId, `l${i}`), other.post(chatId, `w${i}`)]).flat(),
  );
  const log = (await lin.call(messaging.listMessages, { chatId, after: before, limit: 500 })).body.events;
  expect(log.map((e) => e.s)).toEqual(log.map((_, i) => before + 1 + i));
  const said = log.map((e) => (e.t === 'msg' ? String(e.b['text']) : ''));
  expect(said.filter((t) => t.startsWith('l'))).toEqual(Array.from({ length: 150 }, (_, i) => `l${i}`));
  device.close();
  other.close();
});

test('a stranger hears the chat does not exist, like a chat that really does not', async () => {
  const stranger = await tea.hire('陌生人');
  const outsider = (await world.company()).owner;
  const missing = await stranger.call(messaging.getChat, { chatId: 'chat_doesnotexist1' });
  for (const who of [stranger, outsider]) {
    const read = await who.call(messaging.getChat, { chatId });
    expect(read).toMatchObject({ status: 404, body: missing.body });
    expect((await say(who, '在吗')).body.error?.code).toBe('messaging.chat_not_found');
  }
});

test('the two of a direct chat share one, whoever starts and even at once', async () => {
  const chats = await Promise.all([
    lin.call(messaging.openDirect, { memberId: wu.id }),
    wu.call(messaging.openDirect, { memberId: lin.id }),
    lin.call(messaging.openDirect, { memberId: wu.id }),
  ]);
  expect(new Set(chats.map((c) => c.body.id)).size).toBe(1);
  expect(chats[0].body.peer).toBe(wu.id);
  expect(chats[1].body.peer).toBe(lin.id);
});

test('one bad message does not fail its neighbours', async () => {
  const answers = await Promise.all([
    say(lin, 'good 1'),
    say(lin, 'half a character \ud800'),
    say(wu, 'good 2'),
  ]);
  expect(answers.map((a) => a.status)).toEqual([200, 400, 200]);
});

test('only admins post where the group says so; the archived chat takes nothing', async () => {
  const quiet = (await lin.call(messaging.createGroup, { title: '公告', memberIds: [wu.id] })).body.id;
  await lin.call(messaging.updateChat, { chatId: quiet, settings: { post: 'admins', mentionAll: 'admins' } });
  const post = (who: Person, at?: 'all'[]) =>
    who.call(messaging.postMessage, {
      chatId: quiet,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text: '大家好' } },
      ...(at ? { at } : {}),
    });
  expect((await post(wu)).body.error?.code).toBe('messaging.only_admins_post');
  await lin.call(messaging.updateChat, { chatId: quiet, settings: { post: 'all' } });
  expect((await post(wu, ['all'])).body.error?.code).toBe('messaging.mention_all_denied');
  expect((await post(lin, ['all'])).status).toBe(200);
  await lin.call(messaging.dissolveChat, { chatId: quiet });
  expect((await post(lin)).body.error?.code).toBe('messaging.chat_archived');
});
