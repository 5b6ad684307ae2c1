import { randomUUID } from 'node:crypto';
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system, type Work } from '../../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import {
  askAbsence,
  type AttendanceRequest,
  correctPunch,
  endAbsence,
  grantAbsence,
  removeCorrection,
  requestAsked,
  requestEnded,
} from '../index.ts';
import { remainders } from './expiry.ts';

let world: World;
let corp: Company;
let clerk: Person;
let li: Person;
let wu: Person;
let annual: LeaveTypeId;
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
  world.clock.now = instant('2026-06-10 08:00');
  corp = await world.company();
  [clerk, li, wu] = [await corp.hire('考勤员'), await corp.hire('李'), await corp.hire('吴')];
  await corp.appoint(clerk, 'attendance');
  for (const { id } of [li, wu])
    await corp.owner.call(directoryAdmin.changeMember, { memberId: id, since: '2026-01-01' });
  await clerk.call(attendanceAdmin.createRule, {
    name: '总部',
    config,
    departments: [corp.rootId],
    members: [],
    since: '2026-01-01',
  });
  const type = { name: '年假', unit: 'half_day' as const, daySec: hour(8), balanced: true, debt: false };
  annual = (await clerk.call(attendanceLeave.createLeaveType, type)).body.id;
});

const grant = (days: number, expiresOn?: string, cid = randomUUID()) =>
  clerk.call(attendanceLeave.grantLeave, {
    cid,
    memberIds: [li.id],
    typeId: annual,
    seconds: days * hour(8),
    ...(expiresOn ? { expiresOn } : {}),
  });
const mine = async () => (await li.call(attendanceLeave.getMyLeave, {})).body;
const days = async () => {
  const b = (await mine()).balances.find((x) => x.typeId === annual);
  return b && [b.available / hour(8), b.held / hour(8)];
};
const inWork = <T>(run: (work: Work) => Promise<T>) => world.house.openWork(corp.id, system, run);
const leave = (ref: string, from: string, to: string) => ({
  ref,
  memberId: li.id,
  kind: 'leave' as const,
  typeId: annual,
  from: instant(from),
  to: instant(to),
});
const day = async (of: string) => (await li.call(attendance.getMyDay, { day: of })).body.result;
const refused = async (run: Promise<unknown>) => {
  const [told] = await Promise.allSettled([run]);
  return told.status === 'rejected' ? (told.reason as { code?: string }).code : 'fine';
};
/** Weeks later sessions have ended. */
async function later(wall: string) {
  world.clock.now = instant(wall);
  [clerk, li] = [await world.signIn(corp, clerk.id), await world.signIn(corp, li.id)];
}

test('leave is held when asked for, taken when granted, and comes back exactly when revoked', async () => {
  expect((await grant(5)).body).toEqual({ granted: 1 });
  const wish = leave('apv_1', '2026-06-11 09:00', '2026-06-12 18:00');
  await inWork((work) => askAbsence(work, wish));
  expect(await days()).toEqual([3, 2]);
  expect(await day('2026-06-11')).toMatchObject({ leave: 0 });
  await inWork((work) => grantAbsence(work, wish));
  await inWork((work) => grantAbsence(work, wish));
  expect(await days()).toEqual([3, 0]);
  expect(await day('2026-06-11')).toMatchObject({
    leave: hour(8),
    leaves: [{ typeId: annual, seconds: hour(8) }],
  });
  await inWork((work) => endAbsence(work, 'apv_1'));
  await inWork((work) => endAbsence(work, 'apv_1'));
  expect(await days()).toEqual([5, 0]);
  expect(await day('2026-06-11')).toMatchObject({ leave: 0 });
  const { entries } = (await li.call(attendanceLeave.listMyLeaveEntries, { typeId: annual })).body;
  expect(entries.map((e) => e.kind).toSorted()).toEqual(['consume', 'grant', 'hold', 'release', 'restore']);
});

test('a refusal gives back what was held; a weekend costs nothing; half a morning costs half a day', async () => {
  await grant(5);
  await inWork((work) => askAbsence(work, leave('apv_2', '2026-06-12 09:00', '2026-06-15 12:00')));
  expect(await days()).toEqual([3.5, 1.5]);
  await inWork((work) => endAbsence(work, 'apv_2'));
  expect(await days()).toEqual([5, 0]);
  // Returned and asked for again, it is held again.
  await inWork((work) => askAbsence(work, leave('apv_2', '2026-06-12 09:00', '2026-06-12 12:00')));
  expect(await days()).toEqual([4.5, 0.5]);
});

test('a balance never goes below nothing, two requests at once cannot share the last day, and nothing is two things at once', async () => {
  await grant(1);
  const asks = await Promise.all(
    ['2026-06-11', '2026-06-12', '2026-06-15'].map((d) =>
      refused(inWork((work) => askAbsence(work, leave(`apv_${d}`, `${d} 09:00`, `${d} 18:00`)))),
    ),
  );
  expect(asks.toSorted()).toEqual(['attendance.no_balance', 'attendance.no_balance', 'fine']);
  await grant(9);
  const trip = { ...leave('apv_t', '2026-06-11 00:00', '2026-06-16 00:00'), kind: 'trip' as const };
  expect(await refused(inWork((work) => grantAbsence(work, trip)))).toBe('attendance.absence_overlaps');
});

test('a trip counts as presence, and approved overtime is counted', async () => {
  const of = (kind: 'trip' | 'overtime', from: string, to: string) => ({
    ...leave(`apv_${kind}`, from, to),
    kind,
  });
  await inWork((work) => grantAbsence(work, of('trip', '2026-06-08 00:00', '2026-06-09 00:00')));
  await inWork((work) => grantAbsence(work, of('overtime', '2026-06-08 19:00', '2026-06-08 21:10')));
  expect(await day('2026-06-08')).toMatchObject({
    worked: hour(8),
    away: hour(8),
    absent: 0,
    overtime: hour(2),
  });
});

test('a correction puts the missing punch in place, within the window and the number the rule allows', async () => {
  const correct = (at: string, cid = randomUUID()) =>
    clerk.call(attendanceLeave.recordCorrection, {
      cid,
      memberId: li.id,
      at: instant(at).toISOString(),
      note: '忘带手机',
    });
  const cid = randomUUID();
  expect((await correct('2026-06-09 08:55', cid)).body).toMatchObject({
    kind: 'correction',
    note: '忘带手机',
  });
  expect((await correct('2026-06-09 08:55', cid)).status).toBe(200);
  expect((await correct('2026-05-20 08:55')).body.error?.code).toBe('attendance.correction_too_late');
  await correct('2026-06-09 18:05');
  expect(await day('2026-06-09')).toMatchObject({ worked: hour(8), missing: 0, corrected: true });
  expect((await correct('2026-06-08 08:55')).body.error?.code).toBe('attendance.too_many_corrections');
});

test('what is decided after a month was closed is carried over to the next one, once, and taken back as well', async () => {
  await later('2026-07-02 12:00');
  await clerk.call(attendanceAdmin.closeMonth, { month: '2026-06' });
  await world.settle();
  const month = async (of: string) => (await li.call(attendance.getMyMonth, { month: of })).body;
  const before = await month('2026-06');
  const fix = (at: string) => ({ ref: `apv_${at}`, memberId: li.id, at: instant(at), note: '' });
  await inWork((work) => correctPunch(work, fix('2026-06-10 09:00')));
  await inWork((work) => correctPunch(work, fix('2026-06-10 18:00')));
  await inWork((work) => correctPunch(work, fix('2026-06-10 18:00')));
  expect(await month('2026-06')).toEqual(before);
  const sum = async () => {
    const { adjustments } = await month('2026-07');
    return [
      adjustments.reduce((n, a) => n + a.difference.worked, 0),
      adjustments.reduce((n, a) => n + a.difference.absent, 0),
      adjustments.every((a) => a.origin === '2026-06'),
    ];
  };
  expect(await sum()).toEqual([hour(8), -hour(8), true]);
  await inWork((work) => removeCorrection(work, 'apv_2026-06-10 18:00'));
  await inWork((work) => removeCorrection(work, 'apv_2026-06-10 09:00'));
  expect(await sum()).toEqual([0, 0, true]);
});

test('what is not used by its last day goes, and what ends first is used first', async () => {
  expect(
    remainders(
      [
        { seconds: 5, expiresOn: null },
        { seconds: 3, expiresOn: '2026-06-30' },
      ],
      2,
    ),
  ).toEqual([
    { seconds: 1, expiresOn: '2026-06-30' },
    { seconds: 5, expiresOn: null },
  ]);
  const cid = randomUUID();
  await grant(3, '2026-06-30', cid);
  expect((await grant(3, '2026-06-30', cid)).body).toEqual({ granted: 0 });
  await grant(5);
  await inWork((work) => grantAbsence(work, leave('apv_x', '2026-06-11 09:00', '2026-06-11 18:00')));
  expect((await mine()).balances[0]?.expiring).toEqual({ seconds: 2 * hour(8), on: '2026-06-30' });
  await later('2026-07-01 09:00');
  await world.settle();
  expect(await days()).toEqual([5, 0]);
  await later('2026-07-02 09:00');
  await world.settle();
  expect(await days()).toEqual([5, 0]);
  // What comes back after its last day is gone by the next one.
  await inWork((work) => endAbsence(work, 'apv_x'));
  await later('2026-07-03 09:00');
  await world.settle();
  expect(await days()).toEqual([5, 0]);
});

test('two colleagues exchange their shifts only when both agree', async () => {
  await clerk.call(attendanceAdmin.createRule, {
    name: '门店',
    config: { ...config, kind: 'shift', shift: null },
    departments: [corp.rootId],
    members: [],
    since: '2026-01-01',
  });
  const times = config.shift!;
  const shift = (await clerk.call(attendanceAdmin.createShift, { name: '早', color: 0, times })).body.id;
  const cell = (who: Person, on: string, shiftId: typeof shift | null) => ({
    memberId: who.id,
    day: on,
    shiftId,
  });
  await clerk.call(attendanceAdmin.setRoster, {
    cells: [cell(li, '2026-06-15', shift), cell(wu, '2026-06-16', shift)],
  });
  const ask = () =>
    li.call(attendanceLeave.askSwap, { day: '2026-06-15', otherId: wu.id, otherDay: '2026-06-16' });
  const asked = (await ask()).body;
  const answer = (who: Person, agree: boolean, swapId = asked.id) =>
    who.call(attendanceLeave.answerSwap, { swapId, agree });
  expect((await answer(li, true)).status).toBe(404);
  expect((await answer(clerk, true)).status).toBe(404);
  expect((await answer(wu, true)).body.state).toBe('agreed');
  const roster = await clerk.call(attendanceAdmin.getRoster, { from: '2026-06-15', to: '2026-06-16' });
  const set = roster.body.cells.filter((c) => c.shiftId).map((c) => [c.memberId, c.day]);
  expect(set.toSorted()).toEqual(
    [
      [li.id, '2026-06-16'],
      [wu.id, '2026-06-15'],
    ].toSorted(),
  );
  expect((await ask()).body.error?.code).toBe('attendance.nothing_to_swap');
});

test('requests on forms hold when submitted, take when approved, and give back when refused or revoked', async () => {
  const usual = (await mine()).types.find((t) => t.key === 'annual')!;
  const form = {
    leave: { type: 'annual', start: '2026-06-11T00:00', end: '2026-06-12T12:00' },
    reason: '回家',
  };
  const request: AttendanceRequest = { kind: 'leave', ref: 'apv_7', memberId: li.id, form };
  const balance = async () => (await mine()).balances.find((b) => b.typeId === usual.id);
  await inWork((work) => requestAsked(work, request));
  expect(await balance()).toMatchObject({ available: -1.5 * hour(8), held: 1.5 * hour(8) });
  // Returned and sent again with another end.
  const shorter = { ...request, form: { ...form, leave: { ...form.leave, end: '2026-06-11T12:00' } } };
  await inWork((work) => requestAsked(work, shorter));
  expect(await balance()).toMatchObject({ available: -0.5 * hour(8), held: 0.5 * hour(8) });
  await inWork((work) => requestEnded(work, shorter, 'approved'));
  expect(await balance()).toMatchObject({ available: -0.5 * hour(8), held: 0 });
  expect(await day('2026-06-11')).toMatchObject({ leave: hour(3) });
  await inWork((work) => requestEnded(work, shorter, 'revoked'));
  expect(await balance()).toMatchObject({ available: 0, held: 0 });
  const refusedOnce = { ...request, ref: 'apv_8' };
  await inWork((work) => requestAsked(work, refusedOnce));
  await inWork((work) => requestEnded(work, refusedOnce, 'rejected'));
  expect(await balance()).toMatchObject({ available: 0, held: 0 });
  const punch = { punch: { day: '2026-06-09', time: '09:00', slot: 'in' }, reason: '忘带手机' };
  const fix: AttendanceRequest = { kind: 'correction', ref: 'apv_9', memberId: li.id, form: punch };
  await inWork((work) => requestAsked(work, fix));
  expect(await day('2026-06-09')).toMatchObject({ corrected: false });
  await inWork((work) => requestEnded(work, fix, 'approved'));
  expect(await day('2026-06-09')).toMatchObject({ corrected: true, missing: 1 });
  const away: AttendanceRequest = {
    kind: 'out',
    ref: 'apv_10',
    memberId: li.id,
    form: { span: { start: '2026-06-08T09:00', end: '2026-06-08T18:00' } },
  };
  await inWork((work) => requestAsked(work, away));
  await inWork((work) => requestEnded(work, away, 'approved'));
  expect(await day('2026-06-08')).toMatchObject({ away: hour(8), absent: 0 });
});

test('approved overtime earns time off for what was worked, once, until its last day; what changes about the day changes it', async () => {
  const type = { name: '调休', unit: 'hour' as const, daySec: hour(8), balanced: true, debt: false };
  const off = (await clerk.call(attendanceLeave.createLeaveType, { ...type, timeOffMonths: 3 })).body.id;
  const earned = async () =>
    (await li.call(attendanceLeave.listMyLeaveEntries, { typeId: off })).body.entries
      .map((e) => [e.kind, e.seconds / hour(1), e.expiresOn])
      .toReversed();
  const overtime = (ref: string, from: string, to: string) => ({
    ref,
    memberId: li.id,
    kind: 'overtime' as const,
    from: instant(from),
    to: instant(to),
  });
  // Approved before it is worked: nothing is earned yet.
  await inWork((work) => grantAbsence(work, overtime('apv_7', '2026-06-10 19:00', '2026-06-10 21:30')));
  expect(await earned()).toEqual([]);
  await later('2026-06-11 03:00');
  await world.settle();
  world.clock.now = instant('2026-06-11 12:00');
  await world.settle();
  await later('2026-06-11 12:00');
  expect(await earned()).toEqual([['overtime', 2.5, '2026-09-10']]);
  // Approved afterwards: earned in the same transaction; taken back with it.
  await inWork((work) => grantAbsence(work, overtime('apv_8', '2026-06-09 19:00', '2026-06-09 20:00')));
  await inWork((work) => grantAbsence(work, overtime('apv_8', '2026-06-09 19:00', '2026-06-09 20:00')));
  expect((await earned()).slice(1)).toEqual([['overtime', 1, '2026-09-09']]);
  await inWork((work) => endAbsence(work, 'apv_8'));
  expect((await earned()).slice(2)).toEqual([['overtime', -1, '2026-09-09']]);
  expect((await mine()).balances.find((b) => b.typeId === off)).toMatchObject({
    available: 2.5 * hour(1),
    expiring: { on: '2026-09-10' },
  });
  // Approved for after midnight, it belongs to the day the work began on.
  await inWork((work) => grantAbsence(work, overtime('apv_9', '2026-06-09 00:00', '2026-06-09 01:00')));
  expect((await earned()).slice(3)).toEqual([['overtime', 1, '2026-09-08']]);
  // It ends on its last day. Taken back afterwards, nothing is taken twice.
  await later('2026-09-11 09:00');
  await world.settle();
  expect((await mine()).balances.find((x) => x.typeId === off)?.available).toBe(0);
  for (const ref of ['apv_7', 'apv_9']) await inWork((work) => endAbsence(work, ref));
  expect((await mine()).balances.find((x) => x.typeId === off)?.available).toBe(0);
  // Overtime earns one kind of leave: the last that was said to.
  await clerk.call(attendanceLeave.createLeaveType, { ...type, name: '存休', timeOffMonths: 6 });
  const { types } = (await clerk.call(attendanceLeave.listLeaveTypes, {})).body;
  expect(types.filter((t) => t.timeOffMonths !== null).map((t) => t.name)).toEqual(['存休']);
});
