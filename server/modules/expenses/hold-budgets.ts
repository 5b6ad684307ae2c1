// A budget is held when a claim is submitted, committed when it is approved, and released when it is refused or withdrawn.
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { majorOf } from '../approvals/index.ts';
import { departmentsAbove, reportingLines } from '../directory/index.ts';
import type { LineRow } from './claims.present.ts';

interface Row {
  id: `bud_${string}`;
  name: string;
  department_id: string | null;
  cost_centre: string;
  type_id: string | null;
  from_day: string;
  until_day: string;
  amount: number;
  used: number;
  strict: boolean;
}

/**
 * Holds what these lines take from every budget they fall under. Answers whether one of them did not fit and let it pass; a strict one
 * fails with expenses.over_budget.
 */
export async function holdBudgets(
  work: Work,
  claim: { id: `clm_${string}`; member_id: MemberId; currency: string },
  lines: readonly LineRow[],
): Promise<boolean> {
  const over = await departmentsOver(work, claim.member_id);
  // Held in one order, so that two claims cannot lock each other out.
  const budgets = await work.sql<Row>(
    `select b.id, b.name, b.department_id, b.cost_centre, b.type_id, b.from_day, b.until_day, b.amount, b.strict, 0 used
       from expense_budgets b where b.corp_id = $1 and b.until_day >= $2 and b.from_day <= $3 order by b.id for update`,
    [
      work.corpId,
      lines.map((l) => l.day).toSorted()[0],
      lines
        .map((l) => l.day)
        .toSorted()
        .at(-1),
    ],
  );
  let waivedAny = false;
  for (const b of budgets) {
    const mine = lines.filter((l) => fits(b, l, over));
    const needed = mine.reduce((n, l) => n + l.claimed, 0);
    if (needed === 0) continue;
    const [used] = await work.sql<{ n: number }>(
      'select coalesce(sum(amount), 0)::bigint n from expense_budget_entries where corp_id = $1 and budget_id = $2',
      [work.corpId, b.id],
    );
    const left = b.amount - used!.n;
    const waived = needed > left;
    if (waived && b.strict)
      fail('expenses.over_budget', '', [
        { path: 'budget', text: b.name },
        { path: 'left', text: majorOf({ minor: String(Math.max(left, 0)), cur: claim.currency }) },
      ]);
    waivedAny ||= waived;
    for (const l of mine)
      await work.db
        .insertInto('expense_budget_entries')
        .values({ budget_id: b.id, claim_id: claim.id, line: l.no, amount: l.claimed, state: 'hold', waived })
        .execute();
  }
  return waivedAny;
}

const fits = (b: Row, l: LineRow, over: ReadonlySet<string>) =>
  b.from_day <= l.day &&
  l.day <= b.until_day &&
  (b.cost_centre === '' || b.cost_centre === l.cost_centre) &&
  (b.type_id === null || b.type_id === l.type_id) &&
  (b.department_id === null || over.has(b.department_id));

/** The main department of a member and everything above it: theirs is the money that is spent. */
async function departmentsOver(work: Work, memberId: MemberId): Promise<Set<string>> {
  const { members } = await reportingLines(work, { members: [memberId], departments: [], tags: [] });
  const main: DepartmentId | undefined = members.find((m) => m.id === memberId)?.departments[0];
  return new Set(main ? await departmentsAbove(work, [main]) : []);
}

/** What was held is spent, as far as it was approved. */
export async function commitBudgets(work: Work, claimId: string): Promise<void> {
  await work.sql(
    `update expense_budget_entries e set state = 'commit', amount = l.approved
       from expense_lines l where e.corp_id = $1 and e.claim_id = $2
        and l.corp_id = $1 and l.claim_id = e.claim_id and l.no = e.line`,
    [work.corpId, claimId],
  );
}

export async function releaseBudgets(work: Work, claimId: string): Promise<void> {
  await work.sql('delete from expense_budget_entries where corp_id = $1 and claim_id = $2', [
    work.corpId,
    claimId,
  ]);
}
