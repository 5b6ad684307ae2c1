import { customers } from '@teahouse/contract/customers';
import type { CustomerTagId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope } from '../directory/index.ts';

/** The names of these tags, every one of which the company has. */
export async function tagsToUse(work: Work, ids: readonly CustomerTagId[]): Promise<string[]> {
  const rows = await work.sql<{ name: string }>(
    'select name from customer_tags where corp_id = $1 and id = any($2) order by group_name, sort, name',
    [work.corpId, ids],
  );
  return rows.length === new Set(ids).size ? rows.map((r) => r.name) : fail('customers.tag_not_found');
}

/** Tags are one set for the whole company: administrators and apps of a branch use them, they do not change them. */
async function wholeCompany(work: Work): Promise<void> {
  if (work.actor.kind === 'app' ? work.actor.range : (await adminScope(work)) !== null)
    fail('directory.outside_scope');
}

export const listCustomerTags = implement(customers.listCustomerTags, async (work) => ({
  tags: await work.sql<{ id: CustomerTagId; group: string; name: string }>(
    'select id, group_name "group", name from customer_tags where corp_id = $1 order by group_name, sort, name',
    [work.corpId],
  ),
}));

export const createCustomerTag = implement(customers.createCustomerTag, async (work, { group, name }) => {
  await wholeCompany(work);
  const id = newId('ctg');
  const made = await work.sql(
    `insert into customer_tags (corp_id, id, group_name, name, sort, created_at)
     select $1, $2, $3, $4, coalesce(max(sort) + 1, 0), $5 from customer_tags where corp_id = $1 and group_name = $3
     on conflict do nothing returning id`,
    [work.corpId, id, group, name, work.now],
  );
  return made.length ? { id, group, name } : fail('customers.tag_taken');
});

export const removeCustomerTag = implement(customers.removeCustomerTag, async (work, { tagId }) => {
  await wholeCompany(work);
  await tagsToUse(work, [tagId]);
  for (const table of ['customer_follow_tags', 'contact_code_tags'])
    await work.sql(`delete from ${table} where corp_id = $1 and tag_id = $2`, [work.corpId, tagId]);
  await work.sql('delete from customer_tags where corp_id = $1 and id = $2', [work.corpId, tagId]);
  await work.audit({ action: 'customers.tag_removed', object: tagId });
  return {};
});
