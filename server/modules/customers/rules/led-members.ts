import { customerRights, customerRules, type CustomerRight } from '@teahouse/contract/customer-rules';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { adminScope, inSet, scopeFilter } from '../../directory/index.ts';

/** Whom the acting member leads by rule groups, those who left included; with a right, only by groups that give it. */
export async function ledMembers(work: Work, right?: CustomerRight): Promise<MemberId[]> {
  const rules = await rulesILead(work);
  const led = rules.filter((r) => !right || r.rights.includes(right));
  if (led.length === 0) return [];
  const values: unknown[] = [work.corpId];
  const set = {
    all: false,
    memberIds: led.flatMap((r) => r.memberIds),
    departmentIds: led.flatMap((r) => r.departmentIds),
    tagIds: [],
  };
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and ${inSet(set, 'm', values)}`,
    values,
  );
  return rows.map((r) => r.id);
}

/** "Member `m` is one whose customers are the actor's concern": administered, or led by a group that gives this right, as SQL. */
export async function inCharge(
  work: Work,
  m: string,
  values: unknown[],
  right?: CustomerRight,
): Promise<string> {
  const administered = scopeFilter(await adminScope(work), m, values);
  if (administered === 'true') return administered;
  const led = await ledMembers(work, right);
  return led.length ? `(${administered} or ${m}.id = any($${values.push(led)}::text[]))` : administered;
}

export const myCustomerRights = implement(customerRules.myCustomerRights, async (work) => {
  const rules = await rulesILead(work);
  const held = new Set(rules.flatMap((r) => r.rights));
  return { leads: rules.length > 0, rights: customerRights.filter((right) => held.has(right)) };
});

interface Led {
  memberIds: MemberId[];
  departmentIds: DepartmentId[];
  rights: CustomerRight[];
}

async function rulesILead(work: Work): Promise<Led[]> {
  if (work.actor.kind !== 'member') return [];
  return await work.sql<Led>(
    `select member_ids "memberIds", department_ids "departmentIds", rights from customer_rules
      where corp_id = $1 and $2 = any(leader_ids)`,
    [work.corpId, work.actor.id],
  );
}
