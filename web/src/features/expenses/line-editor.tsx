import { useId, useState } from 'react';
import type { ExpenseType } from '../../../../contract/src/expenses.ts';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { faultOf, homeAmount, type LineDraft } from './claim-draft.ts';
import { money } from './money.ts';
import { typeName } from './type-name.ts';
import { useExpenseWords } from './words.ts';

/** One line: the amount first and large, the kind by one touch, today unless said otherwise; the rest is folded away. */
export function LineEditor({
  line,
  types,
  home,
  costCentres,
  tried,
  focus,
  onLine,
}: {
  line: LineDraft;
  types: readonly ExpenseType[];
  home: string;
  costCentres: readonly string[];
  /** it was tried to submit: faults are told */
  tried: boolean;
  focus: boolean;
  onLine: (line: LineDraft) => void;
}) {
  const words = useExpenseWords();
  const id = useId();
  const [more, setMore] = useState(
    Boolean(line.tax || line.costCentre || line.city || line.invoiceCode || line.currency !== home),
  );
  const set = (change: Partial<LineDraft>) => onLine({ ...line, ...change });
  const type = types.find((t) => t.id === line.typeId);
  const fault = tried ? faultOf(line) : null;
  const bare = tried && type?.needsInvoice && !line.invoiceNo && !line.invoiceId;
  const foreign = line.currency !== home;
  const symbol = money('0', line.currency.length === 3 ? line.currency : home).replaceAll(/[\d.,\s]/g, '');
  return (
    <div className="flex flex-col gap-4">
      <div>
        <label htmlFor={`${id}-amount`} className="text-dense font-medium text-text-2">
          {words.amount}
        </label>
        <div className="mt-1 flex items-baseline gap-2 border-b-2 border-line-strong/60 focus-within:border-accent">
          <span aria-hidden className="text-title text-text-2">
            {symbol}
          </span>
          <input
            id={`${id}-amount`}
            inputMode="decimal"
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page was opened to type this number
            autoFocus={focus}
            placeholder={words.amountHint}
            value={line.amount}
            maxLength={14}
            aria-invalid={fault === 'badAmount' || undefined}
            aria-describedby={fault === 'badAmount' ? `${id}-fault` : undefined}
            onChange={(e) => set({ amount: e.target.value })}
            className="tabular h-14 w-full min-w-0 bg-transparent text-[32px] font-medium text-text outline-none placeholder:text-text-3"
          />
        </div>
        {foreign && (
          <p className="tabular mt-1 text-small text-text-3">
            {words.converted(money(homeAmount(line, home), home))}
          </p>
        )}
        {fault === 'badAmount' && (
          <p id={`${id}-fault`} role="alert" className="mt-1 text-small text-danger">
            {words.badAmount}
          </p>
        )}
      </div>
      <fieldset>
        <legend className="mb-1.5 text-dense font-medium text-text-2">{words.kind}</legend>
        <div className="flex flex-wrap gap-2">
          {types.map((t) => (
            <label
              key={t.id}
              className={cx(
                'tap inline-flex h-9 cursor-pointer items-center rounded-full px-4 text-body ring-1 ring-inset has-focus-visible:outline-2 has-focus-visible:outline-focus',
                t.id === line.typeId
                  ? 'bg-accent-soft font-medium text-accent ring-accent'
                  : 'bg-raised text-text ring-line hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name={`${id}-type`}
                className="sr-only"
                checked={t.id === line.typeId}
                onChange={() => set({ typeId: t.id })}
              />
              {typeName(t)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-[9.5rem_1fr] gap-3">
        <Field label={words.day}>
          <Input type="date" value={line.day} onChange={(e) => set({ day: e.target.value })} />
        </Field>
        <Field label={words.note}>
          <Input
            value={line.note}
            maxLength={200}
            placeholder={words.noteHint}
            onChange={(e) => set({ note: e.target.value })}
          />
        </Field>
      </div>
      <Field label={words.invoiceNo} optional={!type?.needsInvoice} error={bare ? words.invoiceNeeded : null}>
        <Input
          value={line.invoiceNo}
          maxLength={40}
          autoComplete="off"
          readOnly={line.invoiceId !== null}
          onChange={(e) => set({ invoiceNo: e.target.value.trim() })}
        />
      </Field>
      {line.invoiceId !== null && (
        <button
          type="button"
          onClick={() => set({ invoiceId: null, invoiceNo: '', invoiceCode: '' })}
          className="tap self-start rounded-chip text-dense text-accent hover:underline"
        >
          {words.otherInvoice}
        </button>
      )}
      {more ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label={words.currency}>
            <Input
              value={line.currency}
              maxLength={3}
              autoCapitalize="characters"
              onChange={(e) => {
                const currency = e.target.value.toUpperCase().replaceAll(/[^A-Z]/g, '');
                set({ currency, ...(currency === home ? { rate: '1' } : {}) });
              }}
              onBlur={() => line.currency.length < 3 && set({ currency: home, rate: '1' })}
            />
          </Field>
          <Field label={words.rate(home)} error={fault === 'badRate' ? words.badRate : null}>
            <Input
              inputMode="decimal"
              value={line.rate}
              disabled={!foreign}
              onChange={(e) => set({ rate: e.target.value })}
            />
          </Field>
          <Field label={words.tax} error={fault === 'badTax' ? words.badTax : null}>
            <Input
              inputMode="decimal"
              value={line.tax}
              placeholder={words.amountHint}
              onChange={(e) => set({ tax: e.target.value })}
            />
          </Field>
          <Field label={words.invoiceCode}>
            <Input
              value={line.invoiceCode}
              maxLength={20}
              onChange={(e) => set({ invoiceCode: e.target.value.trim() })}
            />
          </Field>
          <Field label={words.costCentre}>
            <Input
              value={line.costCentre}
              maxLength={40}
              list={`${id}-centres`}
              onChange={(e) => set({ costCentre: e.target.value })}
            />
          </Field>
          <Field label={words.city}>
            <Input value={line.city} maxLength={40} onChange={(e) => set({ city: e.target.value })} />
          </Field>
          <datalist id={`${id}-centres`}>
            {costCentres.map((c) => (
              <option key={c} value={c}>
                {c}
              </option>
            ))}
          </datalist>
        </div>
      ) : (
        <button
          type="button"
          onClick={() => setMore(true)}
          className="tap self-start rounded-chip text-dense text-accent hover:underline"
        >
          {words.details}
        </button>
      )}
    </div>
  );
}
