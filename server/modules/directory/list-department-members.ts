import { directory } from '@teahouse/contract/directory';
import { implement } from '../../kernel/module.ts';
import { visibleDepartment, visibleFilter } from './directory.access.ts';
import { briefsOf, PRESENT } from './directory.present.ts';
import { pageOfMembers } from './page-of-members.ts';

export const listDepartmentMembers = implement(
  directory.listDepartmentMembers,
  async (work, { departmentId, below, after, limit }) => {
    const path = await visibleDepartment(work, departmentId);
    const values: unknown[] = [work.corpId];
    const seen = await visibleFilter(work, 'm', values);
    const page = await pageOfMembers(work, values, {
      department: { id: departmentId, path, below },
      condition: `m.status in ${PRESENT} and ${seen}`,
      after,
      limit,
    });
    return { members: await briefsOf(work, page.ids), next: page.next };
  },
);
