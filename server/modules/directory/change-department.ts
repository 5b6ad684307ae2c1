import { departmentChanged } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { countAnew } from './count-members.ts';
import { adminScope, departmentToAdminister } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';
import { spellingOf } from './spelling.ts';
import { namingTheTaken } from './unique-members.ts';

export const changeDepartment = implement(
  directoryAdmin.changeDepartment,
  async (work, { departmentId, parentId, ...input }) => {
    const scope = await adminScope(work);
    await holdTree(work);
    const moves = parentId !== undefined;
    const department = await departmentToAdminister(work, scope, departmentId, moves);
    if (department.parentId === null && (moves || input.hidden)) fail('directory.root_stays');
    if (moves && parentId !== department.parentId) {
      const parent = await departmentToAdminister(work, scope, parentId);
      await moveDepartment(work, department, parent);
    }
    await namingTheTaken(
      work.sql(
        `update departments set name = coalesce($3, name), name_en = coalesce($4, name_en), sort = coalesce($5, sort),
           hidden = coalesce($6, hidden), pinyin = coalesce($7, pinyin), initials = coalesce($8, initials)
          where corp_id = $1 and id = $2`,
        [
          work.corpId,
          departmentId,
          input.name,
          input.nameEn,
          input.order,
          input.hidden,
          ...(input.name ? [spellingOf(input.name).pinyin, spellingOf(input.name).initials] : [null, null]),
        ],
      ),
    );
    if (moves || input.hidden !== undefined) await countAnew(work);
    await work.audit({
      action: moves ? 'directory.department_moved' : 'directory.department_changed',
      object: departmentId,
      detail: { before: department.name, ...input, ...(moves ? { parentId } : {}) },
    });
    await work.emit(departmentChanged, { departmentId, what: 'changed' });
    return {};
  },
);

/** Hangs a department with all below it under another one. The tree is held. */
async function moveDepartment(
  work: Work,
  moved: { id: DepartmentId; path: string },
  parent: { id: DepartmentId; path: string },
): Promise<void> {
  if (parent.path.startsWith(moved.path)) fail('directory.department_cycle');
  const path = `${parent.path}${moved.id}/`;
  await namingTheTaken(
    work.sql('update departments set parent_id = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      moved.id,
      parent.id,
    ]),
  );
  await work.sql(
    `update departments set path = $3 || substr(path, length($2) + 1)
      where corp_id = $1 and path >= $2 collate "C" and path < $2 || '~' collate "C"`,
    [work.corpId, moved.path, path],
  );
}
