// Corp tags as programs write them: in groups, by ids, with an order.
import { customerTagChanged } from '@teahouse/contract/customers';
import type { CustomerTagGroupId, CustomerTagId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { dropCustomerTags } from '../customer-tags.ts';

export interface TagGroup {
  id: CustomerTagGroupId;
  name: string;
  sort: number;
  createdAt: Date;
  tags: { id: CustomerTagId; name: string; sort: number; createdAt: Date }[];
}

/** Groups with their tags. With ids: those groups whole, and of other groups the tags named. */
export async function tagGroups(
  work: Work,
  only?: { tagIds: readonly string[]; groupIds: readonly string[] },
): Promise<TagGroup[]> {
  const groups = await work.sql<Omit<TagGroup, 'tags'>>(
    'select id, name, sort, created_at "createdAt" from customer_tag_groups where corp_id = $1 order by sort desc, created_at, id',
    [work.corpId],
  );
  const tags = await work.sql<TagGroup['tags'][number] & { groupId: string }>(
    'select id, name, sort, created_at "createdAt", group_id "groupId" from customer_tags where corp_id = $1 order by sort desc, created_at, id',
    [work.corpId],
  );
  return groups
    .map((g) => ({
      ...g,
      tags: tags.filter(
        (t) => t.groupId === g.id && (!only || only.groupIds.includes(g.id) || only.tagIds.includes(t.id)),
      ),
    }))
    .filter((g) => !only || only.groupIds.includes(g.id) || g.tags.length > 0);
}

/** Another name or place for a tag or a group. */
export async function changeTagOrGroup(
  work: Work,
  id: CustomerTagId | CustomerTagGroupId,
  change: { name?: string | undefined; sort?: number | undefined },
): Promise<void> {
  const kind = id.startsWith('ctgg_') ? ('group' as const) : ('tag' as const);
  const table = kind === 'group' ? 'customer_tag_groups' : 'customer_tags';
  const taken = change.name !== undefined && (await nameTaken(work, kind, id, change.name));
  if (taken) fail('customers.tag_taken');
  const changed = await work.sql(
    `update ${table} set name = coalesce($3, name), sort = coalesce($4, sort) where corp_id = $1 and id = $2 returning id`,
    [work.corpId, id, change.name, change.sort],
  );
  if (changed.length === 0) fail('customers.tag_not_found');
  await work.emit(customerTagChanged, { id, kind, how: 'update' });
}

async function nameTaken(work: Work, kind: 'tag' | 'group', id: string, name: string): Promise<boolean> {
  const sql =
    kind === 'group'
      ? 'select from customer_tag_groups where corp_id = $1 and id <> $2 and name = $3'
      : `select from customer_tags t join customer_tags me on me.corp_id = $1 and me.id = $2 and me.group_id = t.group_id
          where t.corp_id = $1 and t.id <> $2 and t.name = $3`;
  return (await work.sql(sql, [work.corpId, id, name])).length > 0;
}

/** Takes tags and whole groups away. Names what is unknown with a refusal, and takes nothing then. */
export async function dropTagsAndGroups(
  work: Work,
  { tagIds, groupIds }: { tagIds: readonly CustomerTagId[]; groupIds: readonly CustomerTagGroupId[] },
): Promise<void> {
  const rows = await work.sql<{ id: CustomerTagId; groupId: CustomerTagGroupId }>(
    'select id, group_id "groupId" from customer_tags where corp_id = $1 and (id = any($2) or group_id = any($3))',
    [work.corpId, tagIds, groupIds],
  );
  const known = new Set<string>(rows.flatMap((r) => [r.id, r.groupId]));
  if (![...tagIds, ...groupIds].every((id) => known.has(id))) fail('customers.tag_not_found');
  await dropCustomerTags(
    work,
    rows.map((r) => r.id),
  );
}

/** How many tags the company has. */
export async function countTags(work: Work): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from customer_tags where corp_id = $1',
    [work.corpId],
  );
  return row!.n;
}
