import { customerRules } from '@teahouse/contract/customer-rules';
import type { CustomerRuleId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { departmentInSet, inSet } from '../../directory/index.ts';
import { wholeCompany } from '../customer-tags.ts';
import { type RuleRow, rulesOf, ruleToUse, setOf, toRule } from './rule-rows.ts';

export type WrittenRule = Pick<RuleRow, 'name' | 'leaderIds' | 'memberIds' | 'departmentIds' | 'rights'>;

export const listCustomerRules = implement(customerRules.listCustomerRules, async (work) => {
  const rules = [];
  for (const row of await rulesOf(work)) rules.push(await toRule(work, row));
  return { rules };
});

export const createCustomerRule = implement(
  customerRules.createCustomerRule,
  async (work, { parentId, ...written }) =>
    await toRule(work, await makeRule(work, written, parentId && (await ruleToUse(work, parentId)))),
);

export const changeCustomerRule = implement(
  customerRules.changeCustomerRule,
  async (work, { ruleId, ...written }) =>
    await toRule(work, await rewriteRule(work, await ruleToUse(work, ruleId), written)),
);

export const removeCustomerRule = implement(customerRules.removeCustomerRule, async (work, { ruleId }) => {
  await dropRule(work, await ruleToUse(work, ruleId));
  return {};
});

/** One more rule group; its number is the next one. */
export async function makeRule(work: Work, written: WrittenRule, parent: RuleRow | null): Promise<RuleRow> {
  await wholeCompany(work);
  await mustExist(work, written);
  if (parent) await mustLieWithin(work, parent, written);
  const id = newId('crl');
  await work.sql(
    `insert into customer_rules (corp_id, id, no, parent_id, name, leader_ids, member_ids, department_ids, rights, created_at)
     select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, $7, $8, $9 from customer_rules where corp_id = $1`,
    [work.corpId, id, parent?.id ?? null, ...columnsOf(written), work.now],
  );
  await work.audit({ action: 'customers.rule_created', object: id, detail: written });
  return await ruleToUse(work, id);
}

/** Written anew where it is; those below it must still lie within it. */
export async function rewriteRule(
  work: Work,
  { id, parentId }: RuleRow,
  written: WrittenRule,
): Promise<RuleRow> {
  await mustExist(work, written);
  if (parentId) await mustLieWithin(work, await ruleToUse(work, parentId), written);
  for (const other of await rulesOf(work))
    if (other.parentId === id) await mustLieWithin(work, written, other);
  await work.sql(
    `update customer_rules set name = $3, leader_ids = $4, member_ids = $5, department_ids = $6, rights = $7
      where corp_id = $1 and id = $2`,
    [work.corpId, id, ...columnsOf(written)],
  );
  await work.audit({ action: 'customers.rule_changed', object: id, detail: written });
  return await ruleToUse(work, id);
}

export async function dropRule(work: Work, { id }: { id: CustomerRuleId }): Promise<void> {
  if ((await rulesOf(work)).some((r) => r.parentId === id)) fail('customers.rule_has_others_below');
  await work.sql('delete from customer_rules where corp_id = $1 and id = $2', [work.corpId, id]);
  await work.audit({ action: 'customers.rule_removed', object: id });
}

const columnsOf = ({ name, leaderIds, memberIds, departmentIds, rights }: WrittenRule) => [
  name,
  [...new Set(leaderIds)],
  [...new Set(memberIds)],
  [...new Set(departmentIds)],
  [...new Set(rights)],
];

async function mustExist(work: Work, { leaderIds, memberIds, departmentIds }: WrittenRule): Promise<void> {
  if (memberIds.length + departmentIds.length === 0) fail('customers.rule_empty');
  const people = [...new Set([...leaderIds, ...memberIds])];
  const departments = [...new Set(departmentIds)];
  const [found] = await work.sql<{ people: number; departments: number }>(
    `select (select count(*)::int from members where corp_id = $1 and id = any($2)) people,
            (select count(*)::int from departments where corp_id = $1 and id = any($3)) departments`,
    [work.corpId, people, departments],
  );
  if (found!.people < people.length) fail('directory.member_not_found');
  if (found!.departments < departments.length) fail('directory.department_not_found');
}

/** Everybody and every department of the lower group belongs to the upper one. */
async function mustLieWithin(
  work: Work,
  upper: Pick<RuleRow, 'memberIds' | 'departmentIds'>,
  lower: Pick<RuleRow, 'memberIds' | 'departmentIds'>,
): Promise<void> {
  const values: unknown[] = [work.corpId, lower.memberIds, lower.departmentIds];
  const member = inSet(setOf(upper), 'm', values);
  const department = departmentInSet(setOf(upper), 'd', values);
  const outside = await work.sql(
    `select from members m where m.corp_id = $1 and m.id = any($2) and not ${member}
     union all select from departments d where d.corp_id = $1 and d.id = any($3) and not ${department} limit 1`,
    values,
  );
  if (outside.length) fail('customers.rule_outside_parent');
}
