import { expenses, type LimitTier } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { ExpenseTypeId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { expenseSettings } from './settings.ts';

interface Row {
  id: ExpenseTypeId;
  name: string;
  en: string | null;
  account: string;
  needs_invoice: boolean;
  per_day: number | null;
  per_claim: number | null;
  tiers: LimitTier[];
  retired_at: Date | null;
}
const COLUMNS = 'id, name, en, account, needs_invoice, per_day, per_claim, tiers, retired_at';

/** What a company finds on its first day: [name, English name, account, needs an invoice]. */
const usual: [string, string, string, boolean][] = [
  ['交通', 'Travel', '660201', false],
  ['住宿', 'Hotel', '660202', true],
  ['餐饮', 'Meals', '660203', true],
  ['办公', 'Office', '660204', true],
  ['通讯', 'Phone', '660205', false],
  ['招待', 'Entertainment', '660206', true],
  ['培训', 'Training', '660207', true],
  ['其他', 'Other', '660299', false],
];

/** All kinds of expense by their order; the usual ones are made when a company looks for the first time. */
export async function typeRows(work: Work): Promise<Row[]> {
  const found = await read(work);
  if (found.length) return found;
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `expense types of ${work.corpId}`,
  ]);
  if ((await read(work)).length === 0)
    for (const [sort, [name, en, account, needs_invoice]] of usual.entries())
      await work.db
        .insertInto('expense_types')
        .values({ id: newId('ext'), name, en, account, needs_invoice, sort })
        .execute();
  return await read(work);
}

const read = (work: Work) =>
  work.sql<Row>(`select ${COLUMNS} from expense_types where corp_id = $1 order by sort, id`, [work.corpId]);

const minor = (n: number | null) => (n === null ? null : String(n));
const toType = (r: Row) => ({
  id: r.id,
  name: r.name,
  en: r.en,
  needsInvoice: r.needs_invoice,
  perDay: minor(r.per_day),
  perClaim: minor(r.per_claim),
  tiers: r.tiers,
});
const toManaged = (r: Row) => ({ ...toType(r), account: r.account, retired: r.retired_at !== null });

export const listExpenseTypes = implement(expenses.listExpenseTypes, async (work) => ({
  types: (await typeRows(work)).filter((r) => !r.retired_at).map(toType),
  currency: (await expenseSettings(work)).currency,
  costCentres: (
    await work.sql<{ name: string }>(
      `select distinct cost_centre name from expense_budgets where corp_id = $1 and cost_centre <> '' order by 1 limit 200`,
      [work.corpId],
    )
  ).map((r) => r.name),
}));

export const listManagedTypes = implement(expensesAdmin.listManagedTypes, async (work) => ({
  types: (await typeRows(work)).map(toManaged),
  currency: (await expenseSettings(work)).currency,
}));

export const createExpenseType = implement(expensesAdmin.createExpenseType, async (work, wanted) => {
  const rows = await typeRows(work);
  const [row] = await work.sql<Row>(
    `insert into expense_types (corp_id, id, name, en, account, needs_invoice, per_day, per_claim, tiers, retired_at, sort)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${COLUMNS}`,
    [work.corpId, newId('ext'), ...columns(work, wanted), rows.length],
  );
  await work.audit({ action: 'expenses.type_created', object: row!.id, detail: { name: wanted.name } });
  return toManaged(row!);
});

export const changeExpenseType = implement(
  expensesAdmin.changeExpenseType,
  async (work, { typeId, ...wanted }) => {
    const [row] = await work.sql<Row>(
      `update expense_types set name = $3, en = $4, account = $5, needs_invoice = $6, per_day = $7, per_claim = $8, tiers = $9, retired_at = $10
        where corp_id = $1 and id = $2 returning ${COLUMNS}`,
      [work.corpId, typeId, ...columns(work, wanted)],
    );
    if (!row) return fail('expenses.type_not_found');
    await work.audit({ action: 'expenses.type_changed', object: typeId, detail: wanted });
    return toManaged(row);
  },
);

interface Wanted {
  name: string;
  en: string | null;
  account: string;
  needsInvoice: boolean;
  perDay: string | null;
  perClaim: string | null;
  tiers: LimitTier[];
  retired: boolean;
}
const columns = (work: Work, t: Wanted) => [
  t.name,
  t.en || null,
  t.account,
  t.needsInvoice,
  t.perDay,
  t.perClaim,
  JSON.stringify(t.tiers),
  t.retired ? work.now : null,
];
