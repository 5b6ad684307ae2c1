import type { DayFigures, DayResult, MonthFigures } from '@teahouse/contract/attendance-shapes';

const figures = [
  'standard',
  'leave',
  'worked',
  'late',
  'early',
  'absent',
  'missing',
  'overtime',
  'night',
  'away',
] as const satisfies (keyof DayFigures)[];

export const emptyMonth = (): MonthFigures => ({
  standard: 0,
  leave: 0,
  worked: 0,
  late: 0,
  early: 0,
  absent: 0,
  missing: 0,
  overtime: 0,
  night: 0,
  away: 0,
  workDays: 0,
  regularDays: 0,
  exceptDays: 0,
  overtimeWork: 0,
  overtimeRest: 0,
  overtimeStatutory: 0,
  exceptions: [],
  leaves: [],
});

/** The days of a month as one line. Days that are not over count nothing yet. */
export function sumMonth(days: readonly DayResult[]): MonthFigures {
  const sum = emptyMonth();
  for (const day of days) {
    if (day.open) continue;
    for (const key of figures) sum[key] += day[key];
    if (day.dayType === 'work') sum.overtimeWork += day.overtime;
    else if (day.dayType === 'rest') sum.overtimeRest += day.overtime;
    else sum.overtimeStatutory += day.overtime;
    for (const e of day.exceptions) addException(sum, e);
    for (const l of day.leaves) addLeave(sum, l.typeId, l.seconds);
    if (day.standard === 0) continue;
    sum.workDays += 1;
    if (day.exceptions.length > 0) sum.exceptDays += 1;
    else if (day.leave < day.standard) sum.regularDays += 1;
  }
  sum.exceptions.sort((a, b) => (a.kind < b.kind ? -1 : 1));
  sum.leaves.sort((a, b) => (a.typeId < b.typeId ? -1 : 1));
  return sum;
}

function addException(sum: MonthFigures, { kind, count, seconds }: MonthFigures['exceptions'][number]): void {
  const known = sum.exceptions.find((e) => e.kind === kind);
  if (!known) sum.exceptions.push({ kind, count, seconds });
  else {
    known.count += count;
    known.seconds += seconds;
  }
}

function addLeave(
  sum: MonthFigures,
  typeId: MonthFigures['leaves'][number]['typeId'],
  seconds: number,
): void {
  const known = sum.leaves.find((l) => l.typeId === typeId);
  if (known) known.seconds += seconds;
  else sum.leaves.push({ typeId, seconds });
}

/** What `after` has more than `before`; undefined where nothing differs. Lists are compared by kind and type. */
export function monthDifference(before: MonthFigures, after: MonthFigures): MonthFigures | undefined {
  const diff = emptyMonth();
  const keys = Object.keys(diff) as (keyof MonthFigures)[];
  for (const key of keys) if (key !== 'exceptions' && key !== 'leaves') diff[key] = after[key] - before[key];
  for (const e of after.exceptions) addException(diff, e);
  for (const e of before.exceptions) addException(diff, { ...e, count: -e.count, seconds: -e.seconds });
  for (const l of after.leaves) addLeave(diff, l.typeId, l.seconds);
  for (const l of before.leaves) addLeave(diff, l.typeId, -l.seconds);
  diff.exceptions = diff.exceptions.filter((e) => e.count !== 0 || e.seconds !== 0);
  diff.leaves = diff.leaves.filter((l) => l.seconds !== 0);
  const same = keys.every((key) => {
    const value = diff[key];
    return Array.isArray(value) ? value.length === 0 : value === 0;
  });
  return same ? undefined : diff;
}
