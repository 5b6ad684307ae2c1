import { customerGroups } from '@teahouse/contract/customer-groups';
import { implement } from '../../kernel/module.ts';
import { groupsISee, toGroup } from './groups.access.ts';

export const listCustomerGroups = implement(
  customerGroups.listCustomerGroups,
  async (work, { whose, q = '', ownerId }) => {
    const rows = await groupsISee(work, {
      where: `($2 = '' or position(lower($2) in lower(c.title)) > 0) and ($3::text is null or c.owner_id = $3) and c.archived_at is null`,
      values: [q, ownerId ?? null],
    });
    return { groups: rows.filter((r) => whose === 'all' || r.role !== null).map(toGroup) };
  },
);
