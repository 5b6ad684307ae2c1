import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { MemberId, ShiftId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { briefsOf, corpZone } from '../directory/index.ts';
import { overlaps } from './algebra/assign-punches.ts';
import { shiftSpans } from './algebra/day-spans.ts';
import { addDays, type Day, dayNumber } from './algebra/zone.ts';
import { mustAdminister, peopleInScope } from './attendance.access.ts';
import { dayNotClosed } from './closed-months.ts';
import { rosterOf, ruleBook, rulesOfMembers, shiftTimes } from './duties.ts';
import { scheduleChanged } from './leave/recost-leave.ts';
import { shiftsOf } from './shifts.ts';

const PAGE = 200;

export const getRoster = implement(attendanceAdmin.getRoster, async (work, { from, to, after }) => {
  if (dayNumber(to) - dayNumber(from) > 61) fail('attendance.span_too_long');
  const page = await peopleInScope(work, { after, most: PAGE + 1 });
  const more = page.length > PAGE;
  const ids = page.slice(0, PAGE);
  const [rules, followed] = await Promise.all([ruleBook(work), rulesOfMembers(work, ids)]);
  const byShifts = ids.filter((id) => {
    const rule = followed.get(id);
    return rule && rules.on(rule, to)?.config.kind === 'shift';
  });
  const cells = await rosterOf(work, byShifts, from, to);
  return {
    members: await briefsOf(work, byShifts),
    cells: [...cells].map(([key, shiftId]) => {
      const [memberId, day] = key.split(' ') as [MemberId, string];
      return { memberId, day, shiftId };
    }),
    shifts: await shiftsOf(
      work,
      [...cells.values()].filter((s) => s !== null),
    ),
    more,
  };
});

export const setRoster = implement(attendanceAdmin.setRoster, async (work, { cells }) => {
  await mustAdminister(
    work,
    cells.map((c) => c.memberId),
  );
  await writeCells(work, cells);
  await work.audit({ action: 'attendance.roster_set', detail: { cells: cells.length } });
  return {};
});

export interface RosterCell {
  memberId: MemberId;
  day: Day;
  shiftId: ShiftId | null;
}

/** Writes cells and looks at every touched person's days around them: shifts of one person never share a second. */
export async function writeCells(work: Work, cells: readonly RosterCell[]): Promise<void> {
  const days = cells.map((c) => c.day).toSorted();
  await dayNotClosed(work, days[0]!);
  const shifts = await shiftTimes(work);
  for (const { shiftId } of cells)
    if (shiftId !== null && !shifts.has(shiftId)) fail('attendance.shift_not_found');
  await work.sql(
    `insert into roster_cells (corp_id, member_id, day, shift_id)
     select $1, m, d, s from unnest($2::text[], $3::text[], $4::text[]) u (m, d, s)
     on conflict (corp_id, member_id, day) do update set shift_id = excluded.shift_id`,
    [work.corpId, ...(['memberId', 'day', 'shiftId'] as const).map((key) => cells.map((c) => c[key]))],
  );
  const ids = [...new Set(cells.map((c) => c.memberId))];
  const [rules, followed, zone, around] = await Promise.all([
    ruleBook(work),
    rulesOfMembers(work, ids),
    corpZone(work),
    rosterOf(work, ids, addDays(days[0]!, -2), addDays(days.at(-1)!, 2)),
  ]);
  for (const id of ids) {
    const rule = followed.get(id);
    const spans = [...around]
      .flatMap(([key, shiftId]) => {
        const [whose, day = ''] = key.split(' ');
        const times = whose === id && shiftId ? shifts.get(shiftId) : undefined;
        return times ? [shiftSpans(times, day, (rule && rules.on(rule, day)?.config.zone) ?? zone)] : [];
      })
      .toSorted((a, b) => a.start - b.start);
    if (spans.some((s, i) => i > 0 && overlaps(spans[i - 1]!, s))) fail('attendance.shifts_overlap');
  }
  await scheduleChanged(work, ids);
}
