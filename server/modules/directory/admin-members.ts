import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { implement } from '../../kernel/module.ts';
import { adminScope, departmentToAdminister, memberToAdminister, scopeFilter } from './directory.access.ts';
import { recordsOf } from './directory.present.ts';
import { pageOfMembers } from './page-of-members.ts';
import { findMembers } from './search-members.ts';

export const adminMembers = implement(
  directoryAdmin.adminMembers,
  async (work, { departmentId, below, status, tagId, q, after, limit }) => {
    const scope = await adminScope(work);
    const department = departmentId ? await departmentToAdminister(work, scope, departmentId) : undefined;
    const values: unknown[] = [work.corpId];
    const conditions = [
      status ? `m.status = $${values.push(status)}` : `m.status <> 'left'`,
      scopeFilter(scope, 'm', values),
    ];
    if (tagId)
      conditions.push(
        `exists (select from member_tags g where g.corp_id = $1 and g.member_id = m.id and g.tag_id = $${values.push(tagId)})`,
      );
    const condition = conditions.join(' and ');
    if (q) {
      const found = await findMembers(work, q, limit, condition, values);
      return { members: await recordsOf(work, found), next: null };
    }
    const page = await pageOfMembers(work, values, {
      department: department && { ...department, below },
      condition,
      after,
      limit,
    });
    return { members: await recordsOf(work, page.ids), next: page.next };
  },
);

export const adminMember = implement(directoryAdmin.adminMember, async (work, { memberId }) => {
  await memberToAdminister(work, await adminScope(work), memberId);
  const [record] = await recordsOf(work, [memberId]);
  return record!;
});
