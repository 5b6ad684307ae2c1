import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../button.tsx';
import { cx } from '../cx.ts';
import { Field } from '../field.tsx';
import { ControlInput, severalInputs } from './control-input.tsx';
import { columnSum, hiddenIn } from './drafts.ts';
import { Group } from './group.tsx';
import { labelOf } from './label-of.ts';
import { useFormWords } from './words.ts';
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

/** Rows of the same few fields, with sums under them. */
function TableInput({
  control,
  rows,
  onRows,
  faults,
}: {
  control: Control;
  rows: readonly FormValues[];
  onRows: (rows: FormValues[]) => void;
  faults: Record<string, string>;
}) {
  const words = useFormWords();
  const columns = control.children ?? [];
  const faultsOf = (row: number) => {
    const start = `${control.id}.${row}.`;
    return Object.fromEntries(
      Object.entries(faults).flatMap(([path, text]) =>
        path.startsWith(start) ? [[path.slice(start.length), text]] : [],
      ),
    );
  };
  return (
    <div className="flex flex-col gap-3">
      {rows.map((row, i) => (
        <div
          key={i}
          role="group"
          aria-label={words.row(i + 1)}
          className="rounded-box border border-line bg-sunken p-3"
        >
          <div className="mb-2 flex items-center justify-between">
            <span className="text-small text-text-2">{words.row(i + 1)}</span>
            <IconButton
              size="small"
              label={words.removeRow(i + 1)}
              onClick={() => onRows(rows.filter((_, at) => at !== i))}
            >
              <Trash2 aria-hidden className="size-3.5" />
            </IconButton>
          </div>
          <FormFields
            dense
            controls={columns}
            value={row}
            onValue={(next) => onRows(rows.map((r, at) => (at === i ? next : r)))}
            faults={faultsOf(i)}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          size="small"
          icon={<Plus aria-hidden className="size-3.5" />}
          disabled={rows.length >= 200}
          onClick={() => onRows([...rows, {}])}
        >
          {words.addRow}
        </Button>
        {columns
          .filter((c) => control.sums?.includes(c.id))
          .map((c) => (
            <span key={c.id} className="tabular text-dense text-text-2">
              {words.sum(labelOf(c))} {columnSum(c, rows)}
            </span>
          ))}
      </div>
    </div>
  );
}
