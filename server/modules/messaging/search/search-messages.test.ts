import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { system } from '../../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { indexBatch } from './index-messages.ts';
import { tokensOf, tsQueryOf } from './tokens.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let chatId: ChatId;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company();
  [lin, wu] = [await tea.hire('林小雨'), await tea.hire('吴刚')];
  chatId = (await lin.call(messaging.createGroup, { title: '采购小组', memberIds: [wu.id] })).body.id;
});
afterAll(() => world.close());

const say = async (text: string) =>
  (
    await lin.call(messaging.postMessage, {
      chatId,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text } },
    })
  ).body.seq;
const index = async () => {
  while (await world.house.openWork(tea.id, system, (work) => indexBatch(work, undefined)));
};
const find = async (q: string, who = lin) =>
  (await who.call(messaging.search, { q })).body.hits.map((h) => String(h.message.b['text']));

test('every substring of two or more characters, single characters and word beginnings are found', async () => {
  await say('明天下午三点去铁观音茶厂，带上 Invoice2024 和合同');
  await index();
  for (const q of ['铁观音', '观音茶', '下午三点', '茶', 'invoice', 'INVOICE2024', '铁观音 合同', '合同'])
    expect(await find(q), q).toHaveLength(1);
  for (const q of ['铁茶', '观音合同', 'nvoice', '%', "'", '\\']) expect(await find(q), q).toHaveLength(0);
});

test('characters that meet only across words do not count', async () => {
  await say('龙井 绿茶');
  await index();
  expect(await find('井绿')).toHaveLength(0);
});

test('only chats where the searcher sits, newest first', async () => {
  await say('普洱一号');
  await say('普洱二号');
  await index();
  expect(await find('普洱')).toEqual(['普洱二号', '普洱一号']);
  expect(await find('普洱', await tea.hire('外人'))).toEqual([]);
  expect(await find('普洱', (await world.company()).owner)).toEqual([]);
});

test('an edit is found by its new words, a recalled message not at all', async () => {
  const seq = await say('碧螺春');
  await index();
  await lin.call(messaging.editMessage, { chatId, seq, text: '大红袍' });
  await index();
  expect([await find('碧螺春'), await find('大红袍')]).toEqual([[], ['大红袍']]);
  await lin.call(messaging.recallMessage, { chatId, seq });
  await index();
  expect(await find('大红袍')).toEqual([]);
});

test('groups are found by title, pinyin and initials', async () => {
  for (const q of ['采购', '小组', 'caigou', 'cgxz'])
    expect(
      (await wu.call(messaging.searchChats, { q })).body.chats.map((c) => c.id),
      q,
    ).toEqual([chatId]);
});

test('tokens: neighbouring pairs, the last character, words whole', () => {
  expect(tokensOf('茶馆ABC，ｆｕｌｌ')).toEqual(['茶馆', '馆', 'abc', 'full']);
  expect(tsQueryOf("茶馆里 it's")).toBe("'茶馆' & '馆里' & 'it':* & 's':*");
});
