import { useState } from 'react';
import type { Invoice } from '../../../../contract/src/invoices.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { money } from './money.ts';
import { useExpenseWords } from './words.ts';

/** Invoices of my folder with something left to claim, to become lines. `taken`: fen of them that lines of this claim have already. */
export function InvoicePicker({
  taken,
  onPick,
  onClose,
}: {
  taken: ReadonlyMap<string, bigint>;
  onPick: (invoices: Invoice[]) => void;
  onClose: () => void;
}) {
  const words = useExpenseWords();
  const { data, error } = useLoaded('open invoices', (signal) =>
    api.invoices.listMyInvoices({ state: 'open', limit: 100 }, { signal }),
  );
  const [picked, setPicked] = useState<readonly string[]>([]);
  const free = (data?.invoices ?? []).flatMap((i) => {
    const left = BigInt(i.left ?? '0') - (taken.get(i.id) ?? 0n);
    return left > 0n ? [{ ...i, left: String(left) }] : [];
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.fromFolder}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="solid"
            disabled={picked.length === 0}
            onClick={() => onPick(free.filter((i) => picked.includes(i.id)))}
          >
            {words.addInvoices(picked.length)}
          </Button>
        </>
      }
    >
      {error !== null ? (
        <p role="alert" className="text-dense text-danger">
          {failureText(error)}
        </p>
      ) : !data ? (
        <RowsSkeleton rows={3} />
      ) : free.length === 0 ? (
        <Empty title={words.noInvoices} text={words.noInvoicesText} />
      ) : (
        <ul className="flex flex-col">
          {free.map((i) => (
            <li key={i.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
              <Checkbox
                className="min-w-0 flex-1"
                checked={picked.includes(i.id)}
                onChecked={(on) => setPicked(on ? [...picked, i.id] : picked.filter((id) => id !== i.id))}
              >
                <span className="flex min-w-0 flex-col">
                  <span className="truncate">{i.sellerName || i.number}</span>
                  <span className="tabular text-small text-text-3">
                    {[i.issuedOn, i.number].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </Checkbox>
              <span className="ml-auto flex flex-col text-right">
                <span className="tabular font-medium">{money(i.left, 'CNY')}</span>
                {i.left !== i.total && (
                  <span className="tabular text-small text-text-3">
                    {words.ofInvoice(money(i.total!, 'CNY'))}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
