import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import type { Facts } from './facts.ts';
import { useJournalAdminWords } from './words.ts';

type Field = Facts['controls'][number];
/** Kinds one can add here; what others made is shown and kept. */
const kinds = [
  'textarea',
  'text',
  'number',
  'money',
  'date',
  'dateRange',
  'select',
  'contact',
  'file',
  'rating',
  'location',
  'phone',
  'tips',
] as const;

function freshId(fields: readonly Field[]): string {
  for (let n = fields.length + 1; ; n++) if (!fields.some((f) => f.id === `f${n}`)) return `f${n}`;
}

/** The fields of a journal, in order: what each is called, what goes in, and whether it must. */
export function FieldsEditor({
  fields,
  onFields,
}: {
  fields: readonly Field[];
  onFields: (fields: Field[]) => void;
}) {
  const words = useJournalAdminWords();
  const put = (i: number, next: Field) => onFields(fields.map((f, at) => (at === i ? next : f)));
  const swap = (i: number, j: number) => {
    const next = [...fields];
    [next[i], next[j]] = [next[j]!, next[i]!];
    onFields(next);
  };
  return (
    <div className="flex flex-col gap-2">
      {fields.map((f, i) => {
        const known = (kinds as readonly string[]).includes(f.kind);
        const listed = known ? kinds : [...kinds, f.kind as 'table'];
        return (
          <div
            key={f.id}
            role="group"
            aria-label={f.label || words.fieldName}
            className="flex flex-wrap items-center gap-2 rounded-box bg-sunken p-2"
          >
            <Input
              aria-label={words.fieldName}
              placeholder={words.fieldName}
              value={f.label}
              maxLength={60}
              onChange={(e) => put(i, { ...f, label: e.target.value, en: undefined })}
              className="min-w-36 flex-1"
            />
            <Select
              aria-label={`${words.kind} ${f.label}`}
              value={f.kind}
              className="w-32"
              onChange={(e) =>
                put(i, {
                  id: f.id,
                  kind: e.target.value as Field['kind'],
                  label: f.label,
                  required: e.target.value !== 'tips' && f.required,
                  ...(e.target.value === 'contact' ? { of: 'member' as const, multi: true } : {}),
                })
              }
              options={listed.map((k) => ({ value: k, label: words.kinds[k] }))}
            />
            {f.kind !== 'tips' && (
              <Checkbox checked={f.required} onChecked={(required) => put(i, { ...f, required })}>
                {words.required}
              </Checkbox>
            )}
            <span className="ml-auto flex">
              <IconButton
                size="small"
                label={words.up(f.label)}
                disabled={i === 0}
                onClick={() => swap(i, i - 1)}
              >
                <ArrowUp aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="small"
                label={words.down(f.label)}
                disabled={i === fields.length - 1}
                onClick={() => swap(i, i + 1)}
              >
                <ArrowDown aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="small"
                label={words.remove(f.label)}
                disabled={fields.length === 1}
                onClick={() => onFields(fields.filter((_, at) => at !== i))}
              >
                <Trash2 aria-hidden className="size-3.5" />
              </IconButton>
            </span>
            {f.kind === 'select' && (
              <Input
                aria-label={words.options}
                placeholder={words.options}
                defaultValue={(f.options ?? []).map((o) => o.label).join('，')}
                onChange={(e) => put(i, { ...f, options: optionsOf(e.target.value, f.options ?? []) })}
                className="w-full"
              />
            )}
            {f.kind === 'tips' && (
              <Input
                aria-label={words.tipText}
                placeholder={words.tipText}
                value={f.tip ?? ''}
                maxLength={2_000}
                onChange={(e) => put(i, { ...f, tip: e.target.value })}
                className="w-full"
              />
            )}
          </div>
        );
      })}
      <Button
        size="small"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        disabled={fields.length >= 50}
        onClick={() =>
          onFields([...fields, { id: freshId(fields), kind: 'textarea', label: '', required: false }])
        }
      >
        {words.addField}
      </Button>
    </div>
  );
}

/** Labels that stay keep their keys, so that what was chosen before stays chosen. */
function optionsOf(text: string, before: readonly { key: string; label: string }[]) {
  const labels = [...new Set(text.split(/[,，]/).map((t) => t.trim()))].filter(Boolean);
  const taken = new Set(before.map((o) => o.key));
  let n = 0;
  const fresh = () => {
    do n++;
    while (taken.has(`o${n}`));
    return `o${n}`;
  };
  return labels.map((label) => before.find((o) => o.label === label) ?? { key: fresh(), label });
}
