import { identityAdmin, type Role } from '@teahouse/contract/identity-admin';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { briefsOf } from '../directory/index.ts';

export const listRoles = implement(identityAdmin.listRoles, async (work) => {
  const rows = await work.sql<{
    member_id: MemberId;
    role: Role;
    departments: DepartmentId[] | null;
    since: Date;
  }>(
    `select member_id, role, departments, since from admins where corp_id = $1
      order by array_position(array['owner', 'system', 'security', 'audit', 'attendance', 'outreach', 'finance', 'assessment'], role), since, member_id`,
    [work.corpId],
  );
  const briefs = await briefsOf(
    work,
    rows.map((r) => r.member_id),
  );
  const byId = new Map(briefs.map((b) => [b.id, b]));
  return {
    roles: rows.flatMap((r) => {
      const member = byId.get(r.member_id);
      return member
        ? [{ member, role: r.role, departments: r.departments, since: r.since.toISOString() }]
        : [];
    }),
    departments: await work.sql<{ id: DepartmentId; name: string }>(
      'select id, name from departments where corp_id = $1 and id = any($2) order by id',
      [work.corpId, [...new Set(rows.flatMap((r) => r.departments ?? []))]],
    ),
  };
});
