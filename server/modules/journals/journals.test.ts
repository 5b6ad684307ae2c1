import { calendar } from '@teahouse/contract/calendar';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { JournalCycleId } from '@teahouse/contract/ids';
import { journals } from '@teahouse/contract/journals';
import { journalsAdmin } from '@teahouse/contract/journals-admin';
import { messaging } from '@teahouse/contract/messaging';
import { tasks } from '@teahouse/contract/tasks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { awayThroughout, guarded, runningCycles } from './journals.rules.ts';

let world: World;
let tea: Company;
let lin: Person;
let zhou: Person;
let wu: Person;
let crowd: Person[];

const at = (text: string) => (world.clock.now = new Date(`${text}+08:00`));
const facts = {
  name: '晨报',
  controls: [
    { id: 'done', kind: 'textarea' as const, label: '今日工作', required: true },
    { id: 'hours', kind: 'number' as const, label: '工时' },
  ],
  schedule: { rule: 'FREQ=DAILY', startsOn: '2026-06-01', dueTime: '20:00', remindMinutes: 60 },
  scope: { all: false },
};
const template = async (more: object) =>
  (await tea.owner.call(journalsAdmin.createJournalTemplate, { ...facts, ...more } as never)).body;
const asked = async (who: Person) => (await who.call(journals.listAskedJournals, {})).body.asked;
const cycleOf = async (who: Person, name: string) =>
  (await asked(who)).find((a) => a.name === name)!.cycle.id;
const report = (who: Person, cycleId: JournalCycleId, done: string, receivers: Person[] = []) =>
  who.call(journals.submitJournal, { cycleId, form: { done }, receivers: receivers.map((r) => r.id) });
const states = async (who: Person, cycleId: JournalCycleId) => {
  const { people } = (await who.call(journals.getJournalCycle, { cycleId })).body;
  return Object.fromEntries(people.map((p) => [p.memberId, p.state]));
};
const told = async (who: Person) => {
  const chat = (await who.call(messaging.listChats, {})).body.chats.find((c) => c.title === '汇报');
  if (!chat) return [];
  const { events } = (await who.call(messaging.listMessages, { chatId: chat.id })).body;
  return events.flatMap((e) => (e.t === 'msg' ? [`${String(e.b['title'])}: ${String(e.b['text'])}`] : []));
};

beforeAll(async () => {
  world = await openWorld();
  at('2026-06-01T09:00');
  tea = await world.company('清风茶业');
  [lin, zhou, wu] = [await tea.hire('林小满'), await tea.hire('周知远'), await tea.hire('吴桐')];
  crowd = [];
  for (const name of ['甲', '乙', '丙', '丁', '戊', '己']) crowd.push(await tea.hire(name));
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: zhou.id });
});
afterAll(() => world?.close());

test('a company finds a daily and a weekly journal; a draft is kept, submitted once, and changed until it is due', async () => {
  const mine = await asked(lin);
  expect(mine.map((a) => [a.name, a.state, a.cycle.startsOn, a.cycle.dueAt])).toEqual([
    ['日报', 'pending', '2026-06-01', '2026-06-01T12:00:00.000Z'],
    ['周报', 'pending', '2026-06-01', '2026-06-05T12:00:00.000Z'],
  ]);
  const cycleId = mine[0]!.cycle.id;
  const page = (await lin.call(journals.getJournalToWrite, { cycleId })).body;
  expect(page.named).toEqual([zhou.id]);
  await lin.call(journals.saveJournalDraft, { cycleId, form: { done: '寄样' }, receivers: [] });
  expect((await lin.call(journals.getJournalToWrite, { cycleId })).body).toMatchObject({
    form: { done: '寄样' },
    draft: true,
    journalId: null,
  });
  expect((await zhou.call(journals.listJournals, { box: 'received' })).body.journals).toEqual([]);
  expect(
    (await lin.call(journals.submitJournal, { cycleId, form: {}, receivers: [] })).body.error?.code,
  ).toBe('journals.bad_form');
  const [first, again] = await Promise.all([
    report(lin, cycleId, '寄样两份'),
    report(lin, cycleId, '寄样两份'),
  ]);
  expect(first.body).toEqual(again.body);
  expect(first.body.late).toBe(false);
  const { journalId } = first.body;
  expect((await report(lin, cycleId, '寄样三份')).body.journalId).toBe(journalId);
  // A draft that comes late does not undo what was submitted.
  await lin.call(journals.saveJournalDraft, { cycleId, form: { done: '旧' }, receivers: [] });
  const seen = (await zhou.call(journals.getJournal, { journalId })).body;
  expect(seen).toMatchObject({ form: { done: '寄样三份' }, summary: '寄样三份', mayChange: false });
  expect((await wu.call(journals.getJournal, { journalId })).status).toBe(404);
  await world.settle();
  // Told once, in the words of the moment it was told.
  expect(await told(zhou)).toEqual([expect.stringMatching(/^林小满提交了日报: 寄样[两三]份$/)]);
  expect(await told(lin)).toEqual([]);
});

test('receivers stay those of the submission; read, likes and threads reach the author', async () => {
  const { journals: received } = (await zhou.call(journals.listJournals, { box: 'received' })).body;
  const journalId = received[0]!.id;
  expect(received[0]!.read).toBe(false);
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: wu.id });
  expect((await wu.call(journals.getJournal, { journalId })).status).toBe(404);
  await zhou.call(journals.readJournal, { journalId });
  await zhou.call(journals.likeJournal, { journalId, liked: true });
  const cid = crypto.randomUUID();
  const said = (await zhou.call(journals.commentJournal, { journalId, cid, text: '单号呢？' })).body;
  expect((await zhou.call(journals.commentJournal, { journalId, cid, text: '单号呢？' })).body).toEqual(said);
  await lin.call(journals.commentJournal, {
    journalId,
    cid: crypto.randomUUID(),
    text: 'SF001',
    re: said.id,
  });
  const shown = (await lin.call(journals.getJournal, { journalId })).body;
  expect(shown.receivers).toEqual([{ memberId: zhou.id, readAt: world.clock.now.toISOString() }]);
  expect(shown).toMatchObject({ liked: [zhou.id], likes: 1, comments: 2 });
  expect(shown.thread.map((c) => [c.text, c.re])).toEqual([
    ['单号呢？', null],
    ['SF001', said.id],
  ]);
  await world.settle();
  expect(await told(lin)).toEqual(['周知远评论了日报: 单号呢？']);
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: zhou.id });
});

test('everybody asked has one row: reported, late, missing or excused; reminders come once and only to those who are silent', async () => {
  const people = [lin, wu, ...crowd.slice(0, 3)];
  await template({
    scope: { all: false, memberIds: people.map((p) => p.id) },
    receivers: [],
    managers: [zhou.id],
  });
  const cycleId = await cycleOf(wu, '晨报');
  const leave = (await tea.owner.call(attendanceLeave.listLeaveTypes, {})).body.types.find(
    (t) => !t.balanced,
  )!;
  const away = await tea.owner.call(attendanceLeave.recordAbsence, {
    memberId: crowd[0]!.id,
    kind: 'leave',
    typeId: leave.id,
    from: '2026-05-31T16:00:00Z',
    to: '2026-06-01T16:00:00Z',
  } as never);
  expect(away.status).toBe(200);
  await report(lin, cycleId, '开会', [zhou]);
  at('2026-06-01T19:00');
  await world.settle();
  await world.settle();
  expect(await told(wu)).toEqual(['晨报快到截止时间了: 2026-06-01 20:00']);
  expect((await told(lin)).filter((t) => t.includes('截止'))).toEqual([]);
  expect(await told(crowd[0]!)).toEqual([]);
  at('2026-06-01T20:00:01');
  expect((await report(wu, cycleId, '补写')).body.late).toBe(true);
  expect((await report(wu, cycleId, '补写')).status).toBe(200);
  expect((await report(wu, cycleId, '又改')).body.error?.code).toBe('journals.too_late');
  expect((await report(lin, cycleId, '又改')).body.error?.code).toBe('journals.too_late');
  await world.settle();
  expect(await states(zhou, cycleId)).toEqual({
    [lin.id]: 'reported',
    [wu.id]: 'late',
    [crowd[0]!.id]: 'excused',
    [crowd[1]!.id]: 'missing',
    [crowd[2]!.id]: 'missing',
  });
  const manager = (await zhou.call(journals.getJournalCycle, { cycleId })).body;
  expect(manager.others).toBeNull();
  // A manager of the template sees that wu has reported, not what.
  expect(manager.people.find((p) => p.memberId === wu.id)!.journalId).toBeNull();
  expect((await wu.call(journals.getJournalCycle, { cycleId })).status).toBe(404);
  expect((await report(crowd[5]!, cycleId, '不该有')).body.error?.code).toBe('journals.cycle_not_found');
});

test('a receiver sees their own people by name and the rest as counts of five and more', async () => {
  at('2026-06-02T09:00');
  const daily = (await asked(lin)).find((a) => a.name === '日报' && a.cycle.startsOn === '2026-06-02')!.cycle
    .id;
  await report(lin, daily, '到货');
  const seen = (await zhou.call(journals.getJournalCycle, { cycleId: daily })).body;
  expect(seen.people).toMatchObject([{ memberId: lin.id, state: 'reported' }]);
  expect(seen.others).toEqual({
    total: null,
    pending: 8,
    reported: null,
    late: null,
    missing: null,
    excused: null,
  });
  await report(crowd[0]!, daily, '一人');
  expect((await zhou.call(journals.getJournalCycle, { cycleId: daily })).body.others).toMatchObject({
    pending: 7,
    reported: null,
    total: null,
  });
  expect(guarded(['late', 'late', 'late', 'late'])).toMatchObject({ late: null, total: null });
});

test('a journal is filled from what was done within its cycle, when asked', async () => {
  const task = (await lin.call(tasks.addTask, { title: '核对发票' })).body;
  await lin.call(tasks.finishTask, { taskId: task.id, done: true });
  await lin.call(calendar.createEvent, {
    title: '周会',
    zone: 'Asia/Shanghai',
    start: '2026-06-02T08:00',
    end: '2026-06-02T08:30',
  } as never);
  const cycleId = (await asked(lin)).find((a) => a.name === '日报' && a.cycle.startsOn === '2026-06-02')!
    .cycle.id;
  expect((await lin.call(journals.prefillJournal, { cycleId })).body).toEqual({
    tasks: ['核对发票'],
    events: ['周会'],
    approvals: [],
  });
});

test('a chat named by a template gets the card, and its people the journal', async () => {
  const chatId = (
    await tea.owner.call(messaging.createGroup, { title: '采购组', memberIds: [crowd[3]!.id, crowd[4]!.id] })
  ).body.id;
  await template({
    name: '采购周报',
    schedule: { rule: 'FREQ=WEEKLY', startsOn: '2026-06-01', dueTime: '18:00' },
    receivers: [{ by: 'chat', chatId }],
    scope: { all: false, memberIds: [crowd[3]!.id] },
  });
  const cycleId = await cycleOf(crowd[3]!, '采购周报');
  const { journalId } = (await report(crowd[3]!, cycleId, '比价')).body;
  await world.settle();
  expect((await crowd[4]!.call(journals.getJournal, { journalId })).status).toBe(200);
  const { events } = (await crowd[4]!.call(messaging.listMessages, { chatId })).body;
  expect(events.some((e) => e.t === 'msg' && e.b['title'] === '丁提交了采购周报')).toBe(true);
  const refused = await crowd[0]!.call(journalsAdmin.listJournalTemplates, {});
  expect(refused.status).toBe(403);
  const bad = await tea.owner.call(journalsAdmin.createJournalTemplate, {
    ...facts,
    controls: [{ id: 'a', kind: 'serial', label: '编号' }],
  } as never);
  expect(bad.body.error?.code).toBe('journals.bad_template');
});

test('cycles follow the wall clock of the company and leave out what nobody works on', () => {
  const zone = 'America/New_York';
  const works = (day: string) => ![0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay());
  const plan = { startsOn: '2026-01-05', workdays: true, dueAfter: 0, dueTime: '18:00', remindMinutes: null };
  const on = (rule: string, now: string, more = {}) =>
    runningCycles({ ...plan, rule, ...more }, zone, new Date(now), works).map((c) => [
      c.startsOn,
      c.endsOn,
      c.dueAt.toISOString(),
    ]);
  // The clocks go forward on 8 March: 18:00 is an hour earlier by the world's clock.
  expect(on('FREQ=DAILY', '2026-03-06T15:00Z')).toEqual([
    ['2026-03-06', '2026-03-06', '2026-03-06T23:00:00.000Z'],
  ]);
  expect(on('FREQ=DAILY', '2026-03-09T15:00Z')).toEqual([
    ['2026-03-09', '2026-03-09', '2026-03-09T22:00:00.000Z'],
  ]);
  expect(on('FREQ=DAILY', '2026-03-07T15:00Z')).toEqual([]);
  expect(on('FREQ=WEEKLY', '2026-03-05T15:00Z', { dueAfter: -2 })).toEqual([
    ['2026-03-02', '2026-03-08', '2026-03-06T23:00:00.000Z'],
  ]);
  expect(on('FREQ=MONTHLY', '2026-02-10T15:00Z')).toEqual([
    ['2026-02-05', '2026-03-04', '2026-03-04T23:00:00.000Z'],
  ]);
  const week = { startsOn: '2026-03-02', endsOn: '2026-03-03' };
  const leave = (from: string, to: string) => [{ from: new Date(from), to: new Date(to) }];
  expect(awayThroughout(week, leave('2026-03-02T13:00Z', '2026-03-03T23:00Z'), zone, works)).toBe(true);
  expect(awayThroughout(week, leave('2026-03-02T13:00Z', '2026-03-02T23:00Z'), zone, works)).toBe(false);
});
