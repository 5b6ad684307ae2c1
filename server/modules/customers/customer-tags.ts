import { customers, customerTagChanged } from '@teahouse/contract/customers';
import type { CustomerId, CustomerTagGroupId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope } from '../directory/index.ts';

/** The names of these tags, every one of which the company has. */
export async function tagsToUse(work: Work, ids: readonly CustomerTagId[]): Promise<string[]> {
  const rows = await work.sql<{ name: string }>(
    `select t.name from customer_tags t join customer_tag_groups g on g.corp_id = $1 and g.id = t.group_id
      where t.corp_id = $1 and t.id = any($2) order by g.sort desc, g.created_at, g.id, t.sort desc, t.created_at, t.id`,
    [work.corpId, ids],
  );
  return rows.length === new Set(ids).size ? rows.map((r) => r.name) : fail('customers.tag_not_found');
}

/** Gives tags to a customer where this member follows them; elsewhere nothing happens. */
export async function tagCustomerOf(
  work: Work,
  {
    customerId,
    memberId,
    tagIds,
  }: { customerId: CustomerId; memberId: MemberId; tagIds: readonly CustomerTagId[] },
): Promise<void> {
  await work.sql(
    `insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id)
     select $1, f.customer_id, f.member_id, t.id from customer_follows f join customer_tags t on t.corp_id = $1 and t.id = any($4)
      where f.corp_id = $1 and f.customer_id = $2 and f.member_id = $3 on conflict do nothing`,
    [work.corpId, customerId, memberId, tagIds],
  );
}

/** Tags are one set for the whole company: administrators and apps of a branch use them, they do not change them. */
export async function wholeCompany(work: Work): Promise<void> {
  if (work.actor.kind === 'app' ? work.actor.range : (await adminScope(work)) !== null)
    fail('directory.outside_scope');
}

export const listCustomerTags = implement(customers.listCustomerTags, async (work) => ({
  tags: await work.sql<{ id: CustomerTagId; group: string; groupId: CustomerTagGroupId; name: string }>(
    `select t.id, g.name "group", g.id "groupId", t.name from customer_tags t
       join customer_tag_groups g on g.corp_id = $1 and g.id = t.group_id
      where t.corp_id = $1 order by g.sort desc, g.created_at, g.id, t.sort desc, t.created_at, t.id`,
    [work.corpId],
  ),
}));

export const createCustomerTag = implement(customers.createCustomerTag, async (work, { group, name }) => {
  await wholeCompany(work);
  const groupId = await groupNamed(work, group);
  return { id: await addCustomerTag(work, { groupId, name }), group, groupId, name };
});

export const removeCustomerTag = implement(customers.removeCustomerTag, async (work, { tagId }) => {
  await wholeCompany(work);
  await tagsToUse(work, [tagId]);
  await dropCustomerTags(work, [tagId]);
  return {};
});

/** The group of this name; it begins to exist when it is asked for first. */
export async function groupNamed(work: Work, name: string, sort = 0): Promise<CustomerTagGroupId> {
  const id = newId('ctgg');
  const made = await work.sql(
    `insert into customer_tag_groups (corp_id, id, name, sort, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [work.corpId, id, name, sort, work.now],
  );
  if (made.length) {
    await work.emit(customerTagChanged, { id, kind: 'group', how: 'create' });
    return id;
  }
  const [known] = await work.sql<{ id: CustomerTagGroupId }>(
    'select id from customer_tag_groups where corp_id = $1 and name = $2',
    [work.corpId, name],
  );
  return known!.id;
}

/** One more tag of a group, behind the others unless its place is given. */
export async function addCustomerTag(
  work: Work,
  { groupId, name, sort }: { groupId: CustomerTagGroupId; name: string; sort?: number | undefined },
): Promise<CustomerTagId> {
  const id = newId('ctg');
  const made = await work.sql(
    `insert into customer_tags (corp_id, id, group_id, name, sort, created_at)
     values ($1, $2, $3, $4, coalesce($5, 0), $6)
     on conflict do nothing returning id`,
    [work.corpId, id, groupId, name, sort, work.now],
  );
  if (made.length === 0) fail('customers.tag_taken');
  await work.emit(customerTagChanged, { id, kind: 'tag', how: 'create' });
  return id;
}

/** Takes tags away, from every customer; a group goes with its last tag. */
export async function dropCustomerTags(work: Work, tagIds: readonly CustomerTagId[]): Promise<void> {
  for (const table of ['customer_follow_tags', 'contact_code_tags'])
    await work.sql(`delete from ${table} where corp_id = $1 and tag_id = any($2)`, [work.corpId, tagIds]);
  await work.sql('delete from customer_tags where corp_id = $1 and id = any($2)', [work.corpId, tagIds]);
  const groups = await work.sql<{ id: CustomerTagGroupId }>(
    `delete from customer_tag_groups g where g.corp_id = $1
        and not exists (select from customer_tags t where t.corp_id = $1 and t.group_id = g.id) returning g.id`,
    [work.corpId],
  );
  for (const id of tagIds) {
    await work.audit({ action: 'customers.tag_removed', object: id });
    await work.emit(customerTagChanged, { id, kind: 'tag', how: 'delete' });
  }
  for (const { id } of groups) await work.emit(customerTagChanged, { id, kind: 'group', how: 'delete' });
}
