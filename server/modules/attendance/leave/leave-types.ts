import { attendanceLeave, type LeaveType } from '@teahouse/contract/attendance-leave';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../attendance.access.ts';

const COLUMNS = 'id, key, name, unit, day_sec "daySec", balanced, debt';

/** What most companies begin with. Balances are kept from the first day and bind nobody until the company says so. */
const usual: [key: string, zh: string, en: string, unit: LeaveType['unit'], balanced?: true][] = [
  ['annual', '年假', 'Annual leave', 'half_day', true],
  ['rest', '调休', 'Time off in lieu', 'hour', true],
  ['personal', '事假', 'Personal leave', 'hour'],
  ['sick', '病假', 'Sick leave', 'half_day'],
  ['marriage', '婚假', 'Marriage leave', 'day'],
  ['maternity', '产假', 'Maternity leave', 'day'],
  ['paternity', '陪产假', 'Paternity leave', 'day'],
  ['bereavement', '丧假', 'Bereavement leave', 'day'],
  ['other', '其他', 'Other', 'half_day'],
];

/** The kinds of leave on offer. A company that has none yet gets the usual ones. */
export async function leaveTypes(work: Work): Promise<LeaveType[]> {
  const offered = () =>
    work.sql<LeaveType>(
      `select ${COLUMNS} from leave_types where corp_id = $1 and removed_at is null order by sort, id`,
      [work.corpId],
    );
  const [any] = await work.sql(`select from leave_types where corp_id = $1 and key <> '' limit 1`, [
    work.corpId,
  ]);
  if (any) return await offered();
  await work.sql(
    `insert into leave_types (corp_id, id, key, name, unit, day_sec, balanced, debt, sort)
     select $1, i, k, case when c.locale = 'zh' then zh else en end, u, 28800, b, b, n
       from corps c, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[]) with ordinality t (i, k, zh, en, u, b, n)
      where c.corp_id = $1 on conflict do nothing`,
    [
      work.corpId,
      usual.map(() => newId('lvt')),
      ...([0, 1, 2, 3] as const).map((column) => usual.map((u) => u[column])),
      usual.map((u) => u[4] ?? false),
    ],
  );
  return await offered();
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
  return { id, key: '', ...t };
});

export const changeLeaveType = implement(attendanceLeave.changeLeaveType, async (work, { typeId, ...t }) => {
  await wholeCompany(work);
  const { key } = await leaveType(work, typeId);
  await work.sql(
    'update leave_types set name = $3, unit = $4, day_sec = $5, balanced = $6, debt = $7 where corp_id = $1 and id = $2',
    [work.corpId, typeId, t.name, t.unit, t.daySec, t.balanced, t.debt],
  );
  await work.audit({ action: 'attendance.leave_type_changed', object: typeId, detail: { name: t.name } });
  return { id: typeId, key, ...t };
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
