import { randomUUID } from 'node:crypto';
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import type { PlaceId } from '@teahouse/contract/ids';
import { files } from '@teahouse/contract/files';
import { strFromU8, unzipSync } from 'fflate';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let corp: Company;
let clerk: Person;
let li: Person;
let wu: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  at('2026-06-10 08:00');
  corp = await world.company();
  [clerk, li, wu] = [await corp.hire('考勤员'), await corp.hire('李'), await corp.hire('吴')];
  await corp.appoint(clerk, 'attendance');
  for (const { id } of [li, wu])
    await corp.owner.call(directoryAdmin.changeMember, { memberId: id, since: '2026-01-01' });
});

/** The clock on the wall in Shanghai. */
function at(wall: string) {
  world.clock.now = new Date(`${wall.replace(' ', 'T')}:00+08:00`);
}
/** Weeks later sessions have ended: everybody signs in again. */
async function weeksLater(wall: string) {
  at(wall);
  [clerk, li, wu] = (await Promise.all([clerk, li, wu].map((p) => world.signIn(corp, p.id)))) as [
    Person,
    Person,
    Person,
  ];
}
const hour = (h: number) => h * 3_600;
const config: RuleConfig = {
  kind: 'fixed',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: {
    sections: [{ start: hour(9), end: hour(18) }],
    rests: [{ start: hour(12), end: hour(13) }],
    aheadSec: hour(4),
    afterSec: hour(6),
  },
  hoursSec: hour(8),
  dayStartSec: hour(4),
  holidays: true,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: true,
  keepLocation: false,
  lateGraceSec: 300,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'punches', offsetSec: 1_800, minSec: 1_800, maxSec: hour(4), unitSec: 1_800 },
  corrections: { perMonth: 3, withinDays: 31 },
};
const rule = async (more: Partial<RuleConfig> = {}) => {
  const made = await clerk.call(attendanceAdmin.createRule, {
    name: '总部',
    config: { ...config, ...more },
    departments: [corp.rootId],
    members: [],
    since: '2026-01-01',
  });
  expect(made.status).toBe(200);
  return made.body;
};
const office = {
  name: '西湖店',
  lat: 30.25,
  lng: 120.15,
  radiusM: 200,
  networks: [],
  wifi: [],
  memberIds: [],
};
const place = async (more = {}) =>
  (await clerk.call(attendanceAdmin.createPlace, { ...office, ...more })).body.id as PlaceId;
type PunchInput = Parameters<typeof attendance.punch.input.parse>[0];
const punch = async (who: Person, wall: string, more: object = {}) => {
  at(wall);
  return await who.call(attendance.punch, {
    cid: randomUUID(),
    kind: 'punch',
    ...more,
  } as PunchInput as never);
};
const here = { position: { lat: 30.2501, lng: 120.1501, accuracyM: 30 } };
const june = { month: '2026-06' };

test('a day of punches becomes a line of the month, and a repeat of a punch changes nothing', async () => {
  const places = [await place()];
  await rule({ places });
  const cid = randomUUID();
  const first = await punch(li, '2026-06-10 09:20', { ...here, cid });
  expect(first.body).toMatchObject({
    punch: {
      at: '2026-06-10T01:20:00.000Z',
      grade: 1,
      outside: false,
      place: { name: '西湖店' },
      position: null,
    },
    result: { day: '2026-06-10', open: true, exceptions: [{ kind: 'late', seconds: 1_200 }] },
  });
  const again = await punch(li, '2026-06-10 09:40', { ...here, cid });
  expect(again.body.punch).toEqual(first.body.punch);
  await punch(li, '2026-06-10 20:40', here);
  at('2026-06-11 12:00');
  const { body } = await li.call(attendance.getMyMonth, june);
  expect(body.days.find((d) => d.day === '2026-06-10')).toMatchObject({
    standard: hour(8),
    worked: hour(8) - 1_200,
    late: 1_200,
    overtime: hour(2),
    open: false,
    first: '2026-06-10T01:20:00.000Z',
    last: '2026-06-10T12:40:00.000Z',
  });
  // Eight other working days have gone by without a punch; the Dragon Boat festival is still to come.
  expect(body.figures).toMatchObject({ workDays: 8, absent: 7 * hour(8), overtimeWork: hour(2) });
  expect(body.days.find((d) => d.day === '2026-06-19')).toMatchObject({
    dayType: 'statutory',
    holiday: '端午节',
  });
  const day = await li.call(attendance.getMyDay, { day: '2026-06-10' });
  expect(day.body.punches).toHaveLength(2);
});

test('evidence is graded and what falls short is marked, never refused', async () => {
  const places = [await place(), await place({ name: '总部', networks: ['127.0.0.0/8'], lat: 31, lng: 121 })];
  await rule({ places: [places[0]!], minGrade: 1, keepLocation: true });
  const far = await punch(li, '2026-06-10 09:00', { position: { lat: 30.26, lng: 120.15, accuracyM: 20 } });
  expect(far.body.punch).toMatchObject({
    grade: 0,
    outside: true,
    belowGrade: true,
    distanceM: 1_110,
    place: null,
  });
  expect(far.body.punch.position).toEqual({ lat: 30.26, lng: 120.15 });
  const vague = await punch(li, '2026-06-10 09:01', {
    position: { lat: 30.25, lng: 120.15, accuracyM: 900 },
  });
  expect(vague.body.punch).toMatchObject({ grade: 0, outside: true });
  expect(vague.body.result.exceptions).toContainEqual({ kind: 'place', count: 2, seconds: 0 });
  // A place of their own, reached from its network.
  await clerk.call(attendanceAdmin.changePlace, {
    ...office,
    placeId: places[1]!,
    name: '总部',
    networks: ['127.0.0.0/8'],
    memberIds: [li.id],
  });
  const inside = await punch(li, '2026-06-10 09:02');
  expect(inside.body.punch).toMatchObject({
    grade: 2,
    outside: false,
    belowGrade: false,
    place: { name: '总部' },
  });
  expect((await li.call(attendance.getToday, {})).body).toMatchObject({
    network: '总部',
    rule: { minGrade: 1 },
  });
  const code = (await clerk.call(attendanceAdmin.getKioskCode, { placeId: places[1]! })).body.code;
  const kiosk = await punch(li, '2026-06-10 09:02', { kioskCode: code });
  expect(kiosk.body.punch).toMatchObject({ grade: 3, place: { name: '总部' } });
  expect((await punch(li, '2026-06-10 09:02', { kioskCode: code })).body.error?.code).toBe(
    'attendance.kiosk_code',
  );
  expect((await punch(li, '2026-06-10 09:05', { kioskCode: code })).body.error?.code).toBe(
    'attendance.kiosk_code',
  );
  expect((await punch(wu, '2026-06-10 09:02', { kioskCode: code })).body.error?.code).toBe(
    'attendance.kiosk_code',
  );
});

test('a punch that waited on the device is marked and counts when it arrives; another device is pointed out', async () => {
  await rule();
  const first = await punch(li, '2026-06-10 08:50', { deviceId: 'phone-1' });
  expect(first.body.punch).toMatchObject({ offline: false, newDevice: false });
  const late = await punch(li, '2026-06-10 19:00', {
    deviceId: 'phone-2',
    deviceAt: '2026-06-10T10:00:00.000Z',
  });
  expect(late.body.punch).toMatchObject({
    at: '2026-06-10T11:00:00.000Z',
    offline: true,
    deviceAt: '2026-06-10T10:00:00.000Z',
    newDevice: true,
  });
});

test('a field visit needs its photo, which those see whose duty it is', async () => {
  await rule();
  const bare = await punch(li, '2026-06-10 10:00', { kind: 'field' });
  expect(bare.body.error?.code).toBe('attendance.photo_needed');
  const { fileId } = await upload(world.house, li, 'door.txt', Buffer.from('a door'));
  const visit = await punch(li, '2026-06-10 10:00', { kind: 'field', photos: [fileId], note: '客户门店' });
  expect(visit.body.punch).toMatchObject({ kind: 'field', photos: [fileId], note: '客户门店' });
  const sees = async (who: Person) => (await who.call(files.describeFile, { fileId })).status;
  expect([await sees(clerk), await sees(wu), await sees(corp.owner)]).toEqual([200, 404, 200]);
});

test('only those whose duty it is see somebody’s month, and every look is shown to them', async () => {
  await rule();
  const branch = await corp.department('分店');
  const chen = await corp.hire('陈', { departments: [branch] });
  const local = await corp.hire('店长');
  await corp.appoint(local, 'attendance', [branch]);
  await world.house.db.asOwner('update members set manager_id = $1 where corp_id = $2 and id = $3', [
    wu.id,
    corp.id,
    li.id,
  ]);
  const month = async (who: Person, of: Person) =>
    (await who.call(attendance.getMemberMonth, { memberId: of.id, ...june })).status;
  expect([await month(wu, li), await month(clerk, li), await month(li, wu)]).toEqual([200, 200, 404]);
  expect([await month(local, chen), await month(local, li), await month(chen, chen)]).toEqual([
    200, 404, 200,
  ]);
  expect(await month(wu, li)).toBe(200);
  const day = await clerk.call(attendance.getMemberDay, { memberId: li.id, day: '2026-06-10' });
  expect(day.status).toBe(200);
  const team = await wu.call(attendance.getTeamMonth, june);
  expect(team.body.lines.map((l) => l.member.name)).toEqual(['李']);
  const table = await local.call(attendanceAdmin.getMonthTable, june);
  expect(table.body.lines.map((l) => l.member.name)).toEqual(['陈']);
  const looks = (await li.call(attendance.listLooks, {})).body.looks;
  expect(looks.map((l) => [l.viewer?.name, l.what, l.times]).toSorted()).toEqual(
    [
      ['吴', 'month', 2],
      ['吴', 'table', 1],
      ['考勤员', 'day', 1],
      ['考勤员', 'month', 1],
    ].toSorted(),
  );
  expect((await wu.call(attendance.listLooks, {})).body.looks).toEqual([]);
  const refused = await local.call(attendanceAdmin.createRule, {
    name: 'x',
    config,
    departments: [],
    members: [],
  });
  expect(refused.body.error?.code).toBe('attendance.whole_company');
});

test('a change of rule leaves the days before as they were; the nearest rule holds', async () => {
  const made = await rule();
  at('2026-06-17 12:00');
  const six = { ...config, shift: { ...config.shift!, sections: [{ start: hour(9), end: hour(16) }] } };
  const input = { name: '总部', departments: [corp.rootId], members: [] };
  await clerk.call(attendanceAdmin.changeRule, { ...input, ruleId: made.id, config: six });
  const days = async (who: Person) => (await who.call(attendance.getMyMonth, june)).body.days;
  const hours = async (who: Person, day: string) => (await days(who)).find((d) => d.day === day)!.standard;
  expect([await hours(li, '2026-06-16'), await hours(li, '2026-06-17')]).toEqual([hour(8), hour(6)]);
  const flexible = { ...config, kind: 'flexible' as const, shift: null, hoursSec: hour(5) };
  await clerk.call(attendanceAdmin.createRule, {
    name: '外勤',
    config: flexible,
    departments: [],
    members: [wu.id],
    since: '2026-06-01',
  });
  expect([await hours(wu, '2026-06-16'), await hours(li, '2026-06-16')]).toEqual([hour(5), hour(8)]);
});

test('a roster refuses shifts that overlap, and a night’s punches belong to the night', async () => {
  await rule({ kind: 'shift', shift: null });
  const shift = async (name: string, start: number, end: number) =>
    (
      await clerk.call(attendanceAdmin.createShift, {
        name,
        color: 1,
        times: {
          sections: [{ start: hour(start), end: hour(end) }],
          rests: [],
          aheadSec: hour(4),
          afterSec: hour(4),
        },
      })
    ).body.id;
  const [night, early] = [await shift('夜班', 22, 30), await shift('早班', 5, 12)];
  const cell = (day: string, shiftId: typeof night | null) => ({ memberId: li.id, day, shiftId });
  const set = (cells: ReturnType<typeof cell>[]) => clerk.call(attendanceAdmin.setRoster, { cells });
  expect((await set([cell('2026-06-10', night), cell('2026-06-11', early)])).body.error?.code).toBe(
    'attendance.shifts_overlap',
  );
  expect((await set([cell('2026-06-10', night), cell('2026-06-11', null)])).status).toBe(200);
  await punch(li, '2026-06-10 21:50');
  const out = await punch(li, '2026-06-11 06:10');
  expect(out.body.result).toMatchObject({ day: '2026-06-10', worked: hour(8), night: hour(8), missing: 0 });
  const roster = await clerk.call(attendanceAdmin.getRoster, { from: '2026-06-08', to: '2026-06-14' });
  expect(roster.body.cells).toEqual([cell('2026-06-10', night), cell('2026-06-11', null)]);
  expect(roster.body.members.map((m) => m.name)).toContain('李');
});

test('beyond the last announced year the calendar says so, until the company writes the year down', async () => {
  await rule();
  await weeksLater('2026-11-22 12:00');
  const before = await clerk.call(attendanceAdmin.listHolidays, {});
  expect(before.body.coveredUntil).toBe('2026-12-31');
  expect(before.body.years.map((y) => [y.year, y.days.filter((d) => d.kind === 'work').length])).toEqual([
    [2025, 5],
    [2026, 6],
  ]);
  const january = async () =>
    (await li.call(attendance.getMyMonth, { month: '2027-01' })).body.days.find(
      (d) => d.day === '2027-01-01',
    );
  expect(await january()).toMatchObject({ dayType: 'statutory', covered: false });
  const set = await clerk.call(attendanceAdmin.setHolidays, {
    year: 2027,
    days: [{ day: '2027-01-01', kind: 'rest', name: '厂休' }],
    source: '公司通知',
  });
  expect(set.body).toMatchObject({ version: 'own-1', covered: true });
  expect(await january()).toMatchObject({ dayType: 'rest', covered: true, holiday: '厂休' });
});

test('a closed month stays as it was; the workbook has a line for everybody', async () => {
  const made = await rule();
  await punch(li, '2026-06-10 08:50');
  await punch(li, '2026-06-10 18:10');
  const close = () => clerk.call(attendanceAdmin.closeMonth, june);
  expect((await close()).body.error?.code).toBe('attendance.month_not_over');
  await weeksLater('2026-07-02 12:00');
  const open = (await li.call(attendance.getMyMonth, june)).body;
  expect((await close()).status).toBe(200);
  await world.settle();
  expect((await close()).body.error?.code).toBe('attendance.month_closed');
  const closed = (await li.call(attendance.getMyMonth, june)).body;
  expect(closed).toEqual({ ...open, closed: true });
  const change = await clerk.call(attendanceAdmin.changeRule, {
    name: '总部',
    ruleId: made.id,
    config: { ...config, workdays: [1] },
    departments: [corp.rootId],
    members: [],
    since: '2026-06-15',
  });
  expect(change.body.error?.code).toBe('attendance.month_closed');
  const book = await clerk.call(attendanceAdmin.exportMonth, june);
  const sheet = unzipSync(book.body as never);
  const text = strFromU8(sheet['xl/sharedStrings.xml']!);
  for (const word of ['考勤员', '李', '吴', '老板', '旷工（小时）']) expect(text).toContain(word);
  expect((await li.call(attendanceAdmin.exportMonth, june)).status).toBe(403);
  expect((await li.call(attendance.listLooks, {})).body.looks.map((l) => l.what)).toContain('export');
  const owner = await world.signIn(corp, corp.owner.id);
  const reopened = await owner.call(attendanceAdmin.reopenMonth, { ...june, reason: '审计' });
  expect(reopened.body).toEqual({ changed: 0 });
  expect((await li.call(attendance.getMyMonth, june)).body).toEqual(open);
});

test('who comes in mid-month misses nothing before, and who has left misses nothing after and stays in the month', async () => {
  await rule();
  const newcomer = await corp.hire('六月新人');
  await weeksLater('2026-06-18 20:00');
  const missing = async (month = june) => {
    const { lines } = (await clerk.call(attendanceAdmin.getMonthTable, month)).body;
    return new Map(lines.map((l) => [l.member.name, l.figures.missing]));
  };
  // Two punches of a day: six days of work are over since Wednesday the 10th, thirteen since the month began.
  const names = { newcomer: '六月新人', li: '李' };
  const before = await missing();
  expect([before.get(names.newcomer), before.get(names.li)]).toEqual([12, 26]);
  const boss = await world.signIn(corp, corp.owner.id);
  expect((await boss.call(directoryAdmin.leaveMember, { memberId: newcomer.id })).status).toBe(200);
  await weeksLater('2026-07-02 20:00');
  const after = await missing();
  expect([after.get(names.newcomer), after.get(names.li)]).toEqual([14, 42]);
  expect((await missing({ month: '2026-07' })).has(names.newcomer)).toBe(false);
  expect((await clerk.call(attendanceAdmin.closeMonth, june)).status).toBe(200);
  await world.settle();
  expect((await missing()).get(names.newcomer)).toBe(14);
});
