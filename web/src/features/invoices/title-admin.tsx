import { useState, type FormEvent } from 'react';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import type { Buyer } from './shapes.ts';
import { useInvoiceWords } from './words.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Which name and tax id invoices to the company carry. */
export function InvoiceTitleAdmin() {
  const words = useInvoiceWords();
  const { data, error, reload } = useLoaded('title', (signal) =>
    api.invoices.getInvoiceTitle({}, { signal }),
  );
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  return data ? <TitleForm before={data} /> : <RowsSkeleton rows={3} />;
}

function TitleForm({ before }: { before: Buyer }) {
  const words = useInvoiceWords();
  const [now, setNow] = useState(before);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setFaults({});
    try {
      setNow(await api.invoices.setInvoiceTitle(now));
      toast(words.admin.saved, { tone: 'ok' });
    } catch (error) {
      setFaults(fieldFaults(error));
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <form onSubmit={(e) => void save(e)} className="flex max-w-120 flex-col gap-4 p-4">
      <p className="text-dense text-text-2">{words.admin.text}</p>
      <Field label={words.admin.name} error={faults['title']}>
        <Input
          value={now.title}
          maxLength={120}
          onChange={(e) => setNow({ ...now, title: e.target.value })}
        />
      </Field>
      <Field label={words.admin.taxId} hint={words.admin.taxIdHint} error={faults['taxId']}>
        <Input
          value={now.taxId}
          maxLength={20}
          autoComplete="off"
          onChange={(e) => setNow({ ...now, taxId: e.target.value })}
        />
      </Field>
      <Field label={words.admin.yearStarts}>
        <Select
          value={String(now.yearStarts)}
          options={months.map((n) => ({ value: String(n), label: words.admin.month(n) }))}
          onChange={(e) => setNow({ ...now, yearStarts: Number(e.target.value) })}
        />
      </Field>
      <Button type="submit" look="solid" className="self-start">
        {words.admin.save}
      </Button>
    </form>
  );
}
