import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { Shift } from '@teahouse/contract/attendance-shapes';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { wholeCompany } from './attendance.access.ts';

/** The shifts on offer; with `ids` those of a roster, offered or not. */
export async function shiftsOf(work: Work, ids: readonly string[] = []): Promise<Shift[]> {
  return await work.sql<Shift>(
    `select id, name, color, times from shifts
      where corp_id = $1 and (removed_at is null or id = any($2)) order by (times #>> '{sections,0,start}')::int, name, id`,
    [work.corpId, ids],
  );
}

export const listShifts = implement(attendanceAdmin.listShifts, async (work) => ({
  shifts: await shiftsOf(work),
}));

export const createShift = implement(attendanceAdmin.createShift, async (work, { name, color, times }) => {
  await wholeCompany(work);
  const id = newId('sft');
  await work.sql('insert into shifts (id, name, color, times) values ($1, $2, $3, $4)', [
    id,
    name,
    color,
    JSON.stringify(times),
  ]);
  await work.audit({ action: 'attendance.shift_created', object: id, detail: { name } });
  return { id, name, color, times };
});

export const removeShift = implement(attendanceAdmin.removeShift, async (work, { shiftId }) => {
  await wholeCompany(work);
  const rows = await work.sql(
    'update shifts set removed_at = $3 where corp_id = $1 and id = $2 and removed_at is null returning id',
    [work.corpId, shiftId, work.now],
  );
  if (rows.length === 0) fail('attendance.shift_not_found');
  await work.audit({ action: 'attendance.shift_removed', object: shiftId });
  return {};
});
