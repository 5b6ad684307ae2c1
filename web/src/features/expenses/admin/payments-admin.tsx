import { useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { expensesAdmin } from '../../../../../contract/src/expenses-admin.ts';
import type { ClaimId, PaymentBatchId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { when } from '../../../lib/format.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { uuid } from '../../../lib/uuid.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { money } from '../money.ts';
import { useExpenseWords } from '../words.ts';
import { BatchDrawer } from './batch-drawer.tsx';
import { FinancePage } from './finance-page.tsx';
import { Name } from './name.tsx';
import { useFinanceWords } from './words.ts';

type Waiting = OutputOf<typeof expensesAdmin.listClaims>['claims'][number];
const shown = ['approved', 'submitted', 'paying', 'paid', 'rejected'] as const;

/** Claims that wait for their money, and the batches that carry it. */
export function PaymentsAdmin() {
  const words = useFinanceWords().payments;
  const plain = useExpenseWords();
  const [state, setState] = useState<(typeof shown)[number]>('approved');
  const [open, setOpen] = useState<PaymentBatchId | null>(null);
  const claims = useLoaded(state, (signal) =>
    api.expensesAdmin.listClaims({ state, limit: 200 }, { signal }),
  );
  const batches = useLoaded('batches', (signal) => api.expensesAdmin.listBatches({}, { signal }));
  const again = () => {
    claims.reload();
    batches.reload();
  };
  return (
    <FinancePage
      intro={words.intro}
      loaded={claims}
      action={
        <Select
          aria-label={words.show}
          value={state}
          onChange={(e) => setState(e.target.value as typeof state)}
          options={shown.map((value) => ({ value, label: plain.states[value] }))}
        />
      }
    >
      {(data) => (
        <>
          <Claims
            key={state}
            claims={data.claims}
            payable={state === 'approved'}
            onMade={(batchId) => {
              again();
              setOpen(batchId);
            }}
          />
          <section aria-labelledby="batches">
            <h2 id="batches" className="mb-1 text-body font-medium">
              {words.batches}
            </h2>
            {batches.data?.batches.length === 0 && (
              <p className="py-3 text-dense text-text-3">{words.noBatches}</p>
            )}
            <ul>
              {batches.data?.batches.map((b) => (
                <li key={b.id} className="border-b border-line/70">
                  <button
                    type="button"
                    onClick={() => setOpen(b.id)}
                    className="tap flex w-full items-center gap-3 rounded-chip px-1 py-2.5 text-left hover:bg-hover"
                  >
                    <span className="tabular min-w-0 flex-1">
                      <span className="block truncate text-body">{b.no}</span>
                      <span className="block text-small text-text-3">
                        {`${when(Date.parse(b.madeAt))} · ${words.count(b.count)}`}
                      </span>
                    </span>
                    <span className="tabular text-body font-medium">{money(b.total, b.currency)}</span>
                    <Tag tone={b.state === 'made' ? 'warn' : b.state === 'closed' ? 'accent' : 'info'}>
                      {words.states[b.state]}
                    </Tag>
                  </button>
                </li>
              ))}
            </ul>
          </section>
          {open && <BatchDrawer batchId={open} onClose={() => setOpen(null)} onChanged={again} />}
        </>
      )}
    </FinancePage>
  );
}

function Claims({
  claims,
  payable,
  onMade,
}: {
  claims: readonly Waiting[];
  payable: boolean;
  onMade: (batchId: PaymentBatchId) => void;
}) {
  const words = useFinanceWords().payments;
  const [marked, setMarked] = useState<ReadonlySet<ClaimId>>(new Set());
  // One key per choice: a retry after a lost answer finds the same batch.
  const [cid, setCid] = useState(uuid);
  const [busy, setBusy] = useState(false);
  const ready = claims.filter((c) => c.hasAccount);
  const chosen = ready.filter((c) => marked.has(c.id));
  const total = String(chosen.reduce((n, c) => n + BigInt(c.payable), 0n));
  const choose = (next: ReadonlySet<ClaimId>) => {
    setMarked(next);
    setCid(uuid());
  };
  const make = async () => {
    setBusy(true);
    try {
      const batch = await api.expensesAdmin.makeBatch({ cid, claimIds: chosen.map((c) => c.id) });
      toast(words.made(batch.no), { tone: 'ok' });
      choose(new Set());
      onMade(batch.id);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="claims">
      <div className="mb-1 flex flex-wrap items-center gap-3">
        <h2 id="claims" className="min-w-0 flex-1 text-body font-medium">
          {words.claims}
        </h2>
        {payable && ready.length > 0 && (
          <>
            <Checkbox
              checked={chosen.length === ready.length}
              mixed={chosen.length > 0 && chosen.length < ready.length}
              onChecked={(on) => choose(new Set(on ? ready.map((c) => c.id) : []))}
            >
              {words.all}
            </Checkbox>
            <Button look="solid" busy={busy} disabled={chosen.length === 0} onClick={() => void make()}>
              {chosen.length
                ? words.make(chosen.length, money(total, chosen[0]?.currency ?? 'CNY'))
                : words.makeNone}
            </Button>
          </>
        )}
      </div>
      {claims.length === 0 && <p className="py-3 text-dense text-text-3">{words.none}</p>}
      <ul>
        {claims.map((c) => (
          <li key={c.id} className="flex items-center gap-3 border-b border-line/70 py-2">
            {payable && (
              <Checkbox
                aria-label={words.choose(c.no)}
                checked={marked.has(c.id)}
                disabled={!c.hasAccount}
                onChecked={(on) => {
                  const next = new Set(marked);
                  if (on) next.add(c.id);
                  else next.delete(c.id);
                  choose(next);
                }}
              />
            )}
            <Link href={`/expenses/${c.id}`} className="min-w-0 flex-1 rounded-chip hover:underline">
              <span className="block truncate text-body">
                <Name id={c.memberId} /> · {c.purpose}
              </span>
              <span className="tabular block text-small text-text-3">{c.no}</span>
            </Link>
            {payable && !c.hasAccount && <Tag tone="warn">{words.noAccount}</Tag>}
            <span className="tabular text-body font-medium">
              {money(c.state === 'submitted' || c.state === 'rejected' ? c.total : c.payable, c.currency)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
