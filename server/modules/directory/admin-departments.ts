import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { implement } from '../../kernel/module.ts';
import { adminScope, departmentToAdminister } from './directory.access.ts';
import { toNode } from './directory.present.ts';
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
