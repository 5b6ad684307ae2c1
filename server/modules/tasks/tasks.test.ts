import { approvals } from '@teahouse/contract/approvals';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { TaskId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { tasks } from '@teahouse/contract/tasks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let zhou: Person;
let wu: Person;

beforeAll(async () => {
  world = await openWorld();
  tea = await world.company('清风茶业');
  [lin, zhou, wu] = [await tea.hire('林小满'), await tea.hire('周知远'), await tea.hire('吴桐')];
});
afterAll(() => world?.close());

const minutes = (n: number) => new Date(world.clock.now.getTime() + n * 60_000).toISOString();
const mine = async (who: Person, done = false) =>
  (await who.call(tasks.listTasks, { done: String(done) })).body.tasks.map((t) => t.title);
/** Titles of the cards that the house's tasks have put into this member's chat. */
const told = async (who: Person) => {
  const { chats } = (await who.call(messaging.listChats, {})).body;
  const chat = chats.find((c) => c.kind === 'app');
  if (!chat) return [];
  const { events } = (await who.call(messaging.listMessages, { chatId: chat.id })).body;
  return events.flatMap((e) => (e.t === 'msg' ? [`${String(e.b['title'])}: ${String(e.b['text'])}`] : []));
};
const card = async (who: Person, id: TaskId) => (await who.call(tasks.getTask, { taskId: id })).body;

test('a task from a message points back at it and is only mine', async () => {
  const chatId = (await lin.call(messaging.openDirect, { memberId: wu.id })).body.id;
  const draft = { k: 'text' as const, b: { text: '寄样品' } };
  const said = await wu.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft });
  const { seq } = said.body;
  const task = (await lin.call(tasks.addTask, { title: '寄样品', chatId, seq })).body;
  expect(task).toMatchObject({ chatId, seq, assignee: lin.id, createdBy: lin.id });
  expect((await wu.call(tasks.finishTask, { taskId: task.id, done: true })).body).toMatchObject({
    error: { code: 'tasks.not_found' },
  });
  expect((await zhou.call(tasks.addTask, { title: '偷看', chatId, seq })).status).toBe(404);
  await lin.call(tasks.finishTask, { taskId: task.id, done: true });
  expect(await mine(lin)).toEqual([]);
  expect(await mine(lin, true)).toEqual(['寄样品']);
});

test('a task given to a colleague reaches them, and its maker hears that it is done', async () => {
  const { id } = (
    await lin.call(tasks.addTask, {
      title: '核对发票',
      assignee: zhou.id,
      watchers: [wu.id],
      dueAt: minutes(120),
    })
  ).body;
  await world.settle();
  expect(await told(zhou)).toEqual(['林小满给你安排了任务: 核对发票']);
  expect(await told(lin)).toEqual([]);
  expect(await mine(zhou)).toEqual(['核对发票']);
  expect((await lin.call(tasks.listTasks, { box: 'given' })).body.tasks.map((t) => t.id)).toEqual([id]);
  expect((await wu.call(tasks.listTasks, { box: 'watched' })).body.tasks.map((t) => t.id)).toEqual([id]);
  expect((await wu.call(tasks.finishTask, { taskId: id, done: true })).body).toMatchObject({
    error: { code: 'tasks.not_yours' },
  });
  await zhou.call(tasks.finishTask, { taskId: id, done: true });
  await world.settle();
  expect(await told(lin)).toEqual(['周知远完成了任务: 核对发票']);
  expect(await told(wu)).toEqual(['周知远完成了任务: 核对发票']);
  expect((await zhou.call(tasks.dropTask, { taskId: id })).body).toMatchObject({
    error: { code: 'tasks.not_yours' },
  });
  expect((await lin.call(tasks.dropTask, { taskId: id })).status).toBe(200);
  expect((await zhou.call(tasks.getTask, { taskId: id })).status).toBe(404);
});

test('a reminder comes once, moves with the due time, and not for what is done', async () => {
  const add = async (title: string) =>
    (await wu.call(tasks.addTask, { title, dueAt: minutes(90), remindMinutes: 60 })).body.id;
  const [kept, moved, finished] = [await add('打样'), await add('改期的'), await add('做完的')];
  const later = minutes(900);
  await wu.call(tasks.changeTask, { taskId: moved, dueAt: later });
  expect((await card(wu, moved)).remindAt).toBe(new Date(Date.parse(later) - 3_600_000).toISOString());
  await wu.call(tasks.finishTask, { taskId: finished, done: true });
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000);
  await world.settle();
  await world.settle();
  const reminders = (await told(wu)).filter((t) => t.startsWith('任务即将到期'));
  expect(reminders).toEqual(['任务即将到期: 打样']);
  expect((await card(wu, kept)).remindAt).toBeNull();
  world.clock.now = new Date(world.clock.now.getTime() + 60 * 60_000);
  await world.settle();
  expect((await told(wu)).filter((t) => t.startsWith('任务即将到期'))).toEqual(reminders);
});

test('a checklist is ticked item by item; two who tick at once both count', async () => {
  const item = (id: string) => ({ id, text: id, done: false });
  const { id } = (
    await lin.call(tasks.addTask, {
      title: '开店',
      assignee: zhou.id,
      checklist: [item('a'), item('b'), item('c')],
    })
  ).body;
  await Promise.all([
    lin.call(tasks.tickItem, { taskId: id, itemId: 'a', done: true }),
    zhou.call(tasks.tickItem, { taskId: id, itemId: 'b', done: true }),
  ]);
  expect(await card(lin, id)).toMatchObject({ items: 3, ticked: 2 });
  expect((await lin.call(tasks.tickItem, { taskId: id, itemId: 'x', done: true })).status).toBe(404);
  const twice = [item('a'), item('a')];
  expect((await lin.call(tasks.changeTask, { taskId: id, checklist: twice })).status).toBe(400);
});

test('what waits for another cannot be finished before it, and never in a circle', async () => {
  const add = async (title: string) => (await zhou.call(tasks.addTask, { title })).body.id;
  const [design, print, ship] = [await add('设计'), await add('印刷'), await add('发货')];
  const wait = (taskId: TaskId, ...waitsFor: TaskId[]) => zhou.call(tasks.changeTask, { taskId, waitsFor });
  await wait(print, design);
  await wait(ship, print);
  expect((await wait(design, ship)).body).toMatchObject({ error: { code: 'tasks.waits_in_circle' } });
  expect((await card(zhou, design)).waitsFor).toEqual([]);
  const finish = (taskId: TaskId) => zhou.call(tasks.finishTask, { taskId, done: true });
  expect((await finish(ship)).body).toMatchObject({ error: { code: 'tasks.blocked' } });
  await finish(design);
  await finish(print);
  expect((await card(zhou, ship)).blocked).toBe(0);
  expect((await finish(ship)).status).toBe(200);
  const hidden = (await wu.call(tasks.addTask, { title: '别人的' })).body.id;
  expect((await wait(ship, hidden)).body).toMatchObject({ error: { code: 'tasks.not_found' } });
});

test('pages hold every task once, those due first, those without a due time last', async () => {
  const ming = await tea.hire('明月');
  const dues = [5, null, 3, null, 4, 5].map((n) => (n ? minutes(n * 1_000) : undefined));
  for (const [i, dueAt] of dues.entries())
    await ming.call(tasks.addTask, { title: String(i), ...(dueAt ? { dueAt } : {}) });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await ming.call(tasks.listTasks, { limit: 2, ...(after ? { after } : {}) });
    seen.push(...page.body.tasks.map((t) => t.title));
    after = page.body.next ?? undefined;
  } while (after);
  expect(seen.slice(0, 2)).toEqual(['2', '4']);
  expect(seen.slice(2, 4).toSorted()).toEqual(['0', '5']);
  expect(seen.slice(4).toSorted()).toEqual(['1', '3']);
});

test('one list holds what is due, what is to decide and who called', async () => {
  const ming = await tea.hire('何明');
  const chatId = (await lin.call(messaging.createGroup, { title: '展会', memberIds: [ming.id] })).body.id;
  const draft = { k: 'text' as const, b: { text: '@何明 看一下' } };
  const called = { chatId, cid: crypto.randomUUID(), draft, at: [ming.id] };
  const said = await lin.call(messaging.postMessage, called);
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  await ming.call(tasks.addTask, { title: '订展位', dueAt: minutes(500) });
  await ming.call(tasks.addTask, { title: '以后再说' });
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: ming.id });
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  const { templates } = (await lin.call(approvals.listTemplates, {})).body;
  const leave = { start: '2026-06-10T00:00', end: '2026-06-11T00:00', type: 'annual' };
  await lin.call(approvals.submitApproval, {
    cid: crypto.randomUUID(),
    templateId: templates.find((t) => t.kind === 'leave')!.id,
    form: { leave, reason: '回家' },
    picks: {},
  });
  const waits = async () =>
    (await ming.call(tasks.listAwaiting, {})).body.items.map((i) =>
      i.kind === 'task'
        ? i.task.title
        : i.kind === 'mention'
          ? i.title
          : i.kind === 'approval'
            ? i.approval.title
            : i.review.cycle.name,
    );
  expect(await waits()).toEqual(['订展位', '展会', '以后再说', '请假']);
  await ming.call(messaging.markRead, { chatId, n: said.body.n });
  expect(await waits()).toEqual(['订展位', '以后再说', '请假']);
});
