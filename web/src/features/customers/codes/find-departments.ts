import { api } from '../../../lib/api.ts';
import { type Find, named } from '../../../ui/form/find-choices.ts';

/** Departments I administer: those at the top and what lies right below them, or by name. */
export const findAdministered: Find = async (q, signal) => {
  if (!q.trim()) return await topsAndBelow(signal);
  const { departments: found } = await api.directory.searchDepartments({ q, limit: 30 }, { signal });
  if (found.length === 0) return [];
  const ids = found.map((d) => d.id).join(',');
  const { departments } = await api.directoryAdmin.departmentsById({ ids }, { signal });
  return named(
    departments.map((d) => ({
      id: d.id,
      name: d.names.at(-1) ?? '',
      hint: d.names.slice(0, -1).join(' / '),
    })),
  );
};

/** Departments at the top of what I administer, then those right below. */
async function topsAndBelow(signal: AbortSignal) {
  const { departments: tops } = await api.directoryAdmin.adminDepartments({}, { signal });
  const below = await Promise.all(
    tops.slice(0, 10).map((d) => api.directoryAdmin.adminDepartments({ parentId: d.id }, { signal })),
  );
  return named([...tops, ...below.flatMap((b) => b.departments)].map((d) => ({ id: d.id, name: d.name })));
}
