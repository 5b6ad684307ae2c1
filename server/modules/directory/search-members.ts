import { directory } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { visibleFilter } from './directory.access.ts';
import { briefsOf, PRESENT } from './directory.present.ts';
import { endOf, wantedKeys } from './search-keys.ts';

export const searchMembers = implement(directory.searchMembers, async (work, { q, limit }) => {
  const values: unknown[] = [work.corpId];
  const seen = await visibleFilter(work, 'm', values);
  const ids = await findMembers(work, q, limit, `m.status in ${PRESENT} and ${seen}`, values);
  return { members: await briefsOf(work, ids) };
});

/**
 * Ids of members whose name, pinyin, initials, alias, userid, mobile or mail begins so, nearest first. `condition` is SQL about
 * members `m`; `values` are its values, beginning with the company.
 */
export async function findMembers(
  work: Work,
  q: string,
  limit: number,
  condition: string,
  values: unknown[],
): Promise<MemberId[]> {
  const { starts, has } = wantedKeys(q);
  if (starts.length === 0) return [];
  const my = (value: unknown) => `$${values.push(value)}`;
  const contains = has.map((part) => {
    const text = my(part);
    return `(strpos(m.name, ${text}) > 0 or strpos(lower(m.alias), ${text}) > 0)`;
  });
  // One member may be found by several keys; walking the index in order and stopping early keeps a short query cheap.
  const branches = starts.map(
    (
      start,
    ) => `(select k.key, k.member_id from member_keys k join members m on m.corp_id = $1 and m.id = k.member_id
       where k.corp_id = $1 and k.key >= ${my(start)} and k.key < ${my(endOf(start))} and ${[condition, ...contains].join(' and ')}
       order by k.key limit ${limit * 8})`,
  );
  const rows = await work.sql<{ id: MemberId }>(
    `select member_id id from (${branches.join(' union all ')}) found group by member_id order by min(key), member_id limit ${limit}`,
    values,
  );
  return rows.map((r) => r.id);
}
