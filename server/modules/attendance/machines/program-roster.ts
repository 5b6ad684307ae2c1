// Rosters as programs read and write them: rules and shifts by number.
import type { ShiftTimes } from '@teahouse/contract/attendance-shapes';
import type { MemberId, ShiftId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import type { Day } from '../algebra/zone.ts';
import { rosterOf, ruleBook, rulesOfMembers } from '../duties.ts';
import { writeCells } from '../roster.ts';
import { shiftsOf } from '../shifts.ts';
import { numbersOf } from './outer-numbers.ts';

export interface RosterDay {
  memberId: MemberId;
  day: Day;
  rule: { no: number; name: string };
  /** null: a day off */
  shift: { no: number; name: string; times: ShiftTimes } | null;
}

/** What stands in the roster of these people, by person and day; who follows no rule has none. */
export async function programRoster(
  work: Work,
  ids: readonly MemberId[],
  from: Day,
  to: Day,
): Promise<RosterDay[]> {
  const cells = await rosterOf(work, ids, from, to);
  const [rules, followed] = await Promise.all([ruleBook(work), rulesOfMembers(work, ids)]);
  const numbers = await numbersOf(work, 'attendance_rules');
  const shiftNumbers = await numbersOf(work, 'shifts');
  const shifts = new Map(
    (
      await shiftsOf(
        work,
        [...cells.values()].filter((s) => s !== null),
      )
    ).map((s) => [s.id, s]),
  );
  return [...cells]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, shiftId]) => {
      const [memberId, day] = key.split(' ') as [MemberId, Day];
      const ruleId = followed.get(memberId);
      if (!ruleId) return [];
      const shift = shiftId === null ? undefined : shifts.get(shiftId);
      return [
        {
          memberId,
          day,
          rule: { no: numbers.get(ruleId)!, name: rules.names.get(ruleId) ?? '' },
          shift: shift ? { no: shiftNumbers.get(shift.id)!, name: shift.name, times: shift.times } : null,
        },
      ];
    });
}

/**
 * Writes cells into the roster of those who follow the rule of shifts with this number; shift 0 is a day off. Fails with
 * attendance.rule_not_found, attendance.shift_not_found, attendance.unknown_member for who follows another rule, and as a roster does.
 */
export async function setProgramRoster(
  work: Work,
  ruleNo: number,
  cells: readonly { memberId: MemberId; day: Day; shiftNo: number }[],
): Promise<void> {
  const numbers = await numbersOf(work, 'attendance_rules');
  const ruleId = [...numbers].find(([, no]) => no === ruleNo)?.[0];
  const rules = await ruleBook(work);
  const last = cells
    .map((c) => c.day)
    .toSorted()
    .at(-1);
  if (!ruleId || !last || rules.on(ruleId, last)?.config.kind !== 'shift') fail('attendance.rule_not_found');
  const followed = await rulesOfMembers(
    work,
    cells.map((c) => c.memberId),
  );
  if (cells.some((c) => followed.get(c.memberId) !== ruleId)) fail('attendance.unknown_member');
  const shifts = new Map([...(await numbersOf(work, 'shifts'))].map(([id, no]) => [no, id as ShiftId]));
  const written = cells.map(({ memberId, day, shiftNo }) => ({
    memberId,
    day,
    shiftId: shiftNo === 0 ? null : (shifts.get(shiftNo) ?? fail('attendance.shift_not_found')),
  }));
  await writeCells(work, written);
  await work.audit({ action: 'attendance.roster_set', detail: { cells: cells.length } });
}
