import type { HolidayDay } from '@teahouse/contract/attendance-shapes';
import type { Work } from '../../../kernel/work.ts';
import type { Calendar } from '../algebra/plan-day.ts';
import { china, fixedDates } from './china.ts';

export interface KnownYear {
  year: number;
  /** 'cn-2026.1' as shipped, 'own-2' as the company wrote it */
  version: string;
  source: string;
  days: readonly HolidayDay[];
}

/** The years the company wrote, newest version first, before those that are shipped. */
export async function everyVersion(work: Work): Promise<KnownYear[]> {
  const own = await work.sql<{ year: number; version: number; source: string; days: HolidayDay[] }>(
    'select year, version, source, days from holiday_years where corp_id = $1 order by version desc',
    [work.corpId],
  );
  return [...own.map((y) => ({ ...y, version: `own-${y.version}` })), ...china];
}

/** The newest word on each year, in order. */
export function knownYears(versions: readonly KnownYear[]): KnownYear[] {
  const byYear = new Map<number, KnownYear>();
  for (const v of versions) if (!byYear.has(v.year)) byYear.set(v.year, v);
  return [...byYear.values()].toSorted((a, b) => a.year - b.year);
}

/** '2025=cn-2025.1 2026=own-2': which version of every year a calendar stands on. */
export const versionsOf = (years: readonly KnownYear[]): string =>
  years.map((y) => `${y.year}=${y.version}`).join(' ');

/** The calendar as it is, or as a closed month pinned it. Years nobody has announced fall back to fixed dates, and say so. */
export function calendarOf(versions: readonly KnownYear[], pinned?: string): Calendar {
  const years =
    pinned === undefined
      ? knownYears(versions)
      : versions.filter((v) => pinned.split(' ').includes(`${v.year}=${v.version}`));
  const covered = new Set(years.map((y) => String(y.year)));
  const days = new Map(years.flatMap((y) => y.days.map((d) => [d.day, d] as const)));
  return {
    covers: (day) => covered.has(day.slice(0, 4)),
    on(day) {
      const known = days.get(day);
      if (known || covered.has(day.slice(0, 4))) return known;
      const name = fixedDates.get(day.slice(5));
      return name ? { day, kind: 'statutory', name } : undefined;
    },
  };
}

/** The company's calendar as it stands. */
export const companyCalendar = async (work: Work): Promise<Calendar> => calendarOf(await everyVersion(work));
