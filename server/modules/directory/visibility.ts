import { directorySettings } from '@teahouse/contract/directory-settings';
import type { VisibilityRule } from '@teahouse/contract/directory-admin';
import { implement } from '../../kernel/module.ts';
import { departmentsToAdminister, wholeCompany } from './directory.access.ts';

export const getVisibility = implement(directorySettings.getVisibility, async (work) => ({
  rules: await work.sql<VisibilityRule>(
    `select r.department_id "departmentId", r.sees, r.chosen from visibility_rules r
       join departments d on d.corp_id = $1 and d.id = r.department_id where r.corp_id = $1 order by d.path`,
    [work.corpId],
  ),
}));

export const setVisibility = implement(directorySettings.setVisibility, async (work, { rules }) => {
  await wholeCompany(work);
  // One rule for a department: the last one sent holds.
  const byDepartment = new Map(rules.map((r) => [r.departmentId, r]));
  const kept = [...byDepartment.values()];
  await departmentsToAdminister(work, null, [...new Set(kept.flatMap((r) => [r.departmentId, ...r.chosen]))]);
  await work.db.deleteFrom('visibility_rules').execute();
  if (kept.length)
    await work.db
      .insertInto('visibility_rules')
      .values(
        kept.map((r) => ({
          department_id: r.departmentId,
          sees: r.sees,
          chosen: r.sees === 'chosen' ? r.chosen : [],
        })),
      )
      .execute();
  await work.audit({ action: 'directory.visibility_changed', detail: { rules: kept } });
  return {};
});
