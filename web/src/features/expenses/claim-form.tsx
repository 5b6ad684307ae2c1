import { Plus, Receipt, Trash2 } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { Claim } from '../../../../contract/src/expenses.ts';
import type { ClaimId } from '../../../../contract/src/ids.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import {
  type ClaimDraft,
  draftOf,
  faultOf,
  homeAmount,
  lineOf,
  newLine,
  takenBy,
  toInput,
  totalOf,
} from './claim-draft.ts';
import type { Invoice } from '../../../../contract/src/invoices.ts';
import type { FilesFieldOf } from './files-field-of.ts';
import { InvoicePicker } from './invoice-picker.tsx';
import { LineEditor } from './line-editor.tsx';
import { money } from './money.ts';
import { typeName } from './type-name.ts';
import { useExpenseWords } from './words.ts';

interface Given {
  claimId: ClaimId | null;
  filesField: FilesFieldOf;
  /** a draft was kept */
  onSaved: () => void;
  /** it is written: go and look at it */
  onDone: (claimId: ClaimId) => void;
}

/** Writes a claim, a new one or one that is not on its way. */
export function ClaimForm(given: Given) {
  const words = useExpenseWords();
  const { claimId } = given;
  const kinds = useLoaded('types', (signal) => api.expenses.listExpenseTypes({}, { signal }));
  const claim = useLoaded(claimId, (signal) =>
    claimId ? api.expenses.getClaim({ claimId }, { signal }) : Promise.reject(new Error('nothing to ask')),
  );
  const error = kinds.error ?? claim.error;
  if (error !== null) return <Empty title={words.failed} text={failureText(error)} />;
  if (!kinds.data || (claimId && !claim.data)) return <RowsSkeleton rows={4} />;
  return <Form {...given} kinds={kinds.data} claim={claim.data ?? null} />;
}

type Kinds = Awaited<ReturnType<typeof api.expenses.listExpenseTypes>>;

function Form({
  kinds,
  claim,
  filesField,
  onSaved,
  onDone,
}: Given & {
  kinds: Kinds;
  claim: Claim | null;
}) {
  const words = useExpenseWords();
  const { types, currency: home, costCentres } = kinds;
  const [draft, setDraft] = useState<ClaimDraft>(() =>
    claim
      ? draftOf(claim)
      : { purpose: '', files: [], overReason: '', lines: [newLine(types[0]?.id ?? '', home)] },
  );
  const [open, setOpen] = useState(0);
  const [tried, setTried] = useState(false);
  const [picking, setPicking] = useState(false);
  const [busy, setBusy] = useState<'save' | 'submit' | null>(null);
  const [needsReason, setNeedsReason] = useState(Boolean(claim?.overReason));
  const [refusal, setRefusal] = useState('');
  // One key for all tries of this page, so that a retry after a lost answer is the same claim.
  const kept = useRef<{ cid: string; id: ClaimId | null }>({ cid: uuid(), id: claim?.id ?? null });
  const reasonField = useRef<HTMLInputElement>(null);
  const set = (change: Partial<ClaimDraft>) => setDraft((d) => ({ ...d, ...change }));
  const nameOf = (typeId: string) => {
    const type = types.find((t) => t.id === typeId);
    return type ? typeName(type) : '';
  };
  /** Lines nothing was typed into make way. */
  const addInvoices = (chosen: readonly Invoice[]) => {
    const lines = draft.lines.filter((l) => l.amount !== '' || l.invoiceNo !== '');
    const typeId = draft.lines.at(-1)?.typeId ?? types[0]?.id ?? '';
    set({ lines: [...lines, ...chosen.map((i) => lineOf(i, typeId))] });
    setOpen(lines.length);
    setTried(false);
  };
  const total = money(totalOf(draft.lines, home), home);

  const save = async (): Promise<ClaimId> => {
    const kindsUsed = [...new Set(draft.lines.map((l) => nameOf(l.typeId)))].filter(Boolean);
    const sent = {
      purpose: draft.purpose.trim() || kindsUsed.join(' · ') || words.title,
      lines: draft.lines.map(toInput),
      files: draft.files,
      overReason: draft.overReason,
    };
    const { id } = kept.current.id
      ? await api.expenses.changeClaim({ claimId: kept.current.id, ...sent })
      : await api.expenses.createClaim({ cid: kept.current.cid, ...sent });
    kept.current.id = id;
    return id;
  };
  const run = async (how: 'save' | 'submit') => {
    setTried(true);
    setRefusal('');
    const wrong = draft.lines.findIndex((l) => faultOf(l) !== null);
    if (wrong >= 0) return setOpen(wrong);
    const bare = draft.lines.findIndex(
      (l) => types.find((t) => t.id === l.typeId)?.needsInvoice && !l.invoiceNo && !l.invoiceId,
    );
    if (how === 'submit' && bare >= 0) return setOpen(bare);
    setBusy(how);
    try {
      const claimId = await save();
      if (how === 'submit') await api.expenses.submitClaim({ claimId });
      toast(how === 'submit' ? words.submitted : words.saved, { tone: 'ok' });
      onDone(claimId);
    } catch (error) {
      if (kept.current.id) onSaved();
      setRefusal(failureText(error));
      if (error instanceof ApiError && error.code === 'expenses.reason_needed') {
        setNeedsReason(true);
        setTimeout(() => reasonField.current?.focus(), 0);
      }
    } finally {
      setBusy(null);
    }
  };
  return (
    <form
      aria-label={words.create}
      className="pane flex-1"
      onSubmit={(e: FormEvent) => {
        e.preventDefault();
        void run('submit');
      }}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-160 flex-col gap-5 px-4 py-4 desk:px-6">
          <ol className="flex flex-col gap-3" aria-label={words.lines}>
            {draft.lines.map((line, i) => (
              <li key={line.key} className="rounded-card bg-panel p-4">
                {i === open ? (
                  <LineEditor
                    line={line}
                    types={types}
                    home={home}
                    costCentres={costCentres}
                    tried={tried}
                    focus={claim === null || i > 0}
                    onLine={(next) => set({ lines: draft.lines.map((l, n) => (n === i ? next : l)) })}
                  />
                ) : (
                  <div className="flex items-center gap-2">
                    <button
                      type="button"
                      aria-label={words.editLine(i + 1)}
                      onClick={() => setOpen(i)}
                      className="tap flex min-w-0 flex-1 items-baseline gap-2 rounded-chip text-left"
                    >
                      <span className="min-w-0 flex-1 truncate text-body">
                        {[nameOf(line.typeId), line.note].filter(Boolean).join(' · ')}
                      </span>
                      <span className="tabular text-small text-text-3">{line.day.slice(5)}</span>
                      <span className="tabular text-body font-medium">
                        {money(homeAmount(line, home), home)}
                      </span>
                    </button>
                    <IconButton
                      label={words.removeLine(i + 1)}
                      onClick={() => {
                        set({ lines: draft.lines.filter((_, n) => n !== i) });
                        if (open > i) setOpen(open - 1);
                      }}
                    >
                      <Trash2 aria-hidden className="size-4" />
                    </IconButton>
                  </div>
                )}
              </li>
            ))}
          </ol>
          <div className="flex flex-col gap-1.5">
            <span className="text-dense font-medium text-text-2">{words.attach}</span>
            {filesField(words.attach, draft.files, (files) => set({ files }))}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              look="plain"
              icon={<Plus aria-hidden className="size-4" />}
              onClick={() => {
                const last = draft.lines.at(-1);
                set({ lines: [...draft.lines, newLine(last?.typeId ?? types[0]?.id ?? '', home)] });
                setOpen(draft.lines.length);
                setTried(false);
              }}
            >
              {words.addLine}
            </Button>
            {home === 'CNY' && (
              <Button
                look="plain"
                icon={<Receipt aria-hidden className="size-4" />}
                onClick={() => setPicking(true)}
              >
                {words.fromFolder}
              </Button>
            )}
          </div>
          {picking && (
            <InvoicePicker
              taken={takenBy(draft.lines)}
              onClose={() => setPicking(false)}
              onPick={(chosen) => {
                setPicking(false);
                addInvoices(chosen);
              }}
            />
          )}
          <Field label={words.purpose} optional>
            <Input
              value={draft.purpose}
              maxLength={100}
              placeholder={words.purposeHint}
              onChange={(e) => set({ purpose: e.target.value })}
            />
          </Field>
          {needsReason && (
            <Field label={words.overReason} hint={words.overReasonHint}>
              <Input
                ref={reasonField}
                value={draft.overReason}
                maxLength={200}
                onChange={(e) => set({ overReason: e.target.value })}
              />
            </Field>
          )}
        </div>
      </div>
      <div className="shrink-0 border-t border-line bg-surface px-4 py-3 desk:px-6">
        {refusal && (
          <p role="alert" className="mb-2 text-dense text-danger">
            {refusal}
          </p>
        )}
        <div className="mx-auto flex max-w-160 gap-2">
          <Button
            size="large"
            busy={busy === 'save'}
            disabled={busy !== null}
            onClick={() => void run('save')}
          >
            {words.save}
          </Button>
          <Button
            type="submit"
            size="large"
            look="solid"
            className="min-w-0 flex-1"
            busy={busy === 'submit'}
            disabled={busy !== null}
          >
            {words.submit(total)}
          </Button>
        </div>
      </div>
    </form>
  );
}
