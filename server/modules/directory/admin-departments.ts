import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { adminScope, departmentToAdminister, within } from './directory.access.ts';
import { NAMES, toNode } from './directory.present.ts';
import { departmentRows } from './list-departments.ts';

export const adminDepartments = implement(directoryAdmin.adminDepartments, async (work, { parentId }) => {
  const scope = await adminScope(work);
  if (parentId) await departmentToAdminister(work, scope, parentId);
  // The tops of a scope, without those that lie below another top.
  const tops = scope?.filter((path) => !scope.some((other) => other !== path && path.startsWith(other)));
  const values: unknown[] = [work.corpId, parentId ?? null, tops ?? []];
  const rows = await departmentRows(work, values, {
    which: parentId
      ? 'd.parent_id = $2 and $3::text[] is not null'
      : tops
        ? '$2::text is null and d.path = any($3)'
        : '$2::text is null and $3::text[] is not null and d.parent_id is null',
    department: () => 'true',
    count: 'd.member_count',
  });
  return { departments: rows.map(toNode) };
});

export const departmentsById = implement(directoryAdmin.departmentsById, async (work, { ids }) => {
  const scope = await adminScope(work);
  const rows = await work.sql<{ id: DepartmentId; path: string; names: string[] }>(
    `select d.id, d.path, ${NAMES} names from departments d where d.corp_id = $1 and d.id = any($2)`,
    [work.corpId, ids],
  );
  return {
    departments: rows.filter((r) => within(scope, r.path)).map(({ id, names }) => ({ id, names })),
  };
});
