import { attendanceLeave, type LeaveType } from '@teahouse/contract/attendance-leave';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../attendance.access.ts';

const COLUMNS = 'id, name, unit, day_sec "daySec", balanced, debt';

/** The kinds of leave on offer; `all` names those of the past too. */
export async function leaveTypes(work: Work, all = false): Promise<LeaveType[]> {
  return await work.sql<LeaveType>(
    `select ${COLUMNS} from leave_types where corp_id = $1 and ($2 or removed_at is null) order by sort, id`,
    [work.corpId, all],
  );
}

/** A kind of leave that is on offer. */
export async function leaveType(work: Work, id: LeaveTypeId): Promise<LeaveType> {
  const [type] = await work.sql<LeaveType>(
    `select ${COLUMNS} from leave_types where corp_id = $1 and id = $2 and removed_at is null`,
    [work.corpId, id],
  );
  return type ?? fail('attendance.leave_type_not_found');
}

export const listLeaveTypes = implement(attendanceLeave.listLeaveTypes, async (work) => ({
  types: await leaveTypes(work),
}));

export const createLeaveType = implement(attendanceLeave.createLeaveType, async (work, t) => {
  await wholeCompany(work);
  const id = newId('lvt');
  await work.sql(
    `insert into leave_types (id, name, unit, day_sec, balanced, debt, sort)
     select $2, $3, $4, $5, $6, $7, coalesce(max(sort), 0) + 1 from leave_types where corp_id = $1`,
    [work.corpId, id, t.name, t.unit, t.daySec, t.balanced, t.debt],
  );
  await work.audit({ action: 'attendance.leave_type_created', object: id, detail: { name: t.name } });
  return { id, ...t };
});

export const changeLeaveType = implement(attendanceLeave.changeLeaveType, async (work, { typeId, ...t }) => {
  await wholeCompany(work);
  await leaveType(work, typeId);
  await work.sql(
    'update leave_types set name = $3, unit = $4, day_sec = $5, balanced = $6, debt = $7 where corp_id = $1 and id = $2',
    [work.corpId, typeId, t.name, t.unit, t.daySec, t.balanced, t.debt],
  );
  await work.audit({ action: 'attendance.leave_type_changed', object: typeId, detail: { name: t.name } });
  return { id: typeId, ...t };
});

export const removeLeaveType = implement(attendanceLeave.removeLeaveType, async (work, { typeId }) => {
  await wholeCompany(work);
  await leaveType(work, typeId);
  await work.sql('update leave_types set removed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    typeId,
    work.now,
  ]);
  await work.audit({ action: 'attendance.leave_type_removed', object: typeId });
  return {};
});
