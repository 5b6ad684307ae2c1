import { directory } from '@teahouse/contract/directory';
import type { DepartmentId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { NAMES } from './directory.present.ts';
import { endOf } from './search-keys.ts';
import { seenDepartment, sightOf } from './sight.ts';

export const searchDepartments = implement(directory.searchDepartments, async (work, { q, limit }) => {
  const start = q.toLowerCase().replaceAll(/\s+/g, '');
  const values: unknown[] = [work.corpId, start, endOf(start), limit];
  const seen = seenDepartment(await sightOf(work), 'd', values);
  // A company has thousands of departments at most: reading them all is a few milliseconds, and finds the middle of names too.
  return {
    departments: await work.sql<{ id: DepartmentId; name: string; names: string[] }>(
      `select d.id, d.name, ${NAMES} names from departments d
        where d.corp_id = $1 and ${seen}
          and (strpos(lower(d.name), $2) > 0 or d.pinyin >= $2 and d.pinyin < $3 or d.initials >= $2 and d.initials < $3)
        order by strpos(lower(d.name), $2) <> 1, length(d.path), d.no limit $4`,
      values,
    ),
  };
});
