import { ArrowLeft, ChevronRight, Landmark, Plus, Receipt, ReceiptText } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ApprovalId, ClaimId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { onHint } from '../../lib/hints.ts';
import { useDesk } from '../../lib/media.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar } from '../../ui/bits.tsx';
import { ListAndDetail } from '../../ui/panes.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { ClaimDetail } from './claim-detail.tsx';
import { ClaimForm } from './claim-form.tsx';
import { ClaimList } from './claim-list.tsx';
import type { FilesFieldOf } from './files-field-of.ts';
import { money } from './money.ts';
import { useExpenseWords } from './words.ts';

/** My claims beside the one that is open, or the one being written. */
export function ExpenseCenter({
  id,
  mode,
  onGo,
  progress,
  filesField,
}: {
  id: string | undefined;
  mode: string | undefined;
  onGo: (to: string, options?: { replace: boolean }) => void;
  /** draws how far the approval of a claim has come */
  progress: (approvalId: ApprovalId) => ReactNode;
  filesField: FilesFieldOf;
}) {
  const words = useExpenseWords();
  const desk = useDesk();
  const loaded = useLoaded('mine', (signal) => api.expenses.listMyClaims({}, { signal }));
  const advances = useLoaded('advances', (signal) => api.expenses.listMyAdvances({}, { signal }));
  const account = useLoaded('account', (signal) => api.expenses.getPayeeAccount({}, { signal }));
  const [asking, setAsking] = useState(false);
  const { reload } = loaded;
  useEffect(() => onHint('approvals', reload), [reload]);
  const owed = advances.data?.advances.reduce((n, a) => n + BigInt(a.outstanding), 0n) ?? 0n;
  const mine = account.data?.account;
  const list = (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
        <Link
          href="/expenses/new"
          className="tap inline-flex h-8 items-center gap-1 rounded-[8px] bg-accent px-3 text-dense font-medium text-on-accent hover:bg-accent-hover"
        >
          <Plus aria-hidden className="size-4" />
          {words.create}
        </Link>
      </PaneBar>
      {owed > 0n && (
        <p className="mx-3 mt-2 rounded-box bg-info-soft px-3 py-2 text-dense text-info">
          {words.owed(money(String(owed), advances.data?.currency ?? 'CNY'))}
        </p>
      )}
      {account.data && (
        <button
          type="button"
          onClick={() => setAsking(true)}
          className="tap mx-3 mt-2 flex items-center gap-2 rounded-box px-3 py-2 text-left text-dense text-text-2 ring-1 ring-line hover:bg-hover"
        >
          <Landmark aria-hidden className="size-4 shrink-0 text-text-3" />
          <span className="min-w-0 flex-1 truncate">
            {mine ? words.accountEnds(mine.bank, mine.last4) : words.accountNone}
          </span>
          <span className="shrink-0 text-accent">{mine ? words.change : ''}</span>
        </button>
      )}
      <Link
        href="/invoices"
        className="tap mx-3 mt-2 flex items-center gap-2 rounded-box px-3 py-2 text-dense text-text-2 ring-1 ring-line hover:bg-hover"
      >
        <Receipt aria-hidden className="size-4 shrink-0 text-text-3" />
        <span className="min-w-0 flex-1 truncate">{words.folder}</span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-text-3" />
      </Link>
      <ClaimList loaded={loaded} chosen={id} />
      {asking && (
        <AccountDialog
          onClose={() => setAsking(false)}
          onSaved={() => {
            setAsking(false);
            account.reload();
          }}
        />
      )}
    </>
  );
  const show = (claimId: string) => {
    reload();
    onGo(`/expenses/${claimId}`, { replace: true });
  };
  const open =
    id === 'new' ? (
      <ClaimForm key="new" claimId={null} filesField={filesField} onSaved={reload} onDone={show} />
    ) : mode === 'edit' ? (
      <ClaimForm
        key={`edit ${id}`}
        claimId={id as ClaimId}
        filesField={filesField}
        onSaved={reload}
        onDone={show}
      />
    ) : (
      <ClaimDetail
        key={id}
        claimId={id as ClaimId}
        progress={progress}
        onChanged={() => {
          reload();
          advances.reload();
        }}
        onGone={() => {
          reload();
          onGo('/expenses', { replace: true });
        }}
      />
    );
  const detail = id ? (
    <>
      {!desk && (
        <PaneBar>
          <Link href="/expenses" className="-ml-2 rounded-chip" aria-label={words.back} data-tip={words.back}>
            <span className="tap inline-flex size-8 items-center justify-center text-text-2">
              <ArrowLeft aria-hidden className="size-5" />
            </span>
          </Link>
          <h1 className="text-[15px] font-medium">{id === 'new' ? words.create : words.title}</h1>
        </PaneBar>
      )}
      {open}
    </>
  ) : (
    <Empty icon={<ReceiptText />} title={words.choose} />
  );
  return <ListAndDetail list={list} detail={detail} chosen={id !== undefined} />;
}
