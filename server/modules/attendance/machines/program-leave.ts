// Leave as programs read and set it.
import type { LeaveType } from '@teahouse/contract/attendance-leave';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { leaveTypes } from '../leave/leave-types.ts';
import { balancesOf, holdBalances, writeEntries } from '../leave/ledger.ts';
import { numbersOf } from './outer-numbers.ts';

export interface ProgramLeaveType extends LeaveType {
  no: number;
}

export async function programLeaveTypes(work: Work): Promise<ProgramLeaveType[]> {
  const types = await leaveTypes(work);
  const numbers = await numbersOf(work, 'leave_types');
  return types.map((t) => ({ ...t, no: numbers.get(t.id)! })).toSorted((a, b) => a.no - b.no);
}

export interface ProgramBalance {
  type: ProgramLeaveType;
  /** seconds of work; what is asked for and not yet decided counts as used */
  left: number;
  used: number;
}

/** Of every kind of leave on offer; nothing where nothing was granted. */
export async function programBalances(work: Work, memberId: MemberId): Promise<ProgramBalance[]> {
  const types = await programLeaveTypes(work);
  const mine = (await balancesOf(work, [memberId])).get(memberId) ?? [];
  const used = await work.sql<{ type_id: string; used: number }>(
    `select type_id, -sum(seconds)::bigint used from leave_entries
      where corp_id = $1 and member_id = $2 and kind in ('hold', 'release', 'consume', 'restore') group by type_id`,
    [work.corpId, memberId],
  );
  return types.map((type) => ({
    type,
    left: mine.find((b) => b.typeId === type.id)?.available ?? 0,
    used: Number(used.find((u) => u.type_id === type.id)?.used ?? 0),
  }));
}

/** Grants or takes so much that this is left. Seconds of work. Fails with attendance.leave_type_not_found. */
export async function setBalance(
  work: Work,
  { memberId, no, left, note }: { memberId: MemberId; no: number; left: number; note: string },
): Promise<void> {
  const type = (await programLeaveTypes(work)).find((t) => t.no === no);
  if (!type) fail('attendance.leave_type_not_found');
  await holdBalances(work, memberId);
  const now = (await balancesOf(work, [memberId])).get(memberId)?.find((b) => b.typeId === type.id);
  const seconds = left - (now?.available ?? 0);
  if (seconds === 0) return;
  const kind = seconds > 0 ? ('grant' as const) : ('adjust' as const);
  await writeEntries(work, [
    { memberId, typeId: type.id, kind, seconds, ref: `program:${newId('job')}`, note },
  ]);
  await work.audit({
    action: 'attendance.leave_granted',
    object: memberId,
    detail: { typeId: type.id, seconds },
  });
}
