import { Paperclip, ShieldQuestion, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { InvoiceId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { inYuan } from './amounts.ts';
import { InvoiceForm } from './invoice-form.tsx';
import type { Invoice } from './shapes.ts';
import { useInvoiceWords } from './words.ts';

/** One invoice: what it says, what is odd about it, its file, and the form to correct it. */
export function InvoiceDetail({
  invoiceId,
  onChanged,
  onGone,
}: {
  invoiceId: InvoiceId;
  onChanged: () => void;
  onGone: () => void;
}) {
  const words = useInvoiceWords();
  const { data, error, reload } = useLoaded(invoiceId, (signal) =>
    api.invoices.getInvoice({ invoiceId }, { signal }),
  );
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={4} />;
  const remove = async () => {
    const sure = await confirm({
      title: words.removeSure,
      text: words.removeText,
      action: words.remove,
      danger: true,
    });
    if (!sure) return;
    try {
      await api.invoices.removeInvoice({ invoiceId });
      toast(words.removed, { tone: 'ok' });
      onGone();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.details}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-5">
        <Head invoice={data} />
        <Notes invoice={data} />
        <InvoiceForm
          key={JSON.stringify(data)}
          invoice={data}
          onSaved={() => {
            reload();
            onChanged();
          }}
        />
        {data.lines.length > 0 && <Lines invoice={data} />}
        {data.state === 'free' && (
          <Button look="warn" className="self-start" onClick={() => void remove()}>
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  );
}

function Head({ invoice: i }: { invoice: Invoice }) {
  const words = useInvoiceWords();
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-title font-medium break-words">
          {i.sellerName || (i.number ? words.kinds[i.kind] : words.unnamed)}
        </h2>
        <Tag tone={i.state === 'free' ? 'accent' : 'plain'}>{words.boxes[i.state]}</Tag>
      </div>
      <p className="tabular text-[22px] font-medium">{i.total === null ? '—' : inYuan(i.total)}</p>
      {i.state !== 'free' && i.left !== null && i.left !== '0' && (
        <p className="tabular text-dense text-text-2">{words.left(inYuan(i.left))}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-text-2">
        <span>{words.kinds[i.kind]}</span>
        <span>{words.source[i.source]}</span>
        <span>{words.addedAt(when(Date.parse(i.addedAt)))}</span>
        {i.file && (
          <a
            href={`/api/files/${i.file.fileId}`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-w-0 items-center gap-1 text-accent hover:underline"
          >
            <Paperclip aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{i.file.name}</span>
          </a>
        )}
      </p>
    </header>
  );
}

function Notes({ invoice }: { invoice: Invoice }) {
  const words = useInvoiceWords();
  return (
    <ul aria-label={words.warningsTitle} className="flex flex-col gap-1.5 text-dense">
      {invoice.checks.map((c) => (
        <li key={c.code} className="flex items-start gap-2 rounded-box bg-warn-soft px-3 py-2 text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">
            {words.checks[c.code](c.fields.map((f) => words.fields[f]).join(' · '))}
            {c.other && (
              <Link href={`/invoices/${c.other}`} className="ml-2 underline">
                {words.seeOther}
              </Link>
            )}
          </span>
        </li>
      ))}
      <li className="flex items-center gap-2 px-3 text-small text-text-3">
        <ShieldQuestion aria-hidden className="size-4 shrink-0" />
        {words.notVerified}
      </li>
    </ul>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  const words = useInvoiceWords();
  const sum = (fen: string | null) => (fen === null || fen.startsWith('-') ? (fen ?? '—') : inYuan(fen));
  return (
    <table className="w-full text-dense">
      <caption className="pb-1 text-left font-medium text-text-2">{words.lines}</caption>
      <thead className="text-small text-text-3">
        <tr className="border-b border-line">
          <th className="py-1 text-left font-normal">{words.lineName}</th>
          <th className="py-1 text-right font-normal">{words.lineAmount}</th>
          <th className="py-1 text-right font-normal">{words.lineTax}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((l, n) => (
          <tr key={n} className="border-b border-line">
            <td className="py-1.5 break-all">{l.name}</td>
            <td className="tabular py-1.5 pl-3 text-right">{sum(l.amount)}</td>
            <td className="tabular py-1.5 pl-3 text-right">{sum(l.tax)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
