import { useState } from 'react';
import type { CustomerId } from '../../../../contract/src/ids.ts';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { minorOf } from './amount.ts';
import { type CustomerOrder, OWN_SOURCE } from './order-facts.ts';
import { useOrderWords } from './words.ts';

const states = ['placed', 'paid', 'done'] as const;

/** Writes an order of a customer down. */
export function OrderDialog({
  customerId,
  onClose,
  onSaved,
}: {
  customerId: CustomerId;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useOrderWords();
  const [draft, setDraft] = useState({
    source: words.own,
    ref: '',
    amount: '',
    currency: 'CNY',
    items: '',
    state: 'paid' as CustomerOrder['state'],
    at: '',
    note: '',
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const amount = minorOf(draft.amount, draft.currency);
    if (amount === undefined) return setFaults({ amount: words.badAmount });
    setBusy(true);
    try {
      await api.orders.recordCustomerOrder({
        customerId,
        source: draft.source.trim() === words.own ? OWN_SOURCE : draft.source,
        ref: draft.ref,
        amount,
        currency: draft.currency,
        items: itemsOf(draft.items),
        state: draft.state,
        note: draft.note,
        ...(draft.at ? { orderedAt: new Date(draft.at).toISOString() } : {}),
      });
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      setFaults(fieldFaults(error));
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  const change = (part: Partial<typeof draft>) => {
    setDraft((d) => ({ ...d, ...part }));
    setFaults({});
  };
  const line = (name: 'source' | 'ref' | 'amount', more: { required?: boolean; hint?: string } = {}) => (
    <Field
      label={words[name]}
      {...(faults[name] ? { error: faults[name] } : {})}
      {...(more.hint ? { hint: more.hint } : {})}
    >
      <Input
        value={draft[name]}
        required={more.required}
        maxLength={name === 'source' ? 40 : 100}
        inputMode={name === 'amount' ? 'decimal' : 'text'}
        onChange={(e) => change({ [name]: e.target.value })}
      />
    </Field>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.record}
      footer={
        <Button type="submit" form="order" look="solid" busy={busy}>
          {words.save}
        </Button>
      }
    >
      <form
        id="order"
        className="flex flex-col gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          void save();
        }}
      >
        {line('ref', { required: true })}
        {line('source', { required: true, hint: words.sourceHint })}
        {line('amount')}
        <Field label={words.currency}>
          <Select
            value={draft.currency}
            onChange={(e) => change({ currency: e.target.value })}
            options={currencies.map((c) => ({ value: c, label: c }))}
          />
        </Field>
        <Field label={words.state}>
          <Select
            value={draft.state}
            onChange={(e) => change({ state: e.target.value as CustomerOrder['state'] })}
            options={states.map((s) => ({ value: s, label: words.states[s] }))}
          />
        </Field>
        <Field label={words.at}>
          <Input type="datetime-local" value={draft.at} onChange={(e) => change({ at: e.target.value })} />
        </Field>
        <Field label={words.items} {...(faults['items'] ? { error: faults['items'] } : {})}>
          <Textarea rows={2} value={draft.items} onChange={(e) => change({ items: e.target.value })} />
        </Field>
        <Field label={words.note}>
          <Textarea
            rows={2}
            maxLength={1_000}
            value={draft.note}
            onChange={(e) => change({ note: e.target.value })}
          />
        </Field>
      </form>
    </Dialog>
  );
}

const currencies = ['CNY', 'HKD', 'USD', 'EUR', 'JPY', 'SGD', 'THB', 'VND', 'MYR', 'GBP'];

/** 'Oil change x2' a line: what and how many, one where it does not say. */
const itemsOf = (text: string): CustomerOrder['items'] =>
  text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const found = /^(.+?)\s*[x×*]\s*(\d+(?:\.\d+)?)$/i.exec(part);
      return { name: (found?.[1] ?? part).trim(), quantity: Number(found?.[2] ?? 1) };
    });
