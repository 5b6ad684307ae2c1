import { ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ColumnValue, ExportLayout, LayoutColumn } from '../../../../../contract/src/accounting.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Sheet } from '../sheet.tsx';
import { useFinanceWords } from './words.ts';

/** Columns of an export: what each is called and what stands in it. */
export function LayoutSheet({
  layout,
  own,
  onClose,
  onDone,
}: {
  layout: ExportLayout;
  /** it was saved here and can be removed */
  own: boolean;
  onClose: () => void;
  /** under which name it is found now; null: it is gone */
  onDone: (name: string | null) => void;
}) {
  const words = useFinanceWords().books;
  const [name, setName] = useState(layout.name);
  const [columns, setColumns] = useState(layout.columns.map((c, key) => ({ ...c, key })));
  const change = (at: number, next: Partial<LayoutColumn>) =>
    setColumns(columns.map((c, n) => (n === at ? { ...c, ...next } : c)));
  const save = async () => {
    const sent = columns.map(({ title, value, text }) => ({ title, value, text }));
    return await api.accounting.saveLayout({ name: name.trim(), columns: sent });
  };
  const remove = async () => {
    try {
      await api.accounting.removeLayout({ name: layout.name });
      onDone(null);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const values = Object.entries(words.values).map(([value, label]) => ({ value, label }));
  return (
    <Sheet
      title={words.layout}
      text={words.layoutText}
      fits={name.trim() !== '' && columns.length > 0}
      save={save}
      onClose={onClose}
      onDone={() => onDone(name.trim())}
    >
      <Field label={words.layoutName}>
        <Input value={name} maxLength={40} onChange={(e) => setName(e.target.value)} />
      </Field>
      <ol className="flex flex-col gap-2" aria-label={words.columns}>
        {columns.map((c, i) => (
          <li key={c.key} className="flex flex-wrap items-center gap-2">
            <Input
              aria-label={words.columnTitle(i + 1)}
              className="min-w-0 flex-1"
              value={c.title}
              maxLength={40}
              onChange={(e) => change(i, { title: e.target.value })}
            />
            <Select
              aria-label={words.columnValue(i + 1)}
              className="flex-1"
              value={c.value}
              options={values}
              onChange={(e) => change(i, { value: e.target.value as ColumnValue })}
            />
            <IconButton
              label={words.columnUp(i + 1)}
              disabled={i === 0}
              onClick={() => setColumns(columns.toSpliced(i - 1, 2, c, columns[i - 1]!))}
            >
              <ArrowUp aria-hidden className="size-4" />
            </IconButton>
            <IconButton
              label={words.columnRemove(i + 1)}
              onClick={() => setColumns(columns.filter((_, n) => n !== i))}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
            {c.value === 'text' && (
              <Input
                aria-label={words.columnText(i + 1)}
                placeholder={words.values.text}
                value={c.text}
                maxLength={40}
                onChange={(e) => change(i, { text: e.target.value })}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          look="plain"
          disabled={columns.length >= 60}
          onClick={() => {
            const key = Math.max(-1, ...columns.map((c) => c.key)) + 1;
            setColumns([...columns, { title: '', value: 'text', text: '', key }]);
          }}
        >
          {words.addColumn}
        </Button>
        {own && (
          <Button size="small" look="plain" className="ml-auto text-danger" onClick={() => void remove()}>
            {words.removeLayout}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
