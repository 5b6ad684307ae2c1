import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { sumMonth } from './algebra/sum-month.ts';
import type { Day } from './algebra/zone.ts';
import { resultsOf } from './results.ts';

/**
 * Of the time these people were expected between two days and not on leave, the part they were not absent, in hundredths of a percent;
 * null where nothing was expected. `days`: how many days asked for work. Whoever shows it has checked whose it may be.
 */
export async function attendanceRates(
  work: Work,
  ids: readonly MemberId[],
  from: Day,
  to: Day,
): Promise<Map<MemberId, { rate: number | null; days: number }>> {
  const results = await resultsOf(work, ids, from, to);
  return new Map(
    ids.map((id) => {
      const { standard, leave, absent, workDays } = sumMonth(results.get(id)!.results);
      const expected = Math.max(0, standard - leave);
      const there = Math.max(0, expected - absent);
      return [id, { rate: expected ? Math.floor((there * 10_000) / expected) : null, days: workDays }];
    }),
  );
}
