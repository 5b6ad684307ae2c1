import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { wholeCompany } from './attendance.access.ts';
import { scheduleChanged } from './leave/recost-leave.ts';
import { everyVersion, knownYears } from './holidays/calendar.ts';

export const listHolidays = implement(attendanceAdmin.listHolidays, async (work) => {
  const years = knownYears(await everyVersion(work));
  let last = work.now.getUTCFullYear() - 1;
  while (years.some((y) => y.year === last + 1)) last++;
  return {
    years: years.map((y) => ({
      year: y.year,
      version: y.version,
      covered: true,
      own: y.version.startsWith('own-'),
      source: y.source,
      days: [...y.days],
    })),
    coveredUntil: last < work.now.getUTCFullYear() ? null : `${last}-12-31`,
  };
});

export const setHolidays = implement(attendanceAdmin.setHolidays, async (work, { year, days, source }) => {
  await wholeCompany(work);
  if (days.some((d) => !d.day.startsWith(`${year}-`)) || new Set(days.map((d) => d.day)).size !== days.length)
    fail('attendance.holiday_outside_year');
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [row] = await work.sql<{ version: number }>(
    `insert into holiday_years (year, version, days, source, set_by, set_at)
     select $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6 from holiday_years where corp_id = $1 and year = $2
     returning version`,
    [work.corpId, year, JSON.stringify(sorted), source, work.actor.id, work.now],
  );
  await scheduleChanged(work, null);
  const version = `own-${row!.version}`;
  await work.audit({ action: 'attendance.holidays_set', detail: { year, version, source } });
  return { year, version, covered: true, own: true, source, days: sorted };
});
