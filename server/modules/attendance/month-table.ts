import { attendance, type MonthLine } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';
import { daysOfMonth } from './algebra/zone.ts';
import { peopleInScope, recordLooks, reportsOf } from './attendance.access.ts';
import { monthsOf } from './months.ts';

const PAGE = 100;

/** The month of each of these people as a line of a table. */
export async function monthLines(work: Work, ids: readonly MemberId[], month: string) {
  const [briefs, told] = await Promise.all([briefsOf(work, ids), monthsOf(work, ids, month)]);
  const byId = new Map(briefs.map((b) => [b.id, b]));
  const lines = ids.flatMap((id, i): MonthLine[] => {
    const member = byId.get(id);
    const { figures, adjustments, rule } = told[i]!;
    return member ? [{ member, figures, adjustments, rule }] : [];
  });
  return { lines, covered: told.every((t) => t.days.every((d) => d.covered)) };
}

export const getTeamMonth = implement(attendance.getTeamMonth, async (work, { month }) => {
  const ids = await reportsOf(work);
  await recordLooks(work, ids, { what: 'table', of: month });
  return { month, lines: (await monthLines(work, ids, month)).lines };
});

export const getMonthTable = implement(
  attendanceAdmin.getMonthTable,
  async (work, { month, departmentId, q, after }) => {
    const page = await peopleInScope(work, {
      departmentId,
      q,
      after,
      most: PAGE + 1,
      since: daysOfMonth(month).from,
    });
    const ids = page.slice(0, PAGE);
    await recordLooks(work, ids, { what: 'table', of: month });
    const [closing] = await work.sql<{ state: 'closing' | 'closed'; done: number; total: number }>(
      'select state, done, total from attendance_closings where corp_id = $1 and month = $2',
      [work.corpId, month],
    );
    return {
      month,
      state: closing?.state ?? ('open' as const),
      progress: closing?.state === 'closing' ? { done: closing.done, total: closing.total } : null,
      ...(await monthLines(work, ids, month)),
      more: page.length > PAGE,
    };
  },
);
