import { departmentChanged } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope, departmentToAdminister } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';
import { spellingOf } from './spelling.ts';
import { namingTheTaken } from './unique-members.ts';

export const createDepartment = implement(directoryAdmin.createDepartment, async (work, input) => {
  const scope = await adminScope(work);
  await holdTree(work);
  const parent = await departmentToAdminister(work, scope, input.parentId);
  const made = await addDepartment(work, { ...input, parent });
  await work.audit({
    action: 'directory.department_created',
    object: made.id,
    detail: { name: input.name, parentId: parent.id },
  });
  return { id: made.id, no: made.no };
});

/** One more department below `parent`; the tree is held. Without a number it takes the next free one. */
export async function addDepartment(
  work: Work,
  d: {
    parent: { id: DepartmentId; path: string };
    name: string;
    nameEn?: string;
    order?: number;
    hidden?: boolean;
    no?: number | undefined;
  },
): Promise<{ id: DepartmentId; no: number; path: string }> {
  const id = newId('dep');
  const path = `${d.parent.path}${id}/`;
  const no = d.no ?? (await nextDepartmentNo(work));
  await namingTheTaken(
    work.db
      .insertInto('departments')
      .values({
        id,
        no,
        name: d.name,
        name_en: d.nameEn ?? '',
        ...spellingOf(d.name),
        parent_id: d.parent.id,
        path,
        sort: d.order ?? 0,
        hidden: d.hidden ?? false,
        created_at: work.now,
      })
      .execute(),
  );
  await work.emit(departmentChanged, { departmentId: id, what: 'created' });
  return { id, no, path };
}

/** The tree is held, so the number is still free when it is used. */
export async function nextDepartmentNo(work: Work): Promise<number> {
  const [row] = await work.sql<{ no: number }>('select max(no) + 1 no from departments where corp_id = $1', [
    work.corpId,
  ]);
  return row?.no ?? 1;
}
