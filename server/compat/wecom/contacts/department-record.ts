import type { DepartmentFacts } from '../../../modules/directory/index.ts';

/** A department as `department/list` tells one. */
export const departmentRecord = (d: DepartmentFacts) => ({
  id: d.no,
  name: d.name,
  name_en: d.nameEn,
  department_leader: d.leaders,
  parentid: d.parentNo,
  order: d.order,
});
