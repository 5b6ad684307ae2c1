import { calendar, type EventFacts } from '@teahouse/contract/calendar';
import type { CalendarEventId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let zhou: Person;
let wu: Person;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-06-01T00:00:00Z');
  tea = await world.company('清风茶业');
  [lin, zhou, wu] = [await tea.hire('林小满'), await tea.hire('周知远'), await tea.hire('吴桐')];
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';
const june = { from: '2026-05-31T16:00:00Z', to: '2026-06-30T16:00:00Z' };
const plan = async (who: Person, facts: Partial<EventFacts> & Pick<EventFacts, 'title' | 'start' | 'end'>) =>
  await who.call(calendar.createEvent, { zone, ...facts });
const seen = async (who: Person, span = june) =>
  (await who.call(calendar.listOccurrences, span)).body.occurrences.map((o) => `${o.startLocal} ${o.title}`);
const told = async (who: Person) => {
  const chat = (await who.call(messaging.listChats, {})).body.chats.find((c) => c.title === '日历');
  if (!chat) return [];
  const { events } = (await who.call(messaging.listMessages, { chatId: chat.id })).body;
  return events.flatMap((e) => (e.t === 'msg' ? [String(e.b['title'])] : []));
};
const busy = async (who: Person, of: Person, span = june) =>
  (await who.call(calendar.freeBusy, { ...span, memberIds: of.id } as never)).body.people[0]!.busy.map(
    (b) => b.start,
  );

test('a series is seen by whoever is asked; one time of it moves, one is cancelled, the rest stays', async () => {
  const made = await plan(lin, {
    title: '周会',
    start: '2026-06-01T10:00',
    end: '2026-06-01T11:00',
    rule: 'FREQ=WEEKLY;COUNT=4',
    attendees: [lin.id, zhou.id],
  });
  const eventId = made.body.id;
  expect(made.body.attendees.find((a) => a.memberId === lin.id)?.answer).toBe('yes');
  await lin.call(calendar.changeEvent, {
    eventId,
    scope: 'one',
    occurrence: '2026-06-08T10:00',
    start: '2026-06-09T15:00',
    title: '周会（改期）',
  });
  await lin.call(calendar.cancelEvent, { eventId, scope: 'one', occurrence: '2026-06-15T10:00' });
  const times = ['2026-06-01T10:00 周会', '2026-06-09T15:00 周会（改期）', '2026-06-22T10:00 周会'];
  expect(await seen(zhou)).toEqual(times);
  expect(await seen(lin)).toEqual(times);
  expect(await seen(wu)).toEqual([]);
  expect((await wu.call(calendar.getEvent, { eventId })).status).toBe(404);
  expect((await zhou.call(calendar.changeEvent, { eventId, title: 'x' })).status).toBe(404);
  const gone = await lin.call(calendar.getEvent, { eventId, occurrence: '2026-06-15T10:00' });
  expect(gone.body).toMatchObject({ error: { code: 'calendar.event_not_found' } });
  await world.settle();
  expect((await told(zhou)).toSorted()).toEqual(
    ['林小满修改了日程', '林小满取消了日程', '林小满邀请你参加日程'].toSorted(),
  );
  expect(await told(lin)).toEqual([]);
});

test('this and all that follow become a series of their own with the same people', async () => {
  const { id } = (
    await plan(wu, {
      title: '晨会',
      start: '2026-07-01T09:00',
      end: '2026-07-01T09:15',
      rule: 'FREQ=DAILY;COUNT=6',
      attendees: [zhou.id],
    })
  ).body;
  const next = await wu.call(calendar.changeEvent, {
    eventId: id,
    scope: 'following',
    occurrence: '2026-07-04T09:00',
    start: '2026-07-04T08:30',
  });
  expect(next.body.id).not.toBe(id);
  expect(next.body.attendees.map((a) => a.memberId)).toEqual([zhou.id]);
  const july = { from: '2026-06-30T16:00:00Z', to: '2026-07-20T16:00:00Z' };
  expect((await seen(zhou, july)).map((s) => s.slice(8, 16))).toEqual([
    '01T09:00',
    '02T09:00',
    '03T09:00',
    '04T08:30',
    '05T08:30',
    '06T08:30',
  ]);
});

test('answers: to the series, to one time, and who says no is free then', async () => {
  const { id } = (
    await plan(lin, {
      title: '评审',
      start: '2026-08-03T14:00',
      end: '2026-08-03T15:00',
      rule: 'FREQ=DAILY;COUNT=2',
      attendees: [wu.id],
    })
  ).body;
  const august = { from: '2026-08-01T00:00:00Z', to: '2026-08-20T00:00:00Z' };
  expect(await busy(zhou, wu, august)).toHaveLength(2);
  await wu.call(calendar.answerEvent, { eventId: id, occurrence: '2026-08-04T14:00', answer: 'no' });
  expect(await busy(zhou, wu, august)).toEqual(['2026-08-03T06:00:00.000Z']);
  const answers = (await wu.call(calendar.listOccurrences, august)).body.occurrences.map((o) => o.answer);
  expect(answers).toEqual(['waiting', 'no']);
  // Who said yes to one time has not said yes to another.
  await wu.call(calendar.answerEvent, { eventId: id, answer: 'yes' });
  await lin.call(calendar.changeEvent, { eventId: id, start: '2026-08-03T16:00' });
  expect((await wu.call(calendar.getEvent, { eventId: id })).body.answer).toBe('waiting');
  expect((await zhou.call(calendar.answerEvent, { eventId: id, answer: 'yes' })).status).toBe(404);
});

test('a shared calendar shows what its owner lets be seen, and a private event shows its time alone', async () => {
  const mine = (
    await zhou.call(calendar.createCalendar, {
      title: '展会',
      colour: 'sky',
      shares: [
        { memberId: lin.id, role: 'read' },
        { memberId: wu.id, role: 'busy' },
      ],
    })
  ).body;
  const { id } = (
    await zhou.call(calendar.createEvent, {
      zone,
      calendarId: mine.id,
      title: '布展',
      place: '3 号馆',
      start: '2026-09-01',
      end: '2026-09-03',
    })
  ).body;
  await zhou.call(calendar.createEvent, {
    zone,
    calendarId: mine.id,
    title: '看牙',
    start: '2026-09-02T09:00',
    end: '2026-09-02T10:00',
    private: true,
  });
  const span = { from: '2026-08-31T00:00:00Z', to: '2026-09-10T00:00:00Z' };
  const sees = async (who: Person) =>
    (await who.call(calendar.listOccurrences, span)).body.occurrences.map((o) => o.title);
  expect(await sees(zhou)).toEqual(['布展', '看牙']);
  expect(await sees(lin)).toEqual(['布展', '']);
  expect(await sees(wu)).toEqual(['', '']);
  expect((await lin.call(calendar.changeEvent, { eventId: id, title: 'x' })).status).toBe(404);
  await zhou.call(calendar.changeCalendar, {
    calendarId: mine.id,
    shares: [{ memberId: lin.id, role: 'write' }],
  });
  expect((await lin.call(calendar.changeEvent, { eventId: id, title: '布展（改）' })).body.title).toBe(
    '布展（改）',
  );
  expect(await sees(wu)).toEqual([]);
});

test('a room is never booked twice, however many try at once; a series names the times that do not fit', async () => {
  const roomId = (await tea.owner.call(calendar.saveRoom, { name: '大会议室', capacity: 12 })).body.id;
  const at = { start: '2026-06-10T10:00', end: '2026-06-10T11:00', roomId };
  const tries = await Promise.all(
    Array.from({ length: 30 }, (_, i) => plan([lin, zhou, wu][i % 3]!, { title: `抢 ${i}`, ...at })),
  );
  expect(tries.filter((t) => t.status === 200)).toHaveLength(1);
  expect(tries.filter((t) => t.status === 409)).toHaveLength(29);
  const weekly = { title: '例会', start: '2026-06-03T10:30', end: '2026-06-03T11:30', roomId };
  const clash = await plan(lin, { ...weekly, rule: 'FREQ=WEEKLY;COUNT=3' });
  expect(clash.body).toMatchObject({
    error: { code: 'calendar.room_taken', text: expect.stringContaining('2026-06-10 10:30') },
  });
  expect((await plan(lin, { ...weekly, rule: 'FREQ=WEEKLY' })).body).toMatchObject({
    error: { code: 'calendar.room_needs_end' },
  });
  const [rooms] = (await lin.call(calendar.listRooms, june)).body.rooms;
  expect(rooms?.taken).toHaveLength(1);
  const { id } = tries.find((t) => t.status === 200)!.body as { id: CalendarEventId };
  const owner = [lin, zhou, wu][tries.findIndex((t) => t.status === 200) % 3]!;
  await owner.call(calendar.cancelEvent, { eventId: id });
  expect((await plan(lin, { ...weekly, rule: 'FREQ=WEEKLY;COUNT=3' })).status).toBe(200);
});

test('a reminder comes once to whoever has not said no, and never for what was cancelled', async () => {
  const facts = {
    start: '2026-06-02T09:00',
    end: '2026-06-02T10:00',
    remind: [10],
    attendees: [zhou.id, wu.id],
  };
  const { id } = (await plan(lin, { title: '盘点', ...facts })).body;
  const off = (await plan(lin, { title: '取消的', ...facts })).body.id;
  await wu.call(calendar.answerEvent, { eventId: id, answer: 'no' });
  await lin.call(calendar.cancelEvent, { eventId: off });
  await world.settle();
  const soon = async (who: Person) => (await told(who)).filter((t) => t === '日程即将开始').length;
  world.clock.now = new Date('2026-06-02T00:49:00Z');
  await world.settle();
  expect(await soon(zhou)).toBe(0);
  for (const minute of [51, 52, 53]) {
    world.clock.now = new Date(`2026-06-02T00:${minute}:00Z`);
    await world.settle();
  }
  expect(await soon(zhou)).toBe(1);
  expect(await soon(wu)).toBe(0);
});

test('a calendar goes out as a file that other programs read, and comes back the same', async () => {
  const [own] = (await wu.call(calendar.listCalendars, {})).body.calendars;
  const { id } = (
    await plan(wu, {
      title: '培训；第一课, “茶”',
      note: '带笔\n带本子',
      start: '2026-11-02T09:00',
      end: '2026-11-02T10:30',
      zone: 'Europe/Berlin',
      rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=5',
      remind: [15, 60],
    })
  ).body;
  await wu.call(calendar.cancelEvent, { eventId: id, scope: 'one', occurrence: '2026-11-09T09:00' });
  await wu.call(calendar.changeEvent, {
    eventId: id,
    scope: 'one',
    occurrence: '2026-11-16T09:00',
    start: '2026-11-17T13:00',
    title: '补课',
  });
  const november = { from: '2026-11-01T00:00:00Z', to: '2026-12-30T00:00:00Z' };
  const before = await seen(wu, november);
  const { path } = (await wu.call(calendar.makeFeed, { calendarId: own!.id })).body;
  const feed = await fetch(world.url + path);
  expect(feed.headers.get('content-type')).toContain('text/calendar');
  const file = await feed.text();
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const root = new ICAL.Component(ICAL.parse(file) as never);
  for (const part of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(part));
  const lesson = root
    .getAllSubcomponents('vevent')
    .find((e) => e.hasProperty('rrule') && String(e.getFirstPropertyValue('summary')).startsWith('培训'))!;
  const instants: string[] = [];
  const each = new ICAL.Event(lesson).iterator();
  for (let at = each.next(); at; at = each.next()) instants.push(at.toJSDate().toISOString());
  expect(instants[0]).toBe('2026-11-02T08:00:00.000Z');
  const copy = (await wu.call(calendar.createCalendar, { title: '副本', colour: 'plum' })).body;
  const taken = await wu.call(calendar.importIcs, { calendarId: copy.id, ics: file });
  expect(taken.body.skipped).toEqual([]);
  const after = (await wu.call(calendar.listOccurrences, november)).body.occurrences.filter(
    (o) => o.calendarId === copy.id,
  );
  expect(after.map((o) => `${o.startLocal} ${o.title}`)).toEqual(before);
  const again = await wu.call(calendar.importIcs, { calendarId: copy.id, ics: file });
  expect(again.body).toMatchObject({ added: 0, changed: taken.body.added });
  await wu.call(calendar.stopFeed, { calendarId: own!.id });
  expect((await fetch(world.url + path)).status).toBe(404);
  expect((await wu.call(calendar.importIcs, { calendarId: copy.id, ics: 'nonsense' })).body).toMatchObject({
    error: { code: 'calendar.bad_ics' },
  });
});

test('bad times and rules are named, and nothing is kept of them', async () => {
  const code = async (facts: object) => {
    const { body } = await plan(lin, {
      title: 'x',
      start: '2026-12-01T10:00',
      end: '2026-12-01T11:00',
      ...facts,
    });
    return (body as unknown as { error?: { code: string } }).error?.code;
  };
  expect(await code({ end: '2026-12-01T09:00' })).toBe('calendar.bad_time');
  expect(await code({ end: '2026-12-02' })).toBe('calendar.bad_time');
  expect(await code({ rule: 'FREQ=SECONDLY' })).toBe('calendar.bad_rule');
  expect(await code({ rule: 'FREQ=DAILY;BYHOUR=1,2,3' })).toBe('calendar.bad_rule');
  expect(await code({ rule: 'FREQ=DAILY\nDTSTART:19700101T000000' })).toBe('calendar.bad_rule');
  expect(await code({ zone: 'Mars/Olympus' })).toBe('calendar.bad_zone');
  expect(await code({ attendees: ['mbr_0000000000000000000000000'] })).toBe('calendar.unknown_member');
  expect((await seen(lin, { from: '2026-11-30T16:00:00Z', to: '2026-12-10T00:00:00Z' })).length).toBe(0);
});
