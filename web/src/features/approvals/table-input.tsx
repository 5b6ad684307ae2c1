import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { FormFields } from './form-fields.tsx';
import { columnSum } from './drafts.ts';
import { labelOf } from './label-of.ts';
import { useApprovalWords } from './words.ts';
import type { Control, FormValues } from './shapes.ts';

/** Rows of the same few fields, with sums under them. */
export function TableInput({
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
  const words = useApprovalWords();
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
