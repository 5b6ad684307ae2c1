import { departmentChanged } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { adminScope, departmentToAdminister } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';

export const removeDepartment = implement(directoryAdmin.removeDepartment, async (work, { departmentId }) => {
  const scope = await adminScope(work);
  await holdTree(work);
  const department = await departmentToAdminister(work, scope, departmentId, true);
  if (department.parentId === null) fail('directory.root_stays');
  const [used] = await work.sql(
    `select from departments where corp_id = $1 and parent_id = $2
       union all
       select from department_members x join members m on m.corp_id = $1 and m.id = x.member_id
        where x.corp_id = $1 and x.department_id = $2 and m.status <> 'left' limit 1`,
    [work.corpId, departmentId],
  );
  if (used) fail('directory.department_not_empty');
  for (const table of ['department_members', 'visibility_rules', 'tag_departments'])
    await work.sql(`delete from ${table} where corp_id = $1 and department_id = $2`, [
      work.corpId,
      departmentId,
    ]);
  await work.sql('delete from departments where corp_id = $1 and id = $2', [work.corpId, departmentId]);
  await work.audit({
    action: 'directory.department_removed',
    object: departmentId,
    detail: { name: department.name },
  });
  await work.emit(departmentChanged, { departmentId, what: 'removed' });
  return {};
});
