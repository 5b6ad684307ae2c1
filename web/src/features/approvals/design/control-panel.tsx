import { Copy, Trash2 } from 'lucide-react';
import { Empty } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select, Textarea } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { faultText } from './fault-text.ts';
import type { ControlActs } from './form-designer.tsx';
import { changeControl } from './form-edits.ts';
import { FormulaField } from './formula-field.tsx';
import { LinkField } from './link-field.tsx';
import { OptionsEditor } from './options-editor.tsx';
import { itemOf } from './palette.ts';
import type { Control, FlowFault } from './shapes.ts';
import { useDesignWords } from './words.ts';

const currencies = ['CNY', 'HKD', 'MOP', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD', 'KRW', 'AUD', 'CAD'];
const typed = new Set<Control['kind']>(['text', 'textarea', 'number', 'money', 'phone']);
const spans = new Set<Control['kind']>(['dateRange', 'attendance', 'vacation']);
const filledByPeople = (c: Control) => !['tips', 'formula', 'serial'].includes(c.kind);

/** The properties of the chosen control. */
export function ControlPanel({
  form,
  onForm,
  path,
  control: c,
  acts,
  faults,
}: {
  form: readonly Control[];
  onForm: (form: Control[], stroke?: string) => void;
  path: string | null;
  control: Control | undefined;
  acts: ControlActs;
  faults: readonly FlowFault[];
}) {
  const words = useDesignWords();
  const frame = 'shrink-0 overflow-y-auto border-line bg-surface max-desk:border-t desk:w-80 desk:border-l';
  if (!c || !path)
    return (
      <section aria-label={words.properties} className={`${frame} flex max-desk:hidden`}>
        <Empty title={words.chooseControl} text={words.chooseControlText} />
      </section>
    );
  const set = (more: { [K in keyof Control]?: Control[K] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...c, ...more }).filter(([, v]) => v !== undefined));
    onForm(changeControl(form, path, next as Control), `${path} ${Object.keys(more).join()}`);
  };
  const mine = faults.filter((f) => f.where === path.split('.')[0]);
  const { id } = itemOf(c);
  return (
    <section aria-label={words.properties} className={frame} tabIndex={0}>
      <div className="flex flex-col gap-4 p-4">
        <h2 className="text-body font-medium">{words.kinds[id]}</h2>
        {mine.length > 0 && (
          <ul className="flex flex-col gap-1 rounded-box bg-danger-soft p-2.5 text-small text-danger">
            {mine.map((f) => (
              <li key={`${f.code} ${f.at}`}>{faultText(words, f, form)}</li>
            ))}
          </ul>
        )}
        <Field label={words.label}>
          <Input value={c.label} maxLength={60} onChange={(e) => set({ label: e.target.value })} />
        </Field>
        <Field label={words.labelEn} optional>
          <Input
            value={c.en ?? ''}
            maxLength={120}
            onChange={(e) => set({ en: e.target.value || undefined })}
          />
        </Field>
        {filledByPeople(c) && (
          <Checkbox checked={c.required} onChecked={(required) => set({ required })}>
            {words.required}
          </Checkbox>
        )}
        {typed.has(c.kind) && (
          <Field label={words.placeholder} optional>
            <Input
              value={c.placeholder ?? ''}
              maxLength={60}
              onChange={(e) => set({ placeholder: e.target.value || undefined })}
            />
          </Field>
        )}
        {c.kind !== 'tips' && (
          <Field label={words.hint} optional>
            <Input
              value={c.hint ?? ''}
              maxLength={200}
              onChange={(e) => set({ hint: e.target.value || undefined })}
            />
          </Field>
        )}
        {c.kind === 'number' && (
          <Field label={words.suffix} optional>
            <Input
              value={c.suffix ?? ''}
              maxLength={12}
              onChange={(e) => set({ suffix: e.target.value || undefined })}
            />
          </Field>
        )}
        {c.kind === 'money' && (
          <Field label={words.currency}>
            <Select
              className="w-full"
              value={c.currency ?? 'CNY'}
              options={currencies.map((value) => ({ value, label: value }))}
              onChange={(e) => set({ currency: e.target.value })}
            />
          </Field>
        )}
        {(c.kind === 'number' || c.kind === 'money') && (
          <Checkbox
            checked={c.negative ?? false}
            onChecked={(negative) => set({ negative: negative || undefined })}
          >
            {words.negative}
          </Checkbox>
        )}
        {(spans.has(c.kind) || c.kind === 'date') && (
          <Field label={words.unit}>
            <Select
              className="w-full"
              value={c.unit ?? 'day'}
              options={(c.kind === 'date'
                ? (['day', 'hour'] as const)
                : (['day', 'halfday', 'hour'] as const)
              ).map((value) => ({ value, label: words.units[value] }))}
              onChange={(e) => set({ unit: e.target.value as NonNullable<Control['unit']> })}
            />
          </Field>
        )}
        {['contact', 'file', 'select', 'record'].includes(c.kind) && (
          <Checkbox
            checked={c.kind === 'file' ? c.multi !== false : (c.multi ?? false)}
            onChecked={(multi) => set({ multi })}
          >
            {words.multi}
          </Checkbox>
        )}
        {(c.kind === 'select' || c.kind === 'vacation') && (
          <OptionsEditor
            control={c}
            form={path.includes('.') ? [] : form}
            onOptions={(options) => set({ options })}
          />
        )}
        {c.kind === 'formula' && (
          <FormulaField form={form} control={c} onFormula={(formula) => set({ formula })} />
        )}
        {c.kind === 'table' && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 text-dense font-medium text-text-2">{words.sums}</legend>
            {(c.children ?? [])
              .filter((x) => x.kind === 'number' || x.kind === 'money')
              .map((x) => (
                <Checkbox
                  key={x.id}
                  checked={c.sums?.includes(x.id) ?? false}
                  onChecked={(on) =>
                    set({ sums: on ? [...(c.sums ?? []), x.id] : (c.sums ?? []).filter((s) => s !== x.id) })
                  }
                >
                  {labelOf(x)}
                </Checkbox>
              ))}
          </fieldset>
        )}
        {c.kind === 'tips' && (
          <>
            <Field label={words.tip}>
              <Textarea value={c.tip ?? ''} maxLength={2000} onChange={(e) => set({ tip: e.target.value })} />
            </Field>
            <LinkField value={c.link ?? ''} onLink={(link) => set({ link })} />
          </>
        )}
        <p className="text-small text-text-3">{words.controlId(path)}</p>
        <div className="flex gap-2 border-t border-line pt-4">
          <Button
            size="small"
            icon={<Copy aria-hidden className="size-3.5" />}
            onClick={() => acts.copy(path)}
          >
            {words.copy}
          </Button>
          <Button
            size="small"
            look="warn"
            icon={<Trash2 aria-hidden className="size-3.5" />}
            onClick={() => acts.remove(path)}
          >
            {words.remove}
          </Button>
        </div>
      </div>
    </section>
  );
}
