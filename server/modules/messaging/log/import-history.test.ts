import { afterAll, beforeAll, expect, test } from 'vitest';
import { messaging } from '@teahouse/contract/messaging';
import { system } from '../../../kernel/work.ts';
import { openWorld, type World } from '../../../testing/world.ts';
import { importHistory } from './import-history.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('what was said elsewhere keeps its time and order, and a second import adds nothing', async () => {
  const tea = await world.company();
  const [lin, wu] = [await tea.hire('林小雨'), await tea.hire('吴刚')];
  const chatId = (await lin.call(messaging.createGroup, { title: '旧群', memberIds: [wu.id] })).body.id;
  const lines = Array.from({ length: 40 }, (_, i) => ({
    sender: i % 2 ? lin.id : wu.id,
    cid: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 0, 1, 8, i)),
    draft: { k: 'text' as const, b: { text: `第${i}句` } },
  }));
  const run = () => world.house.openWork(tea.id, system, (w) => importHistory(w, chatId, lines));
  expect(await run()).toHaveLength(40);
  expect(await run()).toEqual([]);
  const page = (await wu.call(messaging.listMessages, { chatId, after: 0, limit: 100 })).body.events;
  expect(page.map((e) => e.s)).toEqual(page.map((_, i) => i + 1));
  expect(page.slice(1).map((e) => new Date(e.ts).toISOString())).toEqual(
    lines.map((l) => l.at.toISOString()),
  );
  const next = await lin.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text: '新的' } },
  });
  expect(next.body.seq).toBe(42);
});
