import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { AssessmentTemplate } from '../../../../../contract/src/assessment-admin.ts';
import { relations } from '../../../../../contract/src/assessment-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useAssessmentWords } from '../words.ts';
import { type FormDraft, draftOf, formOf, newItem, sumOf } from './form-draft.ts';
import { GradesEditor } from './grades-editor.tsx';
import { ItemEditor } from './item-editor.tsx';
import { useAssessmentAdminWords } from './words.ts';

/** A form: indicators whose weights are whole, how much each side counts, and the grades. */
export function FormDialog({
  template,
  onClose,
  onSaved,
}: {
  template: AssessmentTemplate | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [d, setD] = useState<FormDraft>(() => draftOf(template));
  const set = (change: Partial<FormDraft>) => setD({ ...d, ...change });
  const form = formOf(d);
  const save = async () => {
    if (!form) return;
    const sent = { name: d.name.trim(), en: d.en, form };
    try {
      if (template) await api.assessmentAdmin.changeAssessmentTemplate({ templateId: template.id, ...sent });
      else await api.assessmentAdmin.createAssessmentTemplate(sent);
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const items = sumOf(d.items.map((i) => i.percent));
  const sides = sumOf(Object.values(d.weights));
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={template ? words.changeTemplate : words.newTemplate}
      description={template ? words.nextVersion : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="solid" disabled={!form} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={d.name} maxLength={60} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.items}</legend>
          {d.items.map((item, i) => (
            <ItemEditor
              key={item.id}
              n={i + 1}
              item={item}
              onItem={(next) => set({ items: d.items.map((x) => (x.id === item.id ? next : x)) })}
              onRemove={
                d.items.length > 1 ? () => set({ items: d.items.filter((x) => x.id !== item.id) }) : undefined
              }
            />
          ))}
          {items !== 10_000 && (
            <p role="status" className="text-small text-danger">
              {words.sum(items / 100)}
            </p>
          )}
          <Button
            size="small"
            className="self-start"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => set({ items: [...d.items, newItem()] })}
          >
            {words.addItem}
          </Button>
        </fieldset>
        <fieldset className="flex min-w-0 flex-wrap gap-4">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.relationWeights}</legend>
          {relations.map((r) => (
            <Field key={r} label={common.relations[r]} className="w-28">
              <Input
                type="number"
                min={0}
                max={100}
                value={d.weights[r]}
                onChange={(e) => set({ weights: { ...d.weights, [r]: e.target.value } })}
              />
            </Field>
          ))}
          {sides !== 10_000 && (
            <p role="status" className="w-full text-small text-danger">
              {words.sum(sides / 100)}
            </p>
          )}
        </fieldset>
        <GradesEditor grades={d.grades} onGrades={(grades) => set({ grades })} />
        <Field label={words.floor} className="w-56">
          <Input
            type="number"
            min={3}
            max={20}
            value={d.floor}
            onChange={(e) => set({ floor: e.target.value })}
          />
        </Field>
        <Checkbox checked={d.comments} onChecked={(comments) => set({ comments })}>
          {words.comments}
        </Checkbox>
      </div>
    </Dialog>
  );
}
