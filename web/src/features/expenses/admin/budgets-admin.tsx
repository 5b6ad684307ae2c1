import { Pencil, PiggyBank, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Budget } from '../../../../../contract/src/expenses-admin.ts';
import type { DepartmentId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { MemberPicker, type Person } from '../../../ui/member-picker.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { majorText, minorText, money } from '../money.ts';
import { Sheet } from '../sheet.tsx';
import { typeName } from '../type-name.ts';
import { FinancePage } from './finance-page.tsx';
import { useFinanceWords } from './words.ts';

/** Budgets with what is spent and what is held. */
export function BudgetsAdmin() {
  const words = useFinanceWords().budgets;
  const [editing, setEditing] = useState<Budget | 'new' | null>(null);
  const loaded = useLoaded('budgets', (signal) => api.expensesAdmin.listBudgets({}, { signal }));
  return (
    <FinancePage
      intro={words.intro}
      loaded={loaded}
      action={
        <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      }
    >
      {({ budgets, currency }) => (
        <>
          {budgets.length === 0 && <Empty icon={<PiggyBank />} title={words.none} text={words.noneText} />}
          <ul className="flex flex-col">
            {budgets.map((b) => (
              <Row key={b.id} budget={b} currency={currency} onEdit={() => setEditing(b)} />
            ))}
          </ul>
          {editing && (
            <BudgetSheet
              budget={editing === 'new' ? null : editing}
              currency={currency}
              onClose={() => setEditing(null)}
              onDone={() => {
                setEditing(null);
                loaded.reload();
              }}
            />
          )}
        </>
      )}
    </FinancePage>
  );
}

function Row({ budget: b, currency, onEdit }: { budget: Budget; currency: string; onEdit: () => void }) {
  const all = useFinanceWords();
  const words = all.budgets;
  const used = BigInt(b.spent) + BigInt(b.held);
  const left = BigInt(b.amount) - used;
  const share = (n: bigint) =>
    BigInt(b.amount) === 0n ? 0 : Math.min(100, Number((n * 100n) / BigInt(b.amount)));
  return (
    <li className="flex items-start gap-3 border-b border-line/70 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-1.5 text-body">
          {b.name}
          {b.strict && <Tag>{words.strictTag}</Tag>}
        </p>
        <p className="tabular text-small text-text-3">
          {[b.departmentName ?? words.wholeCompany, b.costCentre, `${b.from} – ${b.until}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <div aria-hidden className="mt-2 flex h-1.5 overflow-hidden rounded-full bg-hover">
          <span
            className={cx(left < 0n ? 'bg-danger-solid' : 'bg-accent')}
            style={{ width: `${share(BigInt(b.spent))}%` }}
          />
          <span className="bg-accent opacity-40" style={{ width: `${share(BigInt(b.held))}%` }} />
        </div>
        <p className="tabular mt-1 text-small text-text-2">
          {words.used(money(b.spent, currency), money(b.held, currency), money(b.amount, currency))}
          {' · '}
          <span className={left < 0n ? 'text-danger' : ''}>
            {left < 0n
              ? words.over(money(String(-left), currency))
              : words.left(money(String(left), currency))}
          </span>
        </p>
      </div>
      <IconButton label={all.edit(b.name)} onClick={onEdit}>
        <Pencil aria-hidden className="size-4" />
      </IconButton>
    </li>
  );
}

/** Departments offered before anything is typed, or found by name. */
async function findDepartments(q: string, signal: AbortSignal): Promise<Person[]> {
  const { departments } = q
    ? await api.directory.searchDepartments({ q, limit: 20 }, { signal })
    : await api.directory.listDepartments({}, { signal });
  return departments.map(({ id, name }) => ({ id, name }));
}

const thisYear = () => new Date().getFullYear();

function BudgetSheet({
  budget,
  currency,
  onClose,
  onDone,
}: {
  budget: Budget | null;
  currency: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const all = useFinanceWords();
  const words = all.budgets;
  const types = useLoaded('types', (signal) => api.expensesAdmin.listManagedTypes({}, { signal }));
  const [departments, setDepartments] = useState<Person[]>([]);
  const [d, setD] = useState(() => ({
    name: budget?.name ?? '',
    costCentre: '',
    typeId: '',
    from: `${thisYear()}-01-01`,
    until: `${thisYear()}-12-31`,
    amount: budget ? majorText(budget.amount, currency) : '',
    strict: budget?.strict ?? true,
  }));
  const set = (change: Partial<typeof d>) => setD({ ...d, ...change });
  const amount = minorText(d.amount, currency);
  const save = () => {
    const { name, strict } = d;
    const sum = amount ?? '0';
    if (budget) return api.expensesAdmin.changeBudget({ budgetId: budget.id, name, strict, amount: sum });
    return api.expensesAdmin.createBudget({
      name,
      strict,
      amount: sum,
      from: d.from,
      until: d.until,
      costCentre: d.costCentre,
      typeId: types.data?.types.find((t) => t.id === d.typeId)?.id ?? null,
      departmentId: (departments[0]?.id as DepartmentId | undefined) ?? null,
    });
  };
  const dates = d.from !== '' && d.until !== '' && d.from <= d.until;
  return (
    <Sheet
      title={words.title}
      fits={d.name.trim() !== '' && amount !== null && dates}
      save={save}
      onClose={onClose}
      onDone={onDone}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.name} required>
          <Input value={d.name} maxLength={60} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        <Field label={words.amount} required>
          <Input inputMode="decimal" value={d.amount} onChange={(e) => set({ amount: e.target.value })} />
        </Field>
        {!budget && (
          <>
            <Field label={words.from}>
              <Input type="date" value={d.from} onChange={(e) => set({ from: e.target.value })} />
            </Field>
            <Field label={words.until}>
              <Input type="date" value={d.until} onChange={(e) => set({ until: e.target.value })} />
            </Field>
            <Field label={words.type}>
              <Select
                className="w-full"
                value={d.typeId}
                onChange={(e) => set({ typeId: e.target.value })}
                options={[
                  { value: '', label: all.any },
                  ...(types.data?.types ?? []).map((t) => ({ value: t.id, label: typeName(t) })),
                ]}
              />
            </Field>
            <Field label={words.costCentre} hint={all.any}>
              <Input
                value={d.costCentre}
                maxLength={40}
                onChange={(e) => set({ costCentre: e.target.value })}
              />
            </Field>
          </>
        )}
      </div>
      {!budget && (
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">
            {words.department}
            {departments.length === 0 && (
              <span className="ml-1.5 font-normal text-text-3">{words.wholeCompany}</span>
            )}
          </span>
          <MemberPicker
            label={words.department}
            find={findDepartments}
            max={1}
            value={departments}
            onValue={setDepartments}
          />
        </div>
      )}
      <div>
        <Checkbox checked={d.strict} onChecked={(strict) => set({ strict })}>
          {words.strict}
        </Checkbox>
        <p className="mt-1 text-small text-text-3">{words.strictText}</p>
      </div>
    </Sheet>
  );
}
