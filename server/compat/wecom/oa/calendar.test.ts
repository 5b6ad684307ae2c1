// A program keeps calendars and events for members as it does with WeCom; members see them, answer, and the program hears of it.
import { calendar } from '@teahouse/contract/calendar';
import { callbacks } from '@teahouse/contract/callbacks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp, corpCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let planner: WecomClient;
let other: WecomClient;
let receiver: Receiver;
const seconds = (wall: string) => Date.parse(`2026-06-${wall}:00+08:00`) / 1000;
const june = { from: '2026-05-31T16:00:00Z', to: '2026-06-30T16:00:00Z' };

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date('2026-06-01T00:00:00Z');
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周知远', { userid: 'zhou' });
  await company.hire('吴桐', { userid: 'wu' });
  const rights = async (client: WecomClient) => {
    await world.house.openWork(company.id, system, (work) =>
      changeApp(work, client.app.id, { scopes: ['office.read', 'office.write'] }),
    );
    return client;
  };
  planner = await rights(await wecomClient(world, company, { name: '排程' }));
  other = await rights(await wecomClient(world, company, { name: '别的' }));
  receiver = await receiveCallbacks(corpCode(company.id));
  const { url, token, aesKey } = receiver;
  const set = { appId: planner.app.id, url, token, aesKey, format: 'xml' as const };
  expect((await company.owner.call(callbacks.setCallback, set)).status).toBe(200);
});
afterAll(async () => {
  await receiver?.close();
  await world?.close();
});

const codeOf = async (path: string, body: object, by = planner) => (await by.ask(path, body)).errcode;
const seen = async (who: Person) =>
  (await who.call(calendar.listOccurrences, june)).body.occurrences.map((o) => `${o.startLocal} ${o.title}`);
const scheduleOf = async (id: unknown) =>
  ((await planner.ask('oa/schedule/get', { schedule_id_list: [id] }))['schedule_list'] as object[])[0];

let calId: unknown;

test('a calendar is made, shared, changed and removed, by the program that made it alone', async () => {
  const made = await planner.ask('oa/calendar/add', {
    calendar: {
      organizer: 'lin',
      summary: '排班',
      color: '#FF3030',
      description: '早班与晚班',
      shares: [{ userid: 'zhou' }, { userid: 'nobody' }, { userid: 'wu', readonly: 0 }],
    },
  });
  expect(made).toMatchObject({
    errcode: 0,
    cal_id: expect.stringMatching(/^wc/),
    fail_result: { shares: [{ userid: 'nobody', errcode: 60111 }] },
  });
  calId = made['cal_id'];
  const mine = async (who: Person) =>
    (await who.call(calendar.listCalendars, {})).body.calendars.find((c) => c.title === '排班');
  // Read-only is what the vendor takes for granted, for its owner too.
  expect(await mine(lin)).toMatchObject({ role: 'read', colour: 'clay' });
  expect(await mine(zhou)).toMatchObject({ role: 'read' });
  const change = { cal_id: calId, summary: '排班表', color: '#0000ff', readonly: 0, shares: [] };
  expect(await codeOf('oa/calendar/update', { calendar: change })).toBe(0);
  expect(await planner.ask('oa/calendar/get', { cal_id_list: [calId] })).toMatchObject({
    calendar_list: [
      { cal_id: calId, organizer: 'lin', summary: '排班表', color: '#0000ff', readonly: 0, shares: [] },
    ],
  });
  expect(await mine(zhou)).toBeUndefined();
  expect(await codeOf('oa/calendar/get', { cal_id_list: [calId] }, other)).toBe(90466);
  expect(await codeOf('oa/calendar/get', { cal_id_list: [] })).toBe(90458);
  expect(await codeOf('oa/calendar/del', { cal_id: 'wcx' })).toBe(90457);
  const wrong = { organizer: 'lin', summary: 'x', color: 'red' };
  expect(await codeOf('oa/calendar/add', { calendar: wrong })).toBe(90473);
  expect(await codeOf('oa/calendar/add', { calendar: { ...wrong, organizer: '' } })).toBe(90456);
  expect(await codeOf('oa/calendar/add', { calendar: { ...wrong, color: '', is_public: 1 } })).toBe(90472);
  const second = { calendar: { organizer: 'zhou', summary: '二' } };
  const { cal_id } = await planner.ask('oa/calendar/add', second);
  expect(await codeOf('oa/calendar/del', { cal_id })).toBe(0);
  expect(await codeOf('oa/calendar/del', { cal_id })).toBe(90457);
});

test('a schedule is put into a calendar, told to its people, and read back as it was sent', async () => {
  const said = {
    organizer: 'lin',
    start_time: seconds('02T09:00'),
    end_time: seconds('02T10:30'),
    attendees: [{ userid: 'zhou' }],
    admins: ['zhou'],
    summary: '晨会',
    description: '说说昨天',
    location: '二楼',
    cal_id: calId,
    reminders: {
      is_remind: 1,
      remind_before_event_secs: 900,
      is_repeat: 1,
      repeat_type: 1,
      is_custom_repeat: 1,
      repeat_interval: 1,
      repeat_day_of_week: [2, 4],
      repeat_until: seconds('19T00:00'),
      timezone: 8,
    },
  };
  const made = await planner.ask('oa/schedule/add', { schedule: said });
  expect(made).toMatchObject({ errcode: 0, schedule_id: expect.stringMatching(/^wc/) });
  const schedule_id = made['schedule_id'];
  const times = ['02', '04', '09', '11', '16', '18'].map((d) => `2026-06-${d}T09:00 晨会`);
  expect(await seen(zhou)).toEqual(times);
  const { eventId } = (await zhou.call(calendar.listOccurrences, june)).body.occurrences[0]!;
  await zhou.call(calendar.answerEvent, { eventId, answer: 'yes', occurrence: '2026-06-04T09:00' });
  const { cal_id, ...told } = said;
  expect(await scheduleOf(schedule_id)).toMatchObject({
    ...told,
    cal_id,
    schedule_id,
    status: 0,
    is_whole_day: 0,
    attendees: [{ userid: 'zhou', response_status: 3 }],
    reminders: {
      ...said.reminders,
      remind_time_diffs: [-900],
      repeat_until: seconds('19T23:59') + 59,
      exclude_time_list: [],
    },
  });
  // One of its times becomes a schedule of its own, and so does the rest from one on.
  const changed = { ...said, schedule_id, attendees: [], admins: [], reminders: [] };
  const one = await planner.ask('oa/schedule/update', {
    schedule: {
      ...changed,
      start_time: seconds('04T14:00'),
      end_time: seconds('04T15:00'),
      summary: '下午会',
    },
    skip_attendees: true,
    op_mode: 1,
    op_start_time: seconds('04T09:00'),
  });
  expect(one['schedule_id']).not.toBe(schedule_id);
  const rest = await planner.ask('oa/schedule/update', {
    schedule: { ...said, schedule_id, start_time: seconds('16T08:00'), end_time: seconds('16T09:00') },
    op_mode: 2,
    op_start_time: seconds('16T09:00'),
  });
  const without = ['02T09:00 晨会', '04T14:00 下午会', '09T09:00 晨会', '11T09:00 晨会'];
  const after = [...without, '16T08:00 晨会', '18T08:00 晨会'].map((t) => `2026-06-${t}`);
  expect(await seen(zhou)).toEqual(after);
  expect(await scheduleOf(schedule_id)).toMatchObject({
    reminders: { exclude_time_list: [{ start_time: seconds('04T09:00') }] },
  });
  const page = async (body: object) =>
    (
      (await planner.ask('oa/schedule/get_by_calendar', { cal_id: calId, ...body }))[
        'schedule_list'
      ] as object[]
    ).length;
  expect([await page({}), await page({ limit: 2 }), await page({ offset: 2, limit: 2 })]).toEqual([3, 2, 1]);
  const del = { schedule_id: rest['schedule_id'] };
  expect(await codeOf('oa/schedule/del', { ...del, op_mode: 1, op_start_time: seconds('18T08:00') })).toBe(0);
  expect(await seen(zhou)).toEqual(after.slice(0, -1));
  expect(await codeOf('oa/schedule/del', del)).toBe(0);
  expect(await scheduleOf(rest['schedule_id'])).toMatchObject({ status: 1, summary: '晨会', attendees: [] });
  expect(await codeOf('oa/schedule/del', del)).toBe(90460);

  // Who may change it, and what is refused.
  const mayChange = { eventId, scope: 'all' as const, title: '早会' };
  expect((await zhou.call(calendar.changeEvent, mayChange)).status).toBe(200);
  const people = { schedule_id, attendees: [{ userid: 'wu' }] };
  expect(await codeOf('oa/schedule/add_attendees', people)).toBe(0);
  expect(await codeOf('oa/schedule/del_attendees', { schedule_id, attendees: [{ userid: 'zhou' }] })).toBe(0);
  expect(await scheduleOf(schedule_id)).toMatchObject({
    summary: '早会',
    admins: [],
    attendees: [{ userid: 'wu', response_status: 0 }],
  });
  expect((await zhou.call(calendar.changeEvent, mayChange)).status).toBe(404);
});

test('wrong schedules are refused by the vendor’s numbers', async () => {
  const at = { start_time: seconds('05T00:00'), end_time: seconds('05T01:00') };
  const add = async (more: object, reminders: object = []) =>
    await codeOf('oa/schedule/add', { schedule: { organizer: 'lin', ...at, reminders, ...more } });
  const repeats = (more: object) =>
    add({}, { is_repeat: 1, is_custom_repeat: 1, repeat_interval: 1, ...more });
  expect(await add({ organizer: '' })).toBe(90456);
  expect(await add({ attendees: [{ userid: 'lin' }] })).toBe(90474);
  expect(await add({ attendees: [{ userid: 'nobody' }] })).toBe(60111);
  expect(await add({ admins: ['zhou'] })).toBe(90492);
  expect(await add({ end_time: at.start_time - 1 })).toBe(40058);
  expect(await add({ cal_id: 'wcx' })).toBe(90457);
  expect(await add({ organizer: 'zhou', cal_id: calId })).toBe(90475);
  expect(await add({}, { is_remind: 1, remind_before_event_secs: 7 })).toBe(90471);
  expect(await add({}, { is_remind: 1, remind_time_diffs: [90_000] })).toBe(90704);
  expect(await add({}, { timezone: 13 })).toBe(90480);
  expect(await repeats({ repeat_type: 3 })).toBe(90465);
  expect(await repeats({ repeat_type: 1, repeat_day_of_week: [8] })).toBe(90467);
  expect(await repeats({ repeat_type: 2, repeat_day_of_month: [32] })).toBe(90487);
  expect(await repeats({ repeat_interval: '' })).toBe(90486);
  const day = { organizer: 'wu', ...at, is_whole_day: 1, end_time: seconds('06T00:00') };
  const reminders = { is_remind: 1, remind_time_diffs: [32_400] };
  const { schedule_id } = await planner.ask('oa/schedule/add', { schedule: { ...day, reminders } });
  expect(await scheduleOf(schedule_id)).toMatchObject({
    is_whole_day: 1,
    start_time: at.start_time,
    end_time: day.end_time - 1,
    reminders: { remind_time_diffs: [32_400] },
  });
  const update = { schedule: { ...day, schedule_id } };
  expect(await codeOf('oa/schedule/update', { ...update, op_mode: 1, op_start_time: 1 })).toBe(90484);
  expect(await codeOf('oa/schedule/update', { ...update, op_mode: 3 })).toBe(90485);
  expect(await codeOf('oa/schedule/update', { schedule: { ...day, schedule_id, organizer: 'lin' } })).toBe(
    90463,
  );
  expect(await codeOf('oa/schedule/update', update, other)).toBe(90466);
  expect(await codeOf('oa/schedule/get', { schedule_id_list: [] })).toBe(90462);
  expect(await codeOf('oa/schedule/get_by_calendar', { cal_id: calId, limit: 1_001 })).toBe(90469);
});

test('rooms are furnished, booked by the half hour, given back, and open to whom they are said to be', async () => {
  const add = { name: '听雨轩', capacity: 8, city: '广州', building: '甲栋', floor: '2', equipment: [1, 4] };
  const { meetingroom_id: no } = await planner.ask('oa/meetingroom/add', add);
  expect(no).toEqual(expect.any(Number));
  expect(await codeOf('oa/meetingroom/add', { ...add, floor: '' })).toBe(40058);
  const edited = { meetingroom_id: no, capacity: 10, coordinate: { latitude: '23.1', longitude: '113.3' } };
  expect(await codeOf('oa/meetingroom/edit', edited)).toBe(0);
  const rooms = async (filter: object) =>
    (await planner.ask('oa/meetingroom/list', filter))['meetingroom_list'] as object[];
  expect(await rooms({ city: '广州', equipment: [4] })).toEqual([{ ...add, ...edited, need_approval: 0 }]);
  expect(await rooms({ city: '北京' })).toEqual([]);
  const day = { start_time: seconds('10T10:10'), end_time: seconds('10T10:50') };
  const asked = { meetingroom_id: no, subject: '对账', ...day, booker: 'lin', attendees: ['zhou'] };
  const booked = await planner.ask('oa/meetingroom/book', asked);
  expect(booked).toMatchObject({ errcode: 0, booking_id: expect.stringMatching(/^bk/) });
  expect(await seen(zhou)).toContain('2026-06-10T10:00 对账');
  const span = { start_time: seconds('10T00:00'), end_time: seconds('12T00:00') };
  const taken = async () =>
    (
      (await planner.ask('oa/meetingroom/get_booking_info', { meetingroom_id: no, ...span })) as never as {
        booking_list: [{ schedule: object[] }];
      }
    ).booking_list[0].schedule;
  const { booking_id, schedule_id } = booked;
  const shown = { booking_id, schedule_id, booker: 'lin', status: 0 };
  const half = { start_time: seconds('10T10:00'), end_time: seconds('10T11:00') };
  expect(await taken()).toEqual([{ ...shown, ...half }]);
  expect(await planner.ask('oa/meetingroom/bookinfo/get', { meetingroom_id: no, booking_id })).toMatchObject({
    schedule: { ...shown, ...half },
  });
  expect(await codeOf('oa/meetingroom/book', asked)).toBe(40058);
  expect(await codeOf('oa/meetingroom/cancel_book', { booking_id }, other)).toBe(90499);
  expect(await codeOf('oa/meetingroom/cancel_book', { booking_id, keep_schedule: 1 })).toBe(0);
  expect(await taken()).toEqual([]);
  expect(await seen(zhou)).toContain('2026-06-10T10:00 对账');
  const again = { meetingroom_id: no, schedule_id, booker: 'lin' };
  expect(await planner.ask('oa/meetingroom/book_by_schedule', again)).toMatchObject({
    booking_id,
    conflict_date: [],
  });
  expect(await codeOf('oa/meetingroom/book_by_schedule', { ...again, booker: 'wu' })).toBe(90472);
  expect(await codeOf('oa/meetingroom/cancel_book', { booking_id })).toBe(0);
  expect(await seen(zhou)).not.toContain('2026-06-10T10:00 对账');

  const range = { user_list: ['zhou'], department_list: [] };
  expect(await codeOf('oa/meetingroom/edit', { meetingroom_id: no, range })).toBe(0);
  expect(await codeOf('oa/meetingroom/book', asked)).toBe(60011);
  const offered = async (who: Person) =>
    (await who.call(calendar.listRooms, june)).body.rooms.map((r) => `${r.place} ${r.name}`);
  expect([await offered(lin), await offered(zhou)]).toEqual([[], ['广州 甲栋 2 听雨轩']]);

  // People at their calendars: the program hears of it, but not of what it does itself.
  await world.settle();
  receiver.told.length = 0;
  const [room] = (await zhou.call(calendar.listRooms, june)).body.rooms;
  const facts = { title: '盘点', start: '2026-06-11T09:00', end: '2026-06-11T10:00', roomId: room!.id };
  const made = await zhou.call(calendar.createEvent, facts);
  await zhou.call(calendar.cancelEvent, { eventId: made.body.id, scope: 'all' });
  const [own] = (await lin.call(calendar.listCalendars, {})).body.calendars.filter(
    (c) => c.title === '排班表',
  );
  await lin.call(calendar.changeCalendar, { calendarId: own!.id, title: '排班单' });
  const mine = await lin.call(calendar.createEvent, { ...facts, calendarId: own!.id, roomId: null });
  await lin.call(calendar.cancelEvent, { eventId: mine.body.id, scope: 'all' });
  await lin.call(calendar.removeCalendar, { calendarId: own!.id });
  await world.settle();
  const heard = receiver.told.map((t) => /<Event><!\[CDATA\[(\w+)/.exec(t.plain)?.[1]);
  expect(heard).toEqual([
    'book_meeting_room',
    'cancel_meeting_room',
    'modify_calendar',
    'add_schedule',
    'delete_schedule',
    'delete_calendar',
  ]);
  expect(receiver.told[0]!.plain).toContain(`<MeetingRoomId>${no as number}</MeetingRoomId><BookingId>`);
  expect(receiver.told[3]!.plain).toMatch(
    /<FromUserName><!\[CDATA\[lin\]\]>.*<CalId><!\[CDATA\[wc.*<ScheduleId><!\[CDATA\[wc/,
  );
  expect(await codeOf('oa/meetingroom/book_by_meeting', {})).toBe(48002);
  expect(await codeOf('oa/meetingroom/del', { meetingroom_id: no })).toBe(0);
  expect(await rooms({})).toEqual([]);
});
