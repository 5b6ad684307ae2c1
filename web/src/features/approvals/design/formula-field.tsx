import { useRef } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Textarea } from '../../../ui/input.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import type { Control } from './shapes.ts';
import { useDesignWords } from './words.ts';

const counted = new Set<Control['kind']>([
  'number',
  'money',
  'formula',
  'rating',
  'dateRange',
  'attendance',
  'vacation',
]);
const functions = ['SUM', 'ROUND', 'ABS', 'MIN', 'MAX', 'IF', 'DAYS', 'HOURS'];

/** A formula over the controls above it; a press on a field or function writes it where the cursor stands. */
export function FormulaField({
  form,
  control,
  onFormula,
}: {
  form: readonly Control[];
  control: Control;
  onFormula: (formula: string) => void;
}) {
  const words = useDesignWords();
  const input = useRef<HTMLTextAreaElement>(null);
  const text = control.formula ?? '';
  const above = form.slice(
    0,
    Math.max(
      0,
      form.findIndex((c) => c.id === control.id),
    ),
  );
  const fields = above.flatMap((c) =>
    c.kind === 'table'
      ? (c.children ?? [])
          .filter((x) => counted.has(x.kind))
          .map((x) => ({ put: `SUM(${c.id}.${x.id})`, label: `${labelOf(c)} · ${labelOf(x)}` }))
      : counted.has(c.kind)
        ? [{ put: c.id, label: labelOf(c) }]
        : [],
  );
  const put = (what: string) => {
    const from = input.current?.selectionStart ?? text.length;
    const to = input.current?.selectionEnd ?? text.length;
    onFormula(text.slice(0, from) + what + text.slice(to));
    input.current?.focus();
  };
  const chip = 'tap rounded-chip bg-hover px-2 py-0.5 text-small text-text hover:bg-selected';
  return (
    <div className="flex flex-col gap-2">
      <Field label={words.formula} hint={words.formulaHint}>
        <Textarea
          ref={input}
          value={text}
          maxLength={500}
          className="font-mono text-dense"
          onChange={(e) => onFormula(e.target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {fields.map((f) => (
          <button key={f.put} type="button" className={chip} onClick={() => put(f.put)}>
            {f.label}
          </button>
        ))}
        {functions.map((f) => (
          <button key={f} type="button" className={`${chip} font-mono`} onClick={() => put(`${f}()`)}>
            {f}
          </button>
        ))}
      </div>
    </div>
  );
}
