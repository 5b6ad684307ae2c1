import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import { ControlInput, severalInputs } from './control-input.tsx';
import { hiddenIn } from './drafts.ts';
import { Group } from './group.tsx';
import { labelOf } from './label-of.ts';
import { TableInput } from './table-input.tsx';
import type { Control, FormValues } from './shapes.ts';

/** A form to fill in. `value` holds drafts by control id, `faults` what is wrong by path (`table.row.column` inside tables). */
export function FormFields({
  controls,
  value,
  onValue,
  faults,
  dense,
}: {
  controls: readonly Control[];
  value: FormValues;
  onValue: (value: FormValues) => void;
  faults: Record<string, string>;
  /** inside a table: fields side by side on a desk */
  dense?: boolean;
}) {
  const hidden = hiddenIn(controls, value);
  return (
    <div className={cx('grid gap-5', dense && 'gap-3 desk:grid-cols-2')}>
      {controls.map((c) => {
        if (hidden.has(c.id)) return null;
        const label = labelOf(c);
        const set = (next: unknown) => onValue({ ...value, [c.id]: next });
        const error = faults[c.id];
        if (c.kind === 'tips') return <Tip key={c.id} control={c} />;
        if (c.kind === 'table')
          return (
            <Group key={c.id} label={label} hint={c.hint} error={error} required={c.required ?? false}>
              <TableInput
                control={c}
                rows={(value[c.id] as FormValues[] | undefined) ?? (c.required ? [{}] : [])}
                onRows={set}
                faults={faults}
              />
            </Group>
          );
        const input = (
          <ControlInput control={c} value={value[c.id]} onValue={set} form={value} all={controls} />
        );
        return severalInputs(c) ? (
          <Group key={c.id} label={label} hint={c.hint} error={error} required={c.required ?? false}>
            {input}
          </Group>
        ) : (
          <Field
            key={c.id}
            label={label}
            hint={c.hint}
            error={error}
            required={c.required ?? false}
            optional={!c.required && c.kind !== 'formula' && c.kind !== 'serial'}
          >
            {input}
          </Field>
        );
      })}
    </div>
  );
}

function Tip({ control }: { control: Control }) {
  return (
    <p className="rounded-box bg-info-soft px-3 py-2 text-dense whitespace-pre-wrap text-text-2">
      {control.tip}{' '}
      {control.link && (
        <a href={control.link} target="_blank" rel="noreferrer" className="text-accent underline">
          {labelOf(control)}
        </a>
      )}
    </p>
  );
}
