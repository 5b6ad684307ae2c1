import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { ApprovalId, ApprovalTemplateId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { myId } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { sent } from '../../ui/form/drafts.ts';
import { findAmong, findColleagues } from '../../ui/form/find-choices.ts';
import { FormFields } from '../../ui/form/form-fields.tsx';
import { faultsLeft, formFaults } from '../../ui/form/form-faults.ts';
import { labelOf, said } from '../../ui/form/label-of.ts';
import { PickField } from '../../ui/form/pick-field.tsx';
import { StepsView } from './steps-view.tsx';
import { useApprovalWords } from './words.ts';
import type { Control, FormValues, ShownStep } from './shapes.ts';

type Picks = Record<string, MemberId[]>;

/** A request to fill in: the form, who will be asked, and sending it. */
export function StartForm({
  templateId,
  onSubmitted,
}: {
  templateId: ApprovalTemplateId;
  onSubmitted: (id: ApprovalId) => void;
}) {
  const words = useApprovalWords();
  const { data, error } = useLoaded(templateId, (signal) =>
    api.approvals.getTemplate({ templateId }, { signal }),
  );
  const [form, setForm] = useState<FormValues>({});
  const [picks, setPicks] = useState<Picks>({});
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [cid] = useState(uuid);
  const [tries, setTries] = useState(0);
  const area = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const wrong = area.current?.querySelector<HTMLElement>(
      '[aria-invalid=true], [data-fault] :is(input, select, button)',
    );
    wrong?.focus();
  }, [tries]);
  if (error) return <Empty title={words.whole} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={6} />;
  const change = (next: FormValues) => {
    setFaults(faultsLeft(faults, form, next));
    setFailure('');
    setForm(next);
  };
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      const made = await api.approvals.submitApproval({
        cid,
        templateId,
        form: sent(data.controls, form),
        picks,
      });
      toast(words.submitted, { tone: 'ok' });
      onSubmitted(made.id);
    } catch (caught) {
      setFailure(failureText(caught));
      setFaults(formFaults(caught, data.controls, form, words));
      setTries((n) => n + 1);
    }
    setBusy(false);
  };
  return (
    <form
      ref={area}
      noValidate
      onSubmit={(e) => void submit(e)}
      className="pane flex-1"
      aria-label={said(data.name, data.en)}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
          <h2 className="text-title font-medium">{said(data.name, data.en)}</h2>
          <FormFields controls={data.controls} value={form} onValue={change} faults={faults} />
          <section aria-label={words.who} className="border-t border-line pt-5">
            <h3 className="mb-3 text-body font-medium">{words.who}</h3>
            <Preview
              templateId={templateId}
              controls={data.controls}
              form={form}
              picks={picks}
              onPicks={setPicks}
            />
          </section>
        </div>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-3 border-t border-line px-5 py-3">
        {failure && (
          <p role="alert" className="min-w-0 flex-1 text-dense text-danger">
            {failure}
          </p>
        )}
        <Button type="submit" look="solid" busy={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

function Preview({
  templateId,
  controls,
  form,
  picks,
  onPicks,
}: {
  templateId: ApprovalTemplateId;
  controls: readonly Control[];
  form: FormValues;
  picks: Picks;
  onPicks: (picks: Picks) => void;
}) {
  const words = useApprovalWords();
  const asked = JSON.stringify({ form: sent(controls, form), picks });
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(asked), 400);
    return () => clearTimeout(waiting);
  }, [asked]);
  const [shown, setShown] = useState<{ steps: ShownStep[]; missing: string | null } | null>(null);
  const { error } = useLoaded(settled, async (signal) => {
    const { form: filled, picks: chosen } = JSON.parse(settled) as { form: FormValues; picks: Picks };
    // The steps of before stay while the next ones are on their way.
    setShown(await api.approvals.previewApproval({ templateId, form: filled, picks: chosen }, { signal }));
  });
  if (error) return <p className="text-dense text-text-3">{failureText(error)}</p>;
  if (!shown) return <p className="text-dense text-text-3">{words.whoHint}</p>;
  const missing = shown.missing === null ? undefined : controls.find((c) => c.id === shown.missing);
  return (
    <>
      <StepsView
        steps={shown.steps}
        applicant={{ id: myId(), at: null }}
        pickAt={(step) => (
          <div className="mt-2">
            <PickField
              label={words.pickHere}
              find={step.pick?.range.length ? findAmong(step.pick.range) : findColleagues}
              value={picks[step.id] ?? []}
              max={step.pick?.multi ? 20 : 1}
              onValue={(ids) => onPicks({ ...picks, [step.id]: ids as MemberId[] })}
            />
          </div>
        )}
      />
      {shown.missing !== null && (
        <p className="mt-3 text-dense text-text-3">
          {missing ? words.missing(labelOf(missing)) : words.whoHint}
        </p>
      )}
      {shown.missing === null && shown.steps.length === 0 && (
        <p className="mt-3 text-dense text-text-3">{words.nobody}</p>
      )}
    </>
  );
}
