import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ExpenseSettings, ManagedType } from '../../../../../contract/src/expenses-admin.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { majorText, minorText, money } from '../money.ts';
import { Sheet } from '../sheet.tsx';
import { typeName } from '../type-name.ts';
import { FinancePage } from './finance-page.tsx';
import { useFinanceWords } from './words.ts';

/** What can be claimed, its accounts and its limits. */
export function TypesAdmin() {
  const all = useFinanceWords();
  const words = all.types;
  const [editing, setEditing] = useState<ManagedType | 'new' | null>(null);
  const loaded = useLoaded('types', (signal) => api.expensesAdmin.listManagedTypes({}, { signal }));
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
      {({ types, currency }) => (
        <>
          <ul>
            {types.map((t) => (
              <li key={t.id} className="flex items-center gap-3 border-b border-line/70 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-center gap-1.5 text-body">
                    {typeName(t)}
                    {t.needsInvoice && <Tag>{words.invoice}</Tag>}
                    {t.retired && <Tag tone="warn">{words.retiredTag}</Tag>}
                  </p>
                  <p className="tabular text-small text-text-3">
                    {[
                      t.account,
                      t.perDay !== null && words.day(money(t.perDay, currency)),
                      ...t.tiers.map((x) => `${x.cities.join('、')} ${money(x.perDay, currency)}`),
                      t.perClaim !== null && words.claim(money(t.perClaim, currency)),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <IconButton label={all.edit(typeName(t))} onClick={() => setEditing(t)}>
                  <Pencil aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
          <Accounts onSaved={loaded.reload} />
          {editing && (
            <TypeSheet
              type={editing === 'new' ? null : editing}
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

function TypeSheet({
  type,
  currency,
  onClose,
  onDone,
}: {
  type: ManagedType | null;
  currency: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useFinanceWords().types;
  const shown = (minor: string | null | undefined) => (minor ? majorText(minor, currency) : '');
  const [d, setD] = useState({
    name: type?.name ?? '',
    en: type?.en ?? '',
    account: type?.account ?? '',
    needsInvoice: type?.needsInvoice ?? false,
    perDay: shown(type?.perDay),
    perClaim: shown(type?.perClaim),
    retired: type?.retired ?? false,
    tiers: (type?.tiers ?? []).map((t) => ({
      cities: t.cities.join('、'),
      tagId: t.tagId,
      perDay: shown(t.perDay),
    })),
  });
  const set = (change: Partial<typeof d>) => setD({ ...d, ...change });
  const limit = (text: string) => (text.trim() === '' ? null : minorText(text, currency));
  const limitFits = (text: string) => text.trim() === '' || minorText(text, currency) !== null;
  const tiers = d.tiers.map((t) => ({
    cities: t.cities
      .split(/[、,，]/)
      .map((c) => c.trim())
      .filter(Boolean),
    tagId: t.tagId,
    perDay: minorText(t.perDay, currency),
  }));
  const fits =
    d.name.trim() !== '' &&
    /^[0-9A-Za-z._-]{1,30}$/.test(d.account.trim()) &&
    limitFits(d.perDay) &&
    limitFits(d.perClaim) &&
    tiers.every((t) => t.perDay !== null && (t.cities.length > 0 || t.tagId !== null));
  const save = () => {
    const sent = {
      name: d.name,
      en: d.en.trim() || null,
      account: d.account,
      needsInvoice: d.needsInvoice,
      perDay: limit(d.perDay),
      perClaim: limit(d.perClaim),
      tiers: tiers.map((t) => ({ ...t, perDay: t.perDay ?? '0' })),
      retired: d.retired,
    };
    return type
      ? api.expensesAdmin.changeExpenseType({ typeId: type.id, ...sent })
      : api.expensesAdmin.createExpenseType(sent);
  };
  const text = (name: 'name' | 'en' | 'account' | 'perDay' | 'perClaim', hint?: string) => (
    <Field label={words[name]} hint={hint}>
      <Input
        value={d[name]}
        maxLength={60}
        {...(name === 'perDay' || name === 'perClaim' ? { inputMode: 'decimal' as const } : {})}
        onChange={(e) => set({ [name]: e.target.value })}
      />
    </Field>
  );
  return (
    <Sheet title={words.title} fits={fits} save={save} onClose={onClose} onDone={onDone}>
      <div className="grid grid-cols-2 gap-3">
        {text('name')}
        {text('en')}
        {text('account')}
        <div className="flex items-end pb-2">
          <Checkbox checked={d.needsInvoice} onChecked={(needsInvoice) => set({ needsInvoice })}>
            {words.needsInvoice}
          </Checkbox>
        </div>
        {text('perDay', words.noLimit)}
        {text('perClaim', words.noLimit)}
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-dense font-medium text-text-2">{words.tiers}</legend>
        {d.tiers.map((t, i) => {
          const change = (next: Partial<typeof t>) =>
            set({ tiers: d.tiers.map((x, n) => (n === i ? { ...x, ...next } : x)) });
          return (
            <div key={i} className="flex items-center gap-2">
              <Input
                aria-label={words.cities}
                placeholder={words.cities}
                value={t.cities}
                onChange={(e) => change({ cities: e.target.value })}
              />
              <Input
                aria-label={words.tierAmount}
                placeholder={words.tierAmount}
                inputMode="decimal"
                className="max-w-28"
                value={t.perDay}
                onChange={(e) => change({ perDay: e.target.value })}
              />
              <IconButton
                label={words.removeTier}
                onClick={() => set({ tiers: d.tiers.filter((_, n) => n !== i) })}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </div>
          );
        })}
        <Button
          size="small"
          look="plain"
          className="self-start"
          onClick={() => set({ tiers: [...d.tiers, { cities: '', tagId: null, perDay: '' }] })}
        >
          {words.addTier}
        </Button>
      </fieldset>
      {type && (
        <Checkbox checked={d.retired} onChecked={(retired) => set({ retired })}>
          {words.retired}
        </Checkbox>
      )}
    </Sheet>
  );
}

/** The accounts besides those of the kinds, and the currency. */
function Accounts({ onSaved }: { onSaved: () => void }) {
  const words = useFinanceWords().types;
  const { data } = useLoaded('settings', (signal) => api.expensesAdmin.getExpenseSettings({}, { signal }));
  const [changed, setChanged] = useState<ExpenseSettings | null>(null);
  const now = changed ?? data;
  if (!now) return null;
  const save = async (e: FormEvent) => {
    e.preventDefault();
    try {
      await api.expensesAdmin.setExpenseSettings(now);
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <form onSubmit={(e) => void save(e)} aria-label={words.accounts} className="flex flex-col gap-3">
      <h2 className="text-body font-medium">{words.accounts}</h2>
      <div className="grid grid-cols-2 gap-3 desk:grid-cols-3">
        {(['payable', 'advances', 'inputTax', 'bank', 'rounding'] as const).map((name) => (
          <Field key={name} label={words[name]}>
            <Input
              value={now.accounts[name]}
              maxLength={30}
              onChange={(e) => setChanged({ ...now, accounts: { ...now.accounts, [name]: e.target.value } })}
            />
          </Field>
        ))}
        <Field label={words.currency}>
          <Input
            value={now.currency}
            maxLength={3}
            onChange={(e) => setChanged({ ...now, currency: e.target.value.toUpperCase() })}
          />
        </Field>
      </div>
      <Button type="submit" className="self-start" disabled={!changed}>
        {words.save}
      </Button>
    </form>
  );
}
