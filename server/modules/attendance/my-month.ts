import { attendance, type PersonMonth } from '@teahouse/contract/attendance';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';
import { daysOfMonth } from './algebra/zone.ts';
import { memberToLookAt } from './attendance.access.ts';
import { monthsOf } from './months.ts';
import { toPunch } from './punch-rows.ts';
import { resultsOf } from './results.ts';

export const getMyMonth = implement(attendance.getMyMonth, async (work, { month }) =>
  personMonth(work, actingMember(work), month),
);

export const getMemberMonth = implement(attendance.getMemberMonth, async (work, { memberId, month }) => {
  await memberToLookAt(work, memberId, { what: 'month', of: month });
  return await personMonth(work, memberId, month);
});

export const getMyDay = implement(attendance.getMyDay, async (work, { day }) =>
  personDay(work, actingMember(work), day),
);

export const getMemberDay = implement(attendance.getMemberDay, async (work, { memberId, day }) => {
  await memberToLookAt(work, memberId, { what: 'day', of: day });
  return await personDay(work, memberId, day);
});

async function personDay(work: Work, memberId: MemberId, day: string) {
  const mine = (await resultsOf(work, [memberId], day, day)).get(memberId)!;
  return { result: mine.results[0]!, punches: mine.punchesOn(day).map(toPunch) };
}

async function personMonth(work: Work, memberId: MemberId, month: string): Promise<PersonMonth> {
  const { from } = daysOfMonth(month);
  const [told] = await monthsOf(work, [memberId], month);
  const [member] = await briefsOf(work, [memberId]);
  const zone = (await resultsOf(work, [memberId], from, from)).get(memberId)!.zone;
  return { member: member!, month, zone, ...told! };
}
