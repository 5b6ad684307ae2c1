import { Sparkles } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { JournalCycleId, JournalId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { clock, when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { drafts, sent } from '../../ui/form/drafts.ts';
import { findColleagues } from '../../ui/form/find-choices.ts';
import { FormFields } from '../../ui/form/form-fields.tsx';
import { faultsLeft, formFaults } from '../../ui/form/form-faults.ts';
import { said } from '../../ui/form/label-of.ts';
import { PickField } from '../../ui/form/pick-field.tsx';
import type { FormValues } from '../../ui/form/shapes.ts';
import { useFormWords } from '../../ui/form/words.ts';
import { toast } from '../../ui/overlays.ts';
import { Name } from './person.tsx';
import { cycleText } from './cycle-text.ts';
import { useJournalWords } from './words.ts';

const AUTOSAVE_MS = 700;

/** The form of one cycle. What is written is kept as a draft a moment after the last key. */
export function WriteJournal({
  cycleId,
  onSubmitted,
  onSaved,
}: {
  cycleId: JournalCycleId;
  onSubmitted: (id: JournalId) => void;
  onSaved: () => void;
}) {
  const words = useJournalWords();
  const { data, error, reload } = useLoaded(cycleId, (signal) =>
    api.journals.getJournalToWrite({ cycleId }, { signal }),
  );
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={6} />;
  return <Sheet page={data} onSubmitted={onSubmitted} onSaved={onSaved} />;
}

type ToWrite = Awaited<ReturnType<typeof api.journals.getJournalToWrite>>;

function Sheet({
  page,
  onSubmitted,
  onSaved,
}: {
  page: ToWrite;
  onSubmitted: (id: JournalId) => void;
  onSaved: () => void;
}) {
  const words = useJournalWords();
  const formWords = useFormWords();
  const cycleId = page.cycle.id;
  const [form, setForm] = useState<FormValues>(() => drafts(page.controls, page.form));
  const [receivers, setReceivers] = useState<MemberId[]>(page.receivers);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [saved, setSaved] = useState('');
  const [busy, setBusy] = useState(false);
  const touched = useRef(false);
  const change = (next: FormValues) => {
    touched.current = true;
    setFaults(faultsLeft(faults, form, next));
    setFailure('');
    setForm(next);
  };
  useEffect(() => {
    // What was submitted already has no draft.
    if (!touched.current || page.journalId || busy) return;
    const timer = setTimeout(() => {
      api.journals.saveJournalDraft({ cycleId, form: sent(page.controls, form), receivers }).then(
        ({ savedAt }) => {
          setSaved(words.saved(clock(Date.parse(savedAt))));
          onSaved();
        },
        (caught: unknown) => setFailure(failureText(caught)),
      );
    }, AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [form, receivers, busy, cycleId, page, words, onSaved]);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      const values = { cycleId, form: sent(page.controls, form), receivers };
      const { journalId } = await api.journals.submitJournal(values);
      toast(page.journalId ? words.changed : words.submitted, { tone: 'ok' });
      onSubmitted(journalId);
    } catch (caught) {
      setFailure(failureText(caught));
      setFaults(formFaults(caught, page.controls, form, formWords));
      setBusy(false);
    }
  };
  const target = page.controls.find((c) => c.kind === 'textarea');
  const prefill = async () => {
    try {
      const done = await api.journals.prefillJournal({ cycleId });
      const lines = (['tasks', 'events', 'approvals'] as const).flatMap((kind) =>
        done[kind].map((line) => `${words.prefilled[kind]}：${line}`),
      );
      const before = typeof form[target!.id] === 'string' ? (form[target!.id] as string) : '';
      const fresh = lines.filter((line) => !before.includes(line));
      if (fresh.length === 0) return toast(words.nothingDone);
      change({ ...form, [target!.id]: [before, ...fresh].filter(Boolean).join('\n') });
    } catch (caught) {
      toast(failureText(caught), { tone: 'danger' });
    }
  };
  return (
    <form
      noValidate
      onSubmit={(e) => void submit(e)}
      className="pane flex-1"
      aria-label={said(page.name, page.en)}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
          <header className="flex flex-wrap items-start justify-between gap-3">
            <div>
              <h2 className="text-title font-medium">{said(page.name, page.en)}</h2>
              <p className="mt-1 text-dense text-text-2">
                {cycleText(page.cycle)} · {words.due(when(Date.parse(page.cycle.dueAt)))}
              </p>
            </div>
            {target && page.mayWrite && (
              <Button
                icon={<Sparkles aria-hidden className="size-4" />}
                data-tip={words.prefillHint}
                onClick={() => void prefill()}
              >
                {words.prefill}
              </Button>
            )}
          </header>
          <FormFields controls={page.controls} value={form} onValue={change} faults={faults} />
          <section aria-label={words.receivers} className="flex flex-col gap-3 border-t border-line pt-5">
            <h3 className="text-body font-medium">{words.receivers}</h3>
            {page.named.length > 0 ? (
              <ul className="flex flex-wrap gap-1.5">
                {page.named.map((id) => (
                  <li key={id} className="rounded-chip bg-sunken px-2 py-1 text-dense text-text-2">
                    <Name id={id} />
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-dense text-text-3">{words.noReceivers}</p>
            )}
            <div className="flex flex-wrap items-center gap-2">
              <span className="text-dense text-text-2">{words.addReceivers}</span>
              <PickField
                label={words.addReceivers}
                find={findColleagues}
                value={receivers}
                max={20}
                onValue={(ids) => {
                  touched.current = true;
                  setReceivers(ids as MemberId[]);
                }}
              />
            </div>
          </section>
        </div>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-3 border-t border-line px-5 py-3">
        {failure ? (
          <p role="alert" className="min-w-0 flex-1 text-dense text-danger">
            {failure}
          </p>
        ) : (
          <p role="status" className="tabular min-w-0 flex-1 text-small text-text-3">
            {page.mayWrite ? saved : words.closed}
          </p>
        )}
        <Button type="submit" look="solid" busy={busy} disabled={!page.mayWrite}>
          {page.journalId ? words.change : words.submit}
        </Button>
      </div>
    </form>
  );
}
