import { attendanceLeave, type LeaveType } from '@teahouse/contract/attendance-leave';
import type { DepartmentId, LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../attendance.access.ts';

const COLUMNS = `id, key, name, unit, day_sec "daySec", balanced, debt, yearly, time_off_months "timeOffMonths", removed_at is not null "off",
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.no) from departments d
             where d.corp_id = leave_types.corp_id and d.id = any(leave_types.departments)), '[]') departments`;

/** SQL: member `m` may ask for the kind of leave of the row. */
const OPEN = `(leave_types.departments = '{}' or exists (
  select from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
    join departments o on o.corp_id = $1 and o.id = any(leave_types.departments)
   where x.corp_id = $1 and x.member_id = m.id and d.path >= o.path collate "C" and d.path < o.path || '~' collate "C"))`;

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

/** The kinds of leave on offer, or with those that are switched off. A company that has none yet gets the usual ones. */
export async function leaveTypes(work: Work, off = false): Promise<LeaveType[]> {
  const offered = () =>
    work.sql<LeaveType>(
      `select ${COLUMNS} from leave_types where corp_id = $1 and (removed_at is null or $2) order by removed_at is not null, sort, id`,
      [work.corpId, off],
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

/** Of the kinds of leave on offer, those this person may ask for. */
export async function openTypes(work: Work, memberId: MemberId): Promise<Set<LeaveTypeId>> {
  const rows = await work.sql<{ id: LeaveTypeId }>(
    `select leave_types.id from leave_types join members m on m.corp_id = $1 and m.id = $2
      where leave_types.corp_id = $1 and removed_at is null and ${OPEN}`,
    [work.corpId, memberId],
  );
  return new Set(rows.map((r) => r.id));
}

/** Who works here and may ask for this kind of leave. */
export async function openTo(work: Work, id: LeaveTypeId): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m join leave_types on leave_types.corp_id = $1 and leave_types.id = $2
      where m.corp_id = $1 and m.status in ('active', 'invited') and ${OPEN} order by m.id`,
    [work.corpId, id],
  );
  return rows.map((r) => r.id);
}

/** A kind of leave that is on offer. */
export async function leaveType(work: Work, id: LeaveTypeId): Promise<LeaveType> {
  const [type] = await work.sql<LeaveType>(
    `select ${COLUMNS} from leave_types where corp_id = $1 and id = $2 and removed_at is null`,
    [work.corpId, id],
  );
  return type ?? fail('attendance.leave_type_not_found');
}

/** The kind of leave that overtime earns, where the company has one. */
export async function timeOffType(work: Work): Promise<(LeaveType & { timeOffMonths: number }) | undefined> {
  const [type] = await work.sql<LeaveType & { timeOffMonths: number }>(
    `select ${COLUMNS} from leave_types where corp_id = $1 and time_off_months is not null and removed_at is null`,
    [work.corpId],
  );
  return type;
}

/** A kind of leave, on offer or not. */
async function anyType(work: Work, id: LeaveTypeId): Promise<LeaveType> {
  const [type] = await work.sql<LeaveType>(
    `select ${COLUMNS} from leave_types where corp_id = $1 and id = $2`,
    [work.corpId, id],
  );
  return type ?? fail('attendance.leave_type_not_found');
}

export const listLeaveTypes = implement(attendanceLeave.listLeaveTypes, async (work) => ({
  types: await leaveTypes(work, true),
}));

type Input = Pick<
  LeaveType,
  'name' | 'unit' | 'daySec' | 'balanced' | 'debt' | 'yearly' | 'timeOffMonths'
> & {
  departments: readonly DepartmentId[];
};

/** The values of a row. Without a balance there is nothing to owe and nothing to grant. */
async function valuesOf(work: Work, t: Input): Promise<unknown[]> {
  await wholeCompany(work);
  const departments = [...new Set(t.departments)];
  const known = await work.sql('select id from departments where corp_id = $1 and id = any($2)', [
    work.corpId,
    departments,
  ]);
  if (known.length !== departments.length) fail('attendance.unknown_department');
  const yearly = t.balanced && t.yearly ? JSON.stringify(t.yearly) : null;
  const months = t.balanced ? t.timeOffMonths : null;
  // Overtime earns one kind of leave: what earned it before no longer does.
  if (months !== null)
    await work.sql('update leave_types set time_off_months = null where corp_id = $1', [work.corpId]);
  return [t.name, t.unit, t.daySec, t.balanced, t.balanced && t.debt, yearly, departments, months];
}

export const createLeaveType = implement(attendanceLeave.createLeaveType, async (work, t) => {
  const values = await valuesOf(work, t);
  const id = newId('lvt');
  await work.sql(
    `insert into leave_types (id, name, unit, day_sec, balanced, debt, yearly, departments, time_off_months, sort)
     select $2, $3, $4, $5, $6, $7, $8::jsonb, $9::text[], $10::int, coalesce(max(sort), 0) + 1 from leave_types where corp_id = $1`,
    [work.corpId, id, ...values],
  );
  await work.audit({ action: 'attendance.leave_type_created', object: id, detail: { name: t.name } });
  return await anyType(work, id);
});

export const changeLeaveType = implement(attendanceLeave.changeLeaveType, async (work, { typeId, ...t }) => {
  const values = await valuesOf(work, t);
  await anyType(work, typeId);
  await work.sql(
    `update leave_types set name = $3, unit = $4, day_sec = $5, balanced = $6, debt = $7, yearly = $8::jsonb, departments = $9::text[], time_off_months = $10
      where corp_id = $1 and id = $2`,
    [work.corpId, typeId, ...values],
  );
  await work.audit({ action: 'attendance.leave_type_changed', object: typeId, detail: { name: t.name } });
  return await anyType(work, typeId);
});

async function offer(work: Work, id: LeaveTypeId, on: boolean): Promise<void> {
  await wholeCompany(work);
  const { off } = await anyType(work, id);
  if (off !== on) return;
  await work.sql('update leave_types set removed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    on ? null : work.now,
  ]);
  const action = on
    ? ('attendance.leave_type_restored' as const)
    : ('attendance.leave_type_removed' as const);
  await work.audit({ action, object: id });
}

export const removeLeaveType = implement(attendanceLeave.removeLeaveType, async (work, { typeId }) => {
  await offer(work, typeId, false);
  return {};
});

export const restoreLeaveType = implement(attendanceLeave.restoreLeaveType, async (work, { typeId }) => {
  await offer(work, typeId, true);
  return {};
});
