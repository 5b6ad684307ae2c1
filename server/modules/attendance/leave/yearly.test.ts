import { attendanceLeave, type YearlyGrant } from '@teahouse/contract/attendance-leave';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system, type Work } from '../../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { requestAsked, requestEnded } from '../index.ts';
import { monthsLater, yearlyShare } from './yearly-amount.ts';

let world: World;
let corp: Company;
let clerk: Person;
let li: Person;
const DAY = 8 * 3_600;
const instant = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+08:00`);
const rule: YearlyGrant = {
  when: 'new_year',
  fromYear: 2026,
  steps: [
    { years: 0, days: 0 },
    { years: 1, days: 5 },
    { years: 10, days: 10 },
  ],
  proportional: true,
  carry: { days: 2, months: 3 },
};

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function open(wall: string, since: string, yearly: YearlyGrant) {
  world.clock.now = instant(wall);
  corp = await world.company();
  [clerk, li] = [await corp.hire('考勤员'), await corp.hire('李')];
  await corp.appoint(clerk, 'attendance');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: li.id, since });
  const type = { name: '年休', unit: 'half_day' as const, daySec: DAY, balanced: true, debt: false, yearly };
  return (await clerk.call(attendanceLeave.createLeaveType, type)).body;
}
/** The time comes, jobs run, and once more: sessions of long ago have ended. */
async function later(wall: string) {
  world.clock.now = instant(wall);
  await world.settle();
  world.clock.now = new Date(world.clock.now.getTime() + 7 * 3_600_000);
  await world.settle();
  [clerk, li] = [await world.signIn(corp, clerk.id), await world.signIn(corp, li.id)];
}
const entries = async (typeId: LeaveTypeId) =>
  (await li.call(attendanceLeave.listMyLeaveEntries, { typeId })).body.entries
    .map((e) => [e.kind, e.seconds / DAY, e.expiresOn])
    .toReversed();
const inWork = <T>(run: (work: Work) => Promise<T>) => world.house.openWork(corp.id, system, run);

test('the share of a year: steps, joiners, changes in the year, and whole pieces', () => {
  const half = { unit: 'half_day' as const, daySec: DAY };
  const days = (since: string, today: string, change: Partial<YearlyGrant> = {}, type = half) => {
    const share = yearlyShare({ ...rule, ...change }, type, since, today);
    return share && [share.year, share.seconds / DAY, share.until];
  };
  expect(days('2010-03-01', '2026-06-01')).toEqual([2026, 10, '2026-12-31']);
  expect(days('2024-03-01', '2026-06-01')).toEqual([2026, 5, '2026-12-31']);
  // A year with the company is reached on 1 July: 184 of 365 days at five.
  expect(days('2025-07-01', '2026-01-01')).toEqual([2026, 2.5, '2026-12-31']);
  expect(days('2026-07-01', '2026-07-01')).toBeNull();
  expect(days('2026-07-01', '2026-07-01', { steps: [{ years: 0, days: 10 }] })).toEqual([
    2026,
    5,
    '2026-12-31',
  ]);
  expect(
    days('2026-07-01', '2026-07-01', { steps: [{ years: 0, days: 10 }], proportional: false })?.[1],
  ).toBe(10);
  expect(days('2024-03-01', '2025-12-31')).toBeNull();
  const turn = { when: 'anniversary' as const };
  expect(days('2016-07-15', '2026-07-14', { ...turn, fromYear: 2025 })).toEqual([2025, 5, '2026-07-14']);
  expect(days('2016-07-15', '2026-07-15', turn)).toEqual([2026, 10, '2027-07-14']);
  expect(days('2024-02-29', '2026-03-01', turn)).toEqual([2026, 5, '2027-02-28']);
  expect([monthsLater('2026-11-30', 3), monthsLater('2026-12-31', 3), monthsLater('2026-12-15', 2)]).toEqual([
    '2027-02-28',
    '2027-03-31',
    '2027-02-15',
  ]);
});

test('over new year leave is granted once, by the calendar of the company; what may be kept is, until its own last day', async () => {
  const type = await open('2026-12-30 12:00', '2020-05-01', rule);
  await later('2026-12-31 12:00');
  expect(await entries(type.id)).toEqual([['yearly', 5, '2026-12-31']]);
  // Half past midnight in Shanghai is still last year in UTC.
  await later('2027-01-01 02:30');
  await later('2027-01-02 12:00');
  const after = [
    ['carry', 2, '2027-03-31'],
    ['expire', -5, null],
    ['yearly', 5, '2026-12-31'],
    ['yearly', 5, '2027-12-31'],
  ];
  const sorted = (rows: unknown[]) => rows.map((r) => JSON.stringify(r)).toSorted();
  expect(sorted(await entries(type.id))).toEqual(sorted(after));
  const { balances } = (await li.call(attendanceLeave.getMyLeave, {})).body;
  expect(balances[0]).toMatchObject({ available: 7 * DAY, expiring: { seconds: 2 * DAY, on: '2027-03-31' } });
  await later('2027-04-01 09:00');
  expect(sorted(await entries(type.id))).toEqual(sorted([...after, ['expire', -2, null]]));
});

test('over an anniversary leave is granted on the day, once; a kind that is off or not for them grants and offers nothing', async () => {
  const type = await open('2027-07-13 12:00', '2017-07-15', {
    ...rule,
    when: 'anniversary',
    fromYear: 2027,
    carry: null,
  });
  await later('2027-07-14 12:00');
  expect(await entries(type.id)).toEqual([]);
  await later('2027-07-15 03:00');
  await later('2027-07-16 03:00');
  expect(await entries(type.id)).toEqual([['yearly', 10, '2028-07-14']]);

  const { key, off, id, departments, ...same } = type;
  expect([key, off, departments]).toEqual(['', false, []]);
  const empty = await corp.department('财务');
  const changed = await clerk.call(attendanceLeave.changeLeaveType, {
    ...same,
    typeId: id,
    name: '司龄假',
    departments: [empty],
  });
  expect(changed.body).toMatchObject({ name: '司龄假', departments: [{ id: empty, name: '财务' }] });
  const asked = {
    kind: 'leave' as const,
    ref: 'apv_1',
    memberId: li.id,
    form: { leave: { type: id, start: '2027-07-20T09:00', end: '2027-07-20T18:00' } },
  };
  await expect(inWork((work) => requestAsked(work, asked))).rejects.toMatchObject({
    code: 'attendance.leave_type_not_found',
  });
  await clerk.call(attendanceLeave.changeLeaveType, { ...same, typeId: id, departments: [] });
  await clerk.call(attendanceLeave.removeLeaveType, { typeId: id });
  await later('2028-07-16 03:00');
  expect((await entries(id)).filter(([kind]) => kind === 'yearly')).toHaveLength(1);
  await clerk.call(attendanceLeave.restoreLeaveType, { typeId: id });
  await later('2028-07-17 03:00');
  expect((await entries(id)).filter(([kind]) => kind === 'yearly')).toHaveLength(2);
  await inWork((work) => requestEnded(work, asked, 'withdrawn'));
});
