import type { MonthFigures } from '@teahouse/contract/attendance-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { emptyMonth, monthDifference, sumMonth } from './algebra/sum-month.ts';
import { addDays, dayAt, daysOfMonth } from './algebra/zone.ts';
import { resultsOf } from './results.ts';

/**
 * After something was written about a person between two instants: where that lies in closed months, what changes is booked
 * as an adjustment in the current one. The snapshot stays. Booking twice books nothing the second time.
 */
export async function adjustClosed(work: Work, memberId: MemberId, from: Date, to: Date): Promise<void> {
  const zone = await corpZone(work);
  const day = (at: Date, by: number) => addDays(dayAt(at.getTime() / 1_000, zone), by).slice(0, 7);
  const snapshots = await work.sql<{ month: string; figures: MonthFigures }>(
    `select s.month, s.figures from attendance_months s
       join attendance_closings c on c.corp_id = $1 and c.month = s.month and c.state = 'closed'
      where s.corp_id = $1 and s.member_id = $2 and s.month >= $3 and s.month <= $4 for update of s`,
    [work.corpId, memberId, day(from, -1), day(to, 1)],
  );
  for (const { month, figures } of snapshots) {
    const days = daysOfMonth(month);
    const mine = (await resultsOf(work, [memberId], days.from, days.to)).get(memberId)!;
    const booked = await work.sql<{ difference: MonthFigures }>(
      'select difference from attendance_adjustments where corp_id = $1 and member_id = $2 and origin = $3 order by id',
      [work.corpId, memberId, month],
    );
    let owed = monthDifference(figures, sumMonth(mine.results)) ?? emptyMonth();
    for (const { difference } of booked) owed = monthDifference(difference, owed) ?? emptyMonth();
    if (!monthDifference(emptyMonth(), owed)) continue;
    await work.sql(
      'insert into attendance_adjustments (id, member_id, origin, month, difference, created_at) values ($1, $2, $3, $4, $5, $6)',
      [
        newId('adj'),
        memberId,
        month,
        dayAt(work.now.getTime() / 1_000, zone).slice(0, 7),
        JSON.stringify(owed),
        work.now,
      ],
    );
  }
}
