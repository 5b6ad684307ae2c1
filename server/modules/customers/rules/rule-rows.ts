import type { CustomerRight, CustomerRule } from '@teahouse/contract/customer-rules';
import type { CustomerRuleId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { namesOfSet } from '../../directory/index.ts';
import { wholeCompany } from '../customer-tags.ts';

export interface RuleRow {
  id: CustomerRuleId;
  /** what programs know it by */
  no: number;
  parentId: CustomerRuleId | null;
  name: string;
  leaderIds: MemberId[];
  memberIds: MemberId[];
  departmentIds: DepartmentId[];
  rights: CustomerRight[];
  createdAt: Date;
}

const RULE = `id, no, parent_id "parentId", name, leader_ids "leaderIds", member_ids "memberIds", department_ids "departmentIds", rights, created_at "createdAt"`;

/** By name; with `page` by number behind `after`. For whoever administers the whole company. */
export async function rulesOf(
  work: Work,
  page: { after: number; limit: number } | null = null,
): Promise<RuleRow[]> {
  await wholeCompany(work);
  return await work.sql<RuleRow>(
    `select ${RULE} from customer_rules where corp_id = $1 and ($2::int is null or no > $2)
      order by ${page ? 'no' : 'name, no'} limit $3`,
    [work.corpId, page?.after ?? null, page?.limit ?? null],
  );
}

/** One of them by its id or its number, held until the work is done. Fails with customers.rule_not_found and directory.outside_scope. */
export async function ruleToUse(work: Work, by: CustomerRuleId | number): Promise<RuleRow> {
  await wholeCompany(work);
  const [row] = await work.sql<RuleRow>(
    `select ${RULE} from customer_rules where corp_id = $1 and ${typeof by === 'number' ? 'no = $2::int' : 'id = $2'} for update`,
    [work.corpId, by],
  );
  return row ?? fail('customers.rule_not_found');
}

/** The members and departments a rule group leads, as a set. */
export const setOf = ({ memberIds, departmentIds }: Pick<RuleRow, 'memberIds' | 'departmentIds'>) => ({
  all: false,
  memberIds,
  departmentIds,
  tagIds: [],
});

/** With names; whoever left, and departments that are gone, are not named any more. */
export async function toRule(work: Work, row: RuleRow): Promise<CustomerRule> {
  const { members, departments } = await namesOfSet(work, setOf(row));
  const leaders = await namesOfSet(work, setOf({ memberIds: row.leaderIds, departmentIds: [] }));
  return {
    id: row.id,
    name: row.name,
    parentId: row.parentId,
    leaders: leaders.members as CustomerRule['leaders'],
    members: members as CustomerRule['members'],
    departments: departments as CustomerRule['departments'],
    rights: row.rights,
  };
}
