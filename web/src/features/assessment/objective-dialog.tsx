import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import type { Card } from './shapes.ts';
import { quarter } from './today.ts';
import { useAssessmentWords } from './words.ts';

interface ResultForm {
  id?: Card['results'][number]['id'];
  title: string;
  percent: string;
}

/** An objective and its key results, whose weights add up to the whole. */
export function ObjectiveDialog({
  card,
  onClose,
  onSaved,
}: {
  card?: Card;
  onClose: () => void;
  onSaved: (card: Card) => void;
}) {
  const words = useAssessmentWords();
  const [d, setD] = useState(() => ({
    title: card?.title ?? '',
    ...(card ? { from: card.from, to: card.to } : quarter()),
    visibility: card?.visibility ?? ('public' as Card['visibility']),
    results:
      card?.results.map((r): ResultForm => ({
        id: r.id,
        title: r.title,
        percent: String(r.weightBp / 100),
      })) ?? ([{ title: '', percent: '100' }] as ResultForm[]),
  }));
  const set = (change: Partial<typeof d>) => setD({ ...d, ...change });
  const setResult = (at: number, change: Partial<ResultForm>) =>
    set({ results: d.results.map((r, i) => (i === at ? { ...r, ...change } : r)) });
  const weights = d.results.map((r) => Math.round(Number(r.percent) * 100));
  const sum = weights.reduce((n, w) => n + w, 0);
  const fits =
    d.title.trim() !== '' &&
    d.from <= d.to &&
    sum === 10_000 &&
    d.results.every((r, i) => r.title.trim() !== '' && weights[i]! > 0);
  const save = async () => {
    const facts = {
      title: d.title.trim(),
      from: d.from,
      to: d.to,
      visibility: d.visibility,
      results: d.results.map((r, i) => ({
        ...(r.id ? { id: r.id } : {}),
        title: r.title.trim(),
        weightBp: weights[i]!,
      })),
    };
    try {
      onSaved(
        card
          ? await api.objectives.changeObjective({ objectiveId: card.id, ...facts })
          : await api.objectives.addObjective(facts),
      );
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={card ? words.changeObjective : words.newObjective}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" disabled={!fits} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.objective} required>
          <Input value={d.title} maxLength={300} onChange={(e) => set({ title: e.target.value })} />
        </Field>
        <div className="flex flex-wrap gap-4">
          <Field label={words.from} className="w-40">
            <Input type="date" value={d.from} onChange={(e) => set({ from: e.target.value })} />
          </Field>
          <Field label={words.to} className="w-40">
            <Input type="date" value={d.to} onChange={(e) => set({ to: e.target.value })} />
          </Field>
        </div>
        <Field label={words.visibility} className="w-56">
          <Select
            value={d.visibility}
            onChange={(e) => set({ visibility: e.target.value as Card['visibility'] })}
            options={Object.entries(words.visibilities).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.results}</legend>
          {d.results.map((r, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- new lines have no ids yet
            <div key={i} className="flex items-center gap-2">
              <Input
                aria-label={`${words.resultTitle} ${i + 1}`}
                placeholder={words.resultTitle}
                value={r.title}
                maxLength={300}
                onChange={(e) => setResult(i, { title: e.target.value })}
              />
              <Input
                aria-label={`${words.resultWeight} ${i + 1}`}
                type="number"
                min={0}
                max={100}
                className="!w-24"
                value={r.percent}
                onChange={(e) => setResult(i, { percent: e.target.value })}
              />
              <IconButton
                label={words.removeResult(i + 1)}
                disabled={d.results.length === 1}
                onClick={() => set({ results: d.results.filter((_, at) => at !== i) })}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            </div>
          ))}
          {sum !== 10_000 && (
            <p role="status" className="text-small text-danger">
              {words.weightsSum(sum / 100)}
            </p>
          )}
          <Button
            size="small"
            className="self-start"
            icon={<Plus aria-hidden className="size-4" />}
            disabled={d.results.length >= 10}
            onClick={() => set({ results: [...d.results, { title: '', percent: '0' }] })}
          >
            {words.addResult}
          </Button>
        </fieldset>
      </div>
    </Dialog>
  );
}
