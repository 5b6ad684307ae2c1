// Leave ahead follows the schedule: what a changed calendar, rule or roster changes is a row of the ledger and a word to whom it concerns.
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system, type Work } from '../../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { askAbsence, endAbsence, grantAbsence } from '../index.ts';
import { reslice, type Slice } from './leave-cost.ts';

let world: World;
let corp: Company;
let clerk: Person;
let li: Person;
let annual: LeaveTypeId;
let ruleId: `atr_${string}`;
const hour = (h: number) => h * 3_600;
const instant = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+08:00`);
const config: RuleConfig = {
  kind: 'fixed',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: {
    sections: [{ start: hour(9), end: hour(18) }],
    rests: [{ start: hour(12), end: hour(13) }],
    aheadSec: hour(4),
    afterSec: hour(8),
  },
  hoursSec: 0,
  dayStartSec: 0,
  holidays: true,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: false,
  keepLocation: false,
  lateGraceSec: 0,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'applied', offsetSec: 0, minSec: 0, maxSec: hour(8), unitSec: 1_800 },
  corrections: { perMonth: 2, withinDays: 10 },
};

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.now = instant('2026-06-08 08:00');
  corp = await world.company();
  [clerk, li] = [await corp.hire('考勤员'), await corp.hire('李')];
  await corp.appoint(clerk, 'attendance');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: li.id, since: '2026-01-01' });
  const rule = { name: '总部', config, departments: [corp.rootId], members: [], since: '2026-01-01' };
  ruleId = (await clerk.call(attendanceAdmin.createRule, rule)).body.id as `atr_${string}`;
  const type = { name: '年假', unit: 'half_day' as const, daySec: hour(8), balanced: true, debt: false };
  annual = (await clerk.call(attendanceLeave.createLeaveType, type)).body.id;
  await clerk.call(attendanceLeave.grantLeave, {
    cid: crypto.randomUUID(),
    memberIds: [li.id],
    typeId: annual,
    seconds: 5 * hour(8),
  });
});

const inWork = <T>(run: (work: Work) => Promise<T>) => world.house.openWork(corp.id, system, run);
const days = async () => {
  const { balances } = (await li.call(attendanceLeave.getMyLeave, {})).body;
  const b = balances.find((x) => x.typeId === annual)!;
  return [b.available / hour(8), b.held / hour(8)];
};
/** Thursday to Tuesday, with a weekend inside: four days of work. */
const wish = (ref = 'apv_1') => ({
  ref,
  memberId: li.id,
  kind: 'leave' as const,
  typeId: annual,
  from: instant('2026-06-11 09:00'),
  to: instant('2026-06-16 18:00'),
});
const settle = async () => {
  for (let i = 0; i < 3; i++) await world.settle();
};
const holidays = async (off: string[], at?: string) => {
  if (at) {
    world.clock.now = instant(at);
    [clerk, li] = [await world.signIn(corp, clerk.id), await world.signIn(corp, li.id)];
  }
  const set = off.map((day) => ({ day, kind: 'rest' as const, name: '假' }));
  const { status } = await clerk.call(attendanceAdmin.setHolidays, { year: 2026, days: set, source: '测试' });
  expect(status).toBe(200);
  await settle();
};
const told = async () => {
  const { chats } = (await li.call(messaging.listChats, {})).body;
  return JSON.stringify(chats);
};

test('a day that became free is given back, one that became work is taken, before and after it is granted', async () => {
  await inWork((work) => askAbsence(work, wish()));
  expect(await days()).toEqual([1, 4]);
  await holidays(['2026-06-12']);
  expect(await days()).toEqual([2, 3]);
  expect(await told()).toContain('请假用时已按新排班重算');
  await inWork((work) => grantAbsence(work, wish()));
  expect(await days()).toEqual([2, 0]);
  await holidays([]);
  expect(await days()).toEqual([1, 0]);
  // The same again changes nothing.
  await holidays([]);
  await settle();
  expect(await days()).toEqual([1, 0]);
  const { entries } = (await li.call(attendanceLeave.listMyLeaveEntries, { typeId: annual })).body;
  expect(entries.map((e) => e.kind).toSorted()).toEqual(
    ['adjust', 'consume', 'grant', 'hold', 'release', 'release'].toSorted(),
  );
  await inWork((work) => endAbsence(work, 'apv_1'));
  expect(await days()).toEqual([5, 0]);
});

test('days that are over stay what they were, and nobody owes what they do not have', async () => {
  await inWork((work) => grantAbsence(work, wish()));
  expect(await days()).toEqual([1, 0]);
  await holidays(['2026-06-12', '2026-06-15', '2026-06-16'], '2026-06-14 10:00');
  // Friday is over: Monday and Tuesday come back.
  expect(await days()).toEqual([3, 0]);
  const rest = { memberIds: [li.id], typeId: annual, cid: crypto.randomUUID(), seconds: -2.5 * hour(8) };
  expect((await clerk.call(attendanceLeave.grantLeave, rest)).status).toBe(200);
  expect(await days()).toEqual([0.5, 0]);
  await holidays([]);
  expect(await days()).toEqual([0, 0]);
  await inWork((work) => endAbsence(work, 'apv_1'));
  expect(await days()).toEqual([2.5, 0]);
});

test('another rule counts too; another unit of the kind of leave does not', async () => {
  await inWork((work) => grantAbsence(work, wish()));
  const six = { ...config, workdays: [1, 2, 3, 4, 5, 6] as RuleConfig['workdays'] };
  const rule = { ruleId, name: '总部', config: six, departments: [corp.rootId], members: [] };
  expect((await clerk.call(attendanceAdmin.changeRule, rule)).status).toBe(200);
  await settle();
  expect(await days()).toEqual([0, 0]);
  const type = { name: '年假', unit: 'hour' as const, daySec: hour(4), balanced: true, debt: false };
  await clerk.call(attendanceLeave.changeLeaveType, { typeId: annual, ...type });
  await clerk.call(attendanceAdmin.changeRule, { ...rule, name: '总部二' });
  await settle();
  expect(await days()).toEqual([0, 0]);
});

test('days that are over and days that did not change keep what they cost, in whatever order schedules change', () => {
  const day = (n: number) => `2026-06-${String(n).padStart(2, '0')}`;
  const slice = (n: number) =>
    fc
      .tuple(fc.constantFrom(hour(4), hour(8)), fc.constantFrom(hour(2), hour(4), hour(8)))
      .map(([standard, covered]): Slice => {
        const most = Math.min(standard, covered);
        return { day: day(n), standard, covered: most, seconds: most };
      });
  const schedule = fc
    .array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 })
    .chain((ns) => fc.tuple(...[...new Set(ns)].toSorted((a, b) => a - b).map(slice)));
  fc.assert(
    fc.property(schedule, schedule, fc.integer({ min: 0, max: 10 }), (had, fresh, n) => {
      const once = reslice(had, fresh, day(n));
      expect(reslice(once, fresh, day(n))).toEqual(once);
      expect(once.filter((s) => s.day <= day(n))).toEqual(had.filter((s) => s.day <= day(n)));
      expect(once.filter((s) => s.day > day(n)).map((s) => s.day)).toEqual(
        fresh.filter((s) => s.day > day(n)).map((s) => s.day),
      );
      expect(reslice(reslice(had, fresh, day(0)), had, day(0))).toEqual(had);
    }),
    { numRuns: 500 },
  );
});
