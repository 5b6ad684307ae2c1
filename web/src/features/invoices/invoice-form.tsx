import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { InvoiceKind } from '../../../../contract/src/invoices.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { fenOf, written } from './amounts.ts';
import type { Invoice, InvoiceField } from './shapes.ts';
import { useInvoiceWords } from './words.ts';

const texts = [
  'number',
  'code',
  'sellerName',
  'sellerTaxId',
  'buyerName',
  'buyerTaxId',
  'checkCode',
] as const;
const amounts = ['total', 'exclTax', 'tax'] as const;
const kinds = ['special', 'ordinary', 'train', 'flight', 'toll', 'vehicle', 'other'] as const;
const order: readonly InvoiceField[] = [
  'number',
  'code',
  'issuedOn',
  'kind',
  'total',
  'exclTax',
  'tax',
  'sellerName',
  'sellerTaxId',
  'buyerName',
  'buyerTaxId',
  'checkCode',
];

const start = (i: Invoice): Record<InvoiceField, string> => ({
  ...i,
  issuedOn: i.issuedOn ?? '',
  total: written(i.total),
  exclTax: written(i.exclTax),
  tax: written(i.tax),
});

/** What was read, to be corrected. A refused save keeps what was typed. */
export function InvoiceForm({ invoice, onSaved }: { invoice: Invoice; onSaved: () => void }) {
  const words = useInvoiceWords();
  const before = start(invoice);
  const [now, setNow] = useState(before);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Partial<Record<InvoiceField, string>>>({});
  const [refused, setRefused] = useState<{ text: string; other: string | undefined } | null>(null);
  const open = invoice.state === 'free';
  const hows = Object.values(invoice.confidence);
  const changed = order.filter((f) => now[f] !== before[f]);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const bad = amounts.filter((f) => fenOf(now[f]) === undefined);
    setFaults(Object.fromEntries(bad.map((f) => [f, words.badAmount])));
    setRefused(null);
    if (bad.length > 0) return;
    setBusy(true);
    try {
      await api.invoices.editInvoice({ invoiceId: invoice.id, ...changes(now, changed) });
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : [];
      setFaults(
        Object.fromEntries(fields.filter((f) => f.path in words.fields).map((f) => [f.path, f.text])),
      );
      setRefused({ text: failureText(error), other: fields.find((f) => f.path === 'invoiceId')?.text });
    }
    setBusy(false);
  };
  const hint = (field: InvoiceField) => {
    const how = invoice.confidence[field];
    if (field === 'code' && !now.code) return words.codeHint;
    return how === 'unsure' || how === 'typed' ? words.surenesses[how] : undefined;
  };
  const control = (field: InvoiceField) => {
    const rest = {
      value: now[field],
      disabled:
        !open || invoice.confidence[field] === 'sure' || (field === 'code' && now.number.length === 20),
      onChange: (e: { target: { value: string } }) => setNow({ ...now, [field]: e.target.value }),
    };
    if (field === 'kind')
      return <Select {...rest} options={kinds.map((k) => ({ value: k, label: words.kinds[k] }))} />;
    if (field === 'issuedOn') return <Input type="date" {...rest} />;
    const amount = amounts.some((a) => a === field);
    return <Input inputMode={amount ? 'decimal' : 'text'} autoComplete="off" maxLength={120} {...rest} />;
  };
  return (
    <form onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
      <p className="text-dense text-text-2">
        {!open ? words.locked : hows.includes('sure') ? words.sureStays : words.pleaseCheck}
      </p>
      <div className="grid gap-x-4 gap-y-3 desk:grid-cols-2">
        {order.map((field) => (
          <Field key={field} label={words.fields[field]} hint={hint(field)} error={faults[field]}>
            {control(field)}
          </Field>
        ))}
      </div>
      {refused && (
        <p role="alert" className="rounded-box bg-danger-soft px-3 py-2 text-dense text-danger">
          {refused.text}
          {refused.other && (
            <Link href={`/invoices/${refused.other}`} className="ml-2 underline">
              {words.openIt}
            </Link>
          )}
        </p>
      )}
      {open && (
        <Button type="submit" look="solid" className="self-start" busy={busy} disabled={changed.length === 0}>
          {words.save}
        </Button>
      )}
    </form>
  );
}

function changes(now: Record<InvoiceField, string>, changed: readonly InvoiceField[]) {
  const has = (field: InvoiceField) => changed.includes(field);
  return {
    ...Object.fromEntries(texts.filter(has).map((f) => [f, now[f]])),
    ...Object.fromEntries(amounts.filter(has).map((f) => [f, fenOf(now[f])])),
    ...(has('issuedOn') ? { issuedOn: now.issuedOn || null } : {}),
    ...(has('kind') ? { kind: now.kind as InvoiceKind } : {}),
  };
}
