import { type Budget, expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { BudgetId, DepartmentId, ExpenseTypeId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { namesOfSet } from '../directory/index.ts';
import { expenseSettings } from './settings.ts';
import { typeRows } from './types.ts';

interface Row {
  id: BudgetId;
  name: string;
  department_id: DepartmentId | null;
  cost_centre: string;
  type_id: ExpenseTypeId | null;
  from_day: string;
  until_day: string;
  amount: number;
  strict: boolean;
  held: number;
  spent: number;
}

async function read(work: Work, id: BudgetId | null): Promise<Budget[]> {
  const rows = await work.sql<Row>(
    `select b.id, b.name, b.department_id, b.cost_centre, b.type_id, b.from_day, b.until_day, b.amount, b.strict,
            coalesce(sum(e.amount) filter (where e.state = 'hold'), 0)::bigint held,
            coalesce(sum(e.amount) filter (where e.state = 'commit'), 0)::bigint spent
       from expense_budgets b left join expense_budget_entries e on e.corp_id = $1 and e.budget_id = b.id
      where b.corp_id = $1 and ($2::text is null or b.id = $2)
      group by b.corp_id, b.id order by b.until_day desc, b.name, b.id limit 1000`,
    [work.corpId, id],
  );
  const names = await departmentNames(
    work,
    rows.flatMap((r) => r.department_id ?? []),
  );
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    departmentId: r.department_id,
    departmentName: r.department_id && (names.get(r.department_id) ?? null),
    costCentre: r.cost_centre,
    typeId: r.type_id,
    from: r.from_day,
    until: r.until_day,
    amount: String(r.amount),
    strict: r.strict,
    held: String(r.held),
    spent: String(r.spent),
  }));
}

async function departmentNames(work: Work, departmentIds: DepartmentId[]): Promise<Map<string, string>> {
  if (departmentIds.length === 0) return new Map();
  const { departments } = await namesOfSet(work, { all: false, memberIds: [], departmentIds, tagIds: [] });
  return new Map(departments.map((d) => [d.id, d.name]));
}

export const listBudgets = implement(expensesAdmin.listBudgets, async (work) => ({
  budgets: await read(work, null),
  currency: (await expenseSettings(work)).currency,
}));

export const createBudget = implement(expensesAdmin.createBudget, async (work, b) => {
  if (b.until < b.from) fail('expenses.bad_span');
  if (b.departmentId && !(await departmentNames(work, [b.departmentId])).has(b.departmentId))
    fail('expenses.unknown_department');
  if (b.typeId && !(await typeRows(work)).some((t) => t.id === b.typeId)) fail('expenses.type_not_found');
  const id = newId('bud');
  await work.db
    .insertInto('expense_budgets')
    .values({
      id,
      name: b.name,
      department_id: b.departmentId,
      cost_centre: b.costCentre,
      type_id: b.typeId,
      from_day: b.from,
      until_day: b.until,
      amount: Number(b.amount),
      strict: b.strict,
    })
    .execute();
  await work.audit({ action: 'expenses.budget_created', object: id, detail: b });
  return (await read(work, id))[0]!;
});

export const changeBudget = implement(
  expensesAdmin.changeBudget,
  async (work, { budgetId, name, amount, strict }) => {
    const [held] = await work.sql(
      'select id from expense_budgets where corp_id = $1 and id = $2 for update',
      [work.corpId, budgetId],
    );
    const [before] = held ? await read(work, budgetId) : [];
    if (!before) return fail('expenses.budget_not_found');
    // A budget that was let through beyond its amount may be raised, not lowered further.
    const used = BigInt(before.held) + BigInt(before.spent);
    if (BigInt(amount) < used && BigInt(amount) < BigInt(before.amount)) fail('expenses.budget_used');
    await work.db
      .updateTable('expense_budgets')
      .set({ name, amount: Number(amount), strict })
      .where('id', '=', budgetId)
      .execute();
    await work.audit({
      action: 'expenses.budget_changed',
      object: budgetId,
      detail: { name, amount, strict, before: before.amount },
    });
    return (await read(work, budgetId))[0]!;
  },
);
