import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Journey } from '../../../../contract/src/journeys.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { ContentFields, type SendFile } from './content-fields.tsx';
import { HoldOutField } from './hold-out-field.tsx';
import { blankJourney, blankStep, formOf, type JourneyForm, planOf, type StepForm } from './journey-form.ts';
import { type JourneyPreview, JourneyPreviewBox } from './journey-preview.tsx';
import { JourneyRules } from './journey-rules.tsx';
import { useJourneyWords } from './journey-words.ts';

const MOST = 20;

/** Writes a journey, or the next version of one that runs. */
export function JourneyEditor({
  journey,
  sendFile,
  onPublished,
}: {
  journey?: Journey;
  sendFile: SendFile;
  onPublished?: () => void;
}) {
  const words = useJourneyWords();
  const [, navigate] = useLocation();
  const [form, setForm] = useState<JourneyForm>(() => (journey ? formOf(journey) : blankJourney));
  const [id, setId] = useState(journey?.id);
  const [preview, setPreview] = useState<JourneyPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<JourneyForm>) => {
    setPreview(null);
    setForm((f) => ({ ...f, ...part }));
  };
  const changeStep = (key: number, part: Partial<StepForm>) =>
    change({ steps: form.steps.map((s) => (s.key === key ? { ...s, ...part } : s)) });
  const plan = planOf(form);
  const runs = Boolean(journey?.startedAt);
  const during = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  const save = async () => {
    const given = { name: form.name.trim(), plan: plan!, ...(runs ? {} : { holdOut: form.holdOut }) };
    const saved = id
      ? await api.journeys.changeJourney({ journeyId: id, ...given })
      : await api.journeys.createJourney({ holdOut: form.holdOut, ...given });
    setId(saved.id);
    return saved.id;
  };
  const publish = () =>
    during(async () => {
      const journeyId = await save();
      const yes = await confirm({
        title: words.publishSure,
        text: words.publishText,
        action: runs ? words.publishNext : words.publish,
      });
      if (!yes) return;
      await api.journeys.publishJourney({ journeyId });
      onPublished?.();
      navigate(`/journeys/${journeyId}`);
    });
  const remove = async () => {
    if (!id || !(await confirm({ title: words.removeSure, action: words.remove, danger: true }))) return;
    await during(async () => {
      await api.journeys.removeJourney({ journeyId: id });
      navigate('/journeys');
    });
  };
  const addStep = () => {
    const last = form.steps.at(-1);
    const key = Math.max(0, ...form.steps.map((s) => s.key)) + 1;
    change({ steps: [...form.steps, blankStep(key, Math.min((last?.day ?? 0) + 2, 365))] });
  };
  return (
    <form
      className="min-h-0 flex-1 overflow-y-auto"
      onSubmit={(e) => {
        e.preventDefault();
        void publish();
      }}
    >
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 p-4 pb-8">
        <Field label={words.name} hint={words.nameHint} required>
          <Input value={form.name} maxLength={60} onChange={(e) => change({ name: e.target.value })} />
        </Field>
        <JourneyRules value={form} onChange={change} />
        <section aria-label={words.steps} className="flex flex-col gap-4">
          <h2 className="text-dense font-medium text-text-2">{words.steps}</h2>
          {form.steps.map((step, i) => (
            <fieldset
              key={step.key}
              className="flex min-w-0 flex-col gap-4 rounded-box border border-line p-4"
            >
              <legend className="px-1 text-dense font-medium">{words.step(i + 1)}</legend>
              <div className="flex flex-wrap items-start gap-4">
                <Field label={words.day} hint={words.dayHint} className="w-28">
                  <Input
                    type="number"
                    min={0}
                    max={365}
                    value={step.day}
                    onChange={(e) => changeStep(step.key, { day: Number(e.target.value) })}
                  />
                </Field>
                <Field label={words.at} className="w-32">
                  <Input
                    type="time"
                    value={step.at}
                    onChange={(e) => changeStep(step.key, { at: e.target.value })}
                  />
                </Field>
                {form.steps.length > 1 && (
                  <IconButton
                    className="ml-auto"
                    label={words.removeStep(i + 1)}
                    onClick={() => change({ steps: form.steps.filter((s) => s !== step) })}
                  >
                    <X aria-hidden className="size-4" />
                  </IconButton>
                )}
              </div>
              <ContentFields
                value={step}
                onChange={(part) => changeStep(step.key, part)}
                sendFile={sendFile}
              />
            </fieldset>
          ))}
          {form.steps.length < MOST && (
            <Button className="self-start" icon={<Plus aria-hidden className="size-4" />} onClick={addStep}>
              {words.addStep}
            </Button>
          )}
        </section>
        {!runs && <HoldOutField value={form.holdOut} onValue={(holdOut) => change({ holdOut })} />}
        {preview && <JourneyPreviewBox preview={preview} />}
        <div className="flex flex-wrap gap-2">
          <Button look="solid" type="submit" disabled={!plan} busy={busy}>
            {runs ? words.publishNext : words.publish}
          </Button>
          <Button
            disabled={!plan || busy}
            onClick={() =>
              void during(async () =>
                setPreview(await api.journeys.previewJourney({ journeyId: await save() })),
              )
            }
          >
            {words.preview}
          </Button>
          <Button
            disabled={!plan || busy}
            onClick={() =>
              void during(async () => {
                await save();
                toast(words.saved, { tone: 'ok' });
              })
            }
          >
            {words.save}
          </Button>
          {id && !runs && (
            <Button look="warn" disabled={busy} onClick={() => void remove()}>
              {words.remove}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
