import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** When so many hours of somebody's working time will have passed after a moment. */
export type WorkClock = (work: Work, memberId: MemberId, from: Date, hours: number) => Promise<Date>;

let workClock: WorkClock | undefined;

/** Tells approvals how working time passes. Called once, where the module that knows is loaded. */
export function countWorkTime(run: WorkClock): void {
  workClock = run;
}

/** When the time of a task runs out that is opened now; without anybody who knows working time every hour counts. */
export async function dueAt(
  work: Work,
  agent: MemberId,
  due: { hours: number; clock: 'calendar' | 'work' },
): Promise<Date> {
  if (due.clock === 'work' && workClock) return await workClock(work, agent, work.now, due.hours);
  return new Date(work.now.getTime() + due.hours * 3_600_000);
}
