import type { PersonMonth } from '@teahouse/contract/attendance';
import type { DayResult, MonthFigures } from '@teahouse/contract/attendance-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { sumMonth } from './algebra/sum-month.ts';
import { daysOfMonth } from './algebra/zone.ts';
import { resultsOf } from './results.ts';

export type Told = Pick<PersonMonth, 'closed' | 'days' | 'figures' | 'adjustments'> & { rule: string };

/** The month of each of these people, in their order: the snapshot where it is closed, else worked out from what is on record. */
export async function monthsOf(work: Work, ids: readonly MemberId[], month: string): Promise<Told[]> {
  const { from, to } = daysOfMonth(month);
  const snapshots = new Map(
    (
      await work.sql<{ member_id: MemberId; figures: MonthFigures; days: DayResult[] }>(
        `select s.member_id, s.figures, s.days from attendance_months s
           join attendance_closings c on c.corp_id = $1 and c.month = s.month and c.state = 'closed'
          where s.corp_id = $1 and s.month = $2 and s.member_id = any($3)`,
        [work.corpId, month, ids],
      )
    ).map((r) => [r.member_id, r]),
  );
  const results = await resultsOf(work, ids, from, to);
  const adjustments = await adjustmentsOf(work, ids, month);
  return ids.map((id) => {
    const { results: days, ruleName } = results.get(id)!;
    const snapshot = snapshots.get(id);
    return {
      rule: ruleName,
      closed: snapshot !== undefined,
      days: snapshot?.days ?? days,
      figures: snapshot?.figures ?? sumMonth(days),
      adjustments: adjustments.get(id) ?? [],
    };
  });
}

async function adjustmentsOf(
  work: Work,
  ids: readonly MemberId[],
  month: string,
): Promise<Map<MemberId, Told['adjustments']>> {
  const rows = await work.sql<{
    member_id: MemberId;
    origin: string;
    month: string;
    difference: MonthFigures;
    created_at: Date;
  }>(
    'select member_id, origin, month, difference, created_at from attendance_adjustments where corp_id = $1 and member_id = any($2) and month = $3 order by id',
    [work.corpId, ids, month],
  );
  const out = new Map<MemberId, Told['adjustments']>();
  for (const { member_id, created_at, ...rest } of rows)
    out.set(member_id, [...(out.get(member_id) ?? []), { ...rest, at: created_at.toISOString() }]);
  return out;
}
