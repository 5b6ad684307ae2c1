import { ArrowLeft, Copy, Receipt, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { InvoiceId } from '../../../../contract/src/ids.ts';
import { failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { useDesk } from '../../lib/media.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/overlays.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AddBar } from './add-bar.tsx';
import { inYuan } from './amounts.ts';
import { InvoiceDetail } from './invoice-detail.tsx';
import { type Box, boxes, type Buyer, type Invoice, type SendFile } from './shapes.ts';
import { useAdding } from './use-adding.ts';
import { type InvoiceList, useInvoices } from './use-invoices.ts';
import { useInvoiceWords } from './words.ts';

/** The folder of invoices: files dropped anywhere on the list are read and kept. */
export function InvoiceFolder({
  id,
  onGo,
  sendFile,
}: {
  id: string | undefined;
  onGo: (to: string, options?: { replace: boolean }) => void;
  sendFile: SendFile;
}) {
  const words = useInvoiceWords();
  const desk = useDesk();
  const [box, setBox] = useState<Box>('free');
  const [over, setOver] = useState(false);
  const state = useInvoices(box);
  const adding = useAdding(sendFile, (invoice) => {
    state.reload();
    // Where there is room for both, the new one is looked at right away.
    if (desk) onGo(`/invoices/${invoice.id}`);
  });
  const list = (
    <div
      className="pane relative flex-1"
      onDragOver={(e) => {
        if (!e.dataTransfer.types.includes('Files')) return;
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={(e) => !e.currentTarget.contains(e.relatedTarget as Node | null) && setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        void adding.addFiles([...e.dataTransfer.files]);
      }}
    >
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <AddBar adding={adding} />
      <Tabs
        label={words.title}
        value={box}
        onValue={setBox}
        tabs={boxes.map((b) => ({ id: b, label: words.boxes[b] }))}
      >
        <Rows box={box} state={state} chosen={id} />
      </Tabs>
      {state.buyer?.taxId && <BillTo buyer={state.buyer} />}
      {over && (
        <div className="pointer-events-none absolute inset-2 flex items-center justify-center rounded-card border-2 border-dashed border-accent bg-accent-soft text-body font-medium text-accent">
          {words.dropHere}
        </div>
      )}
    </div>
  );
  const detail = id ? (
    <>
      {!desk && (
        <PaneBar>
          <Link href="/invoices" className="-ml-2 rounded-chip" aria-label={words.back} data-tip={words.back}>
            <span className="tap inline-flex size-8 items-center justify-center text-text-2">
              <ArrowLeft aria-hidden className="size-5" />
            </span>
          </Link>
          <h1 className="text-[15px] font-medium">{words.title}</h1>
        </PaneBar>
      )}
      <InvoiceDetail
        key={id}
        invoiceId={id as InvoiceId}
        onChanged={state.reload}
        onGone={() => {
          state.reload();
          onGo('/invoices', { replace: true });
        }}
      />
    </>
  ) : (
    <Empty icon={<Receipt />} title={words.choose} />
  );
  return <ListAndDetail list={list} detail={detail} chosen={id !== undefined} />;
}

function Rows({ box, state, chosen }: { box: Box; state: InvoiceList; chosen: string | undefined }) {
  const words = useInvoiceWords();
  if (state.error && !state.items)
    return (
      <Empty
        title={words.failed}
        text={failureText(state.error)}
        action={<Button onClick={state.reload}>{words.retry}</Button>}
      />
    );
  if (!state.items) return <RowsSkeleton rows={4} />;
  if (state.items.length === 0)
    return (
      <Empty icon={<Receipt />} title={words.none[box]} text={box === 'free' ? words.noneText : undefined} />
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
      <ul aria-label={words.boxes[box]}>
        {state.items.map((invoice) => (
          <Row key={invoice.id} invoice={invoice} chosen={invoice.id === chosen} />
        ))}
      </ul>
      {state.more && (
        <Button look="plain" className="mx-auto my-2 flex" onClick={state.more}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

function Row({ invoice: i, chosen }: { invoice: Invoice; chosen: boolean }) {
  const words = useInvoiceWords();
  return (
    <li>
      <Link
        href={`/invoices/${i.id}`}
        aria-current={chosen ? 'true' : undefined}
        className={cx(
          'flex flex-col gap-0.5 rounded-box px-3 py-2',
          chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            {i.sellerName || (i.number ? words.kinds[i.kind] : (i.file?.name ?? words.unnamed))}
          </span>
          <span className="tabular shrink-0">{i.total === null ? '—' : inYuan(i.total)}</span>
        </span>
        <span className="flex items-center gap-2 text-small text-text-2">
          <span className="tabular min-w-0 flex-1 truncate">
            {[i.issuedOn, i.number].filter(Boolean).join(' · ') || words.source[i.source]}
          </span>
          {i.checks.length > 0 && (
            <span className="inline-flex shrink-0 items-center gap-1 text-warn">
              <TriangleAlert aria-hidden className="size-3.5" />
              {words.warnings(i.checks.length)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

/** What a seller has to write as the buyer. */
function BillTo({ buyer }: { buyer: Buyer }) {
  const words = useInvoiceWords();
  const copy = async () => {
    await copyText(`${buyer.title}\n${buyer.taxId}`);
    toast(words.copied, { tone: 'ok' });
  };
  return (
    <section
      aria-label={words.buyer}
      className="flex shrink-0 items-center gap-2 border-t border-line px-4 py-2"
    >
      <span className="min-w-0 flex-1 text-small">
        <span className="block truncate text-text-2">{buyer.title || words.buyer}</span>
        <span className="tabular block truncate text-text-3">{buyer.taxId}</span>
      </span>
      <IconButton label={words.copyBuyer} onClick={() => void copy()}>
        <Copy aria-hidden className="size-4" />
      </IconButton>
    </section>
  );
}
