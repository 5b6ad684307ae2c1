import { X } from 'lucide-react';
import { metrics, relations } from '../../../../../contract/src/assessment-shapes.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useAssessmentWords } from '../words.ts';
import type { ItemDraft } from './form-draft.ts';
import { useAssessmentAdminWords } from './words.ts';

const scales = [5, 10, 100] as const;

/** One indicator of a form. */
export function ItemEditor({
  n,
  item,
  onItem,
  onRemove,
}: {
  n: number;
  item: ItemDraft;
  onItem: (item: ItemDraft) => void;
  onRemove: (() => void) | undefined;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const set = (change: Partial<ItemDraft>) => onItem({ ...item, ...change });
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-box border border-line p-3">
      <legend className="px-1 text-dense text-text-2">{words.itemN(n)}</legend>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={words.itemName} required className="min-w-40 flex-1">
          <Input value={item.name} maxLength={60} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        <Field label={words.kind} className="w-28">
          <Select
            value={item.kind}
            onChange={(e) => set({ kind: e.target.value as ItemDraft['kind'] })}
            options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field label={words.weight} required className="w-28">
          <Input
            type="number"
            min={0}
            max={100}
            value={item.percent}
            onChange={(e) => set({ percent: e.target.value })}
          />
        </Field>
        <Field label={words.scale} className="w-28">
          <Select
            value={String(item.scale)}
            onChange={(e) => set({ scale: scales.find((s) => String(s) === e.target.value) ?? 100 })}
            options={scales.map((s) => ({ value: String(s), label: String(s) }))}
          />
        </Field>
        {onRemove && (
          <IconButton label={words.removeItem(n)} onClick={onRemove}>
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      {item.kind === 'kpi' && (
        <div className="flex flex-wrap gap-3">
          <Field label={words.target} optional className="min-w-40 flex-1">
            <Input value={item.target} maxLength={200} onChange={(e) => set({ target: e.target.value })} />
          </Field>
          <Field label={words.metric} className="w-44">
            <Select
              value={item.metric ?? ''}
              onChange={(e) => set({ metric: metrics.find((m) => m === e.target.value) ?? null })}
              options={[
                { value: '', label: words.byHand },
                ...metrics.map((m) => ({ value: m, label: common.metrics[m] })),
              ]}
            />
          </Field>
        </div>
      )}
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="mb-1 text-dense text-text-2">{words.who}</legend>
        {relations.map((r) => (
          <Checkbox
            key={r}
            checked={item.relations.includes(r)}
            onChecked={(on) =>
              set({ relations: relations.filter((x) => (x === r ? on : item.relations.includes(x))) })
            }
          >
            {common.relations[r]}
          </Checkbox>
        ))}
      </fieldset>
    </fieldset>
  );
}
