import { Paperclip } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Claim, ClaimLine } from '../../../../contract/src/expenses.ts';
import type { ApprovalId, ClaimId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime, size } from '../../lib/format.ts';
import { onHint } from '../../lib/hints.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Name } from './admin/name.tsx';
import { CutDialog } from './cut-dialog.tsx';
import { money } from './money.ts';
import { StateTag } from './state-tag.tsx';
import { typeName } from './type-name.ts';
import { useExpenseWords } from './words.ts';

/** One claim: what it is made of, how far it has come, and what I may do about it. */
export function ClaimDetail({
  claimId,
  progress,
  onChanged,
  onGone,
}: {
  claimId: ClaimId;
  progress: (approvalId: ApprovalId) => ReactNode;
  onChanged: () => void;
  onGone: () => void;
}) {
  const words = useExpenseWords();
  const me = useMe();
  const { data, error, reload } = useLoaded(claimId, (signal) =>
    api.expenses.getClaim({ claimId }, { signal }),
  );
  const kinds = useLoaded('types', (signal) => api.expenses.listExpenseTypes({}, { signal }));
  const [cutting, setCutting] = useState<ClaimLine | null>(null);
  useEffect(() => onHint('approvals', reload), [reload]);
  if (!data && error !== null) return <Empty title={words.failed} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={6} />;
  const mayCut = me.rights.includes('finance') && data.state === 'submitted';
  const names = new Map((kinds.data?.types ?? []).map((t) => [t.id, typeName(t)]));
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={data.purpose}>
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
          <header className="flex flex-col gap-1">
            <h2 className="flex flex-wrap items-center gap-2 text-title font-medium">
              <span className="min-w-0 wrap-anywhere">{data.purpose}</span>
              <StateTag state={data.state} />
              {data.overLimit && <Tag tone="warn">{words.overLimit}</Tag>}
              {data.overBudget && <Tag tone="warn">{words.overBudget}</Tag>}
            </h2>
            <p className="tabular text-[28px] leading-9 font-medium">{money(data.total, data.currency)}</p>
            <p className="tabular text-small text-text-3">
              {data.no}
              {data.memberId !== me.member.id && (
                <>
                  {' · '}
                  <Name id={data.memberId} />
                </>
              )}
              {' · '}
              {data.submittedAt
                ? `${words.submittedAt} ${fullTime(Date.parse(data.submittedAt))}`
                : `${words.createdAt} ${fullTime(Date.parse(data.createdAt))}`}
            </p>
            {(data.settled !== '0' || data.payable !== '0') && (
              <p className="tabular text-dense text-text-2">
                {data.settled !== '0' && `${words.settled} ${money(data.settled, data.currency)} · `}
                {`${words.payable} ${money(data.payable, data.currency)}`}
              </p>
            )}
            {data.overReason && <p className="text-dense text-text-2">{data.overReason}</p>}
          </header>
          <section aria-labelledby="claim-lines">
            <h3 id="claim-lines" className="mb-1 text-body font-medium">
              {words.lines}
            </h3>
            <ul>
              {data.lines.map((line) => (
                <Line
                  key={line.no}
                  line={line}
                  name={names.get(line.typeId) ?? '…'}
                  home={data.currency}
                  onCut={mayCut ? () => setCutting(line) : null}
                />
              ))}
            </ul>
          </section>
          {data.files.length > 0 && (
            <section aria-labelledby="claim-files">
              <h3 id="claim-files" className="mb-2 text-body font-medium">
                {words.files}
              </h3>
              <ul className="flex flex-wrap gap-2">
                {data.files.map((f) => (
                  <li key={f.fileId} className="max-w-full">
                    <a
                      href={`/api/files/${f.fileId}`}
                      target="_blank"
                      rel="noreferrer"
                      className="tap inline-flex max-w-full items-center gap-2 rounded-box px-2 py-1.5 text-dense text-accent ring-1 ring-line hover:bg-hover"
                    >
                      {f.preview ? (
                        <img
                          src={`/api/files/${f.fileId}/thumb`}
                          alt=""
                          className="size-12 rounded-chip object-cover"
                        />
                      ) : (
                        <Paperclip aria-hidden className="size-4 shrink-0" />
                      )}
                      <span className="truncate">{f.name}</span>
                      <span className="tabular shrink-0 text-small text-text-3">{size(f.size)}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {data.approvalId && (
            <section aria-labelledby="claim-progress" className="border-t border-line pt-5">
              <h3 id="claim-progress" className="mb-3 text-body font-medium">
                {words.progress}
              </h3>
              {progress(data.approvalId)}
            </section>
          )}
        </div>
      </div>
      {data.memberId === me.member.id && (
        <Acts
          claim={data}
          onChanged={() => {
            reload();
            onChanged();
          }}
          onGone={onGone}
        />
      )}
      {cutting && (
        <CutDialog
          claim={data}
          line={cutting}
          onClose={() => setCutting(null)}
          onDone={() => {
            setCutting(null);
            reload();
          }}
        />
      )}
    </>
  );
}

function Line({
  line,
  name,
  home,
  onCut,
}: {
  line: ClaimLine;
  name: string;
  home: string;
  onCut: (() => void) | null;
}) {
  const words = useExpenseWords();
  const facts = [
    line.day,
    line.invoiceNo && words.invoice([line.invoiceCode, line.invoiceNo].filter(Boolean).join(' ')),
    line.currency !== home && money(line.amount, line.currency),
    line.city,
    line.costCentre,
  ].filter(Boolean);
  return (
    <li className="flex items-start gap-3 border-b border-line/70 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-1.5 text-body">
          <span className="wrap-anywhere">{[name, line.note].filter(Boolean).join(' · ')}</span>
          {line.over && <Tag tone="warn">{words.overLimit}</Tag>}
        </p>
        <p className="tabular text-small text-text-3">{facts.join(' · ')}</p>
        {line.cutReason && (
          <p className="text-small text-warn">
            {`${words.approvedOf(money(line.approved, home))} · ${line.cutReason}`}
          </p>
        )}
      </div>
      <span className="tabular shrink-0 text-body font-medium">{money(line.claimed, home)}</span>
      {onCut && (
        <Button size="small" onClick={onCut}>
          {words.cut}
        </Button>
      )}
    </li>
  );
}

/** What whoever made the claim may do, as it stands. */
function Acts({ claim, onChanged, onGone }: { claim: Claim; onChanged: () => void; onGone: () => void }) {
  const words = useExpenseWords();
  const [busy, setBusy] = useState(false);
  const act = async (run: () => Promise<unknown>, done: () => void, said?: string) => {
    setBusy(true);
    try {
      await run();
      if (said) toast(said, { tone: 'ok' });
      done();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const withdraw = async () => {
    const approvalId = claim.approvalId;
    const yes = await confirm({
      title: words.withdrawSure,
      text: words.withdrawText,
      action: words.withdraw,
    });
    if (!yes || !approvalId) return;
    await act(
      () => api.approvals.actOnApproval({ approvalId, cid: uuid(), act: { do: 'withdraw' } }),
      onChanged,
      words.withdrawn,
    );
  };
  const remove = async () => {
    if (!(await confirm({ title: words.removeSure, action: words.remove, danger: true }))) return;
    await act(() => api.expenses.removeClaim({ claimId: claim.id }), onGone);
  };
  const draft = claim.state === 'draft';
  const back = claim.state === 'rejected' || claim.state === 'withdrawn';
  if (!draft && !back && claim.state !== 'submitted') return null;
  return (
    <div className="flex shrink-0 justify-end gap-2 border-t border-line px-4 py-3">
      {claim.state === 'submitted' && (
        <Button busy={busy} onClick={() => void withdraw()}>
          {words.withdraw}
        </Button>
      )}
      {draft && claim.submittedAt === null && (
        <Button look="warn" disabled={busy} onClick={() => void remove()}>
          {words.remove}
        </Button>
      )}
      {(draft || back) && (
        <Link
          href={`/expenses/${claim.id}/edit`}
          className="tap inline-flex h-9 items-center rounded-[8px] bg-raised px-3.5 text-body font-medium ring-1 ring-line ring-inset hover:bg-hover"
        >
          {back ? words.again : words.edit}
        </Link>
      )}
      {draft && (
        <Button
          look="solid"
          busy={busy}
          onClick={() =>
            void act(() => api.expenses.submitClaim({ claimId: claim.id }), onChanged, words.submitted)
          }
        >
          {words.send}
        </Button>
      )}
    </div>
  );
}
