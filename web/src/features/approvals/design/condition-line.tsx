import { Trash2 } from 'lucide-react';
import { IconButton } from '../../../ui/button.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { findColleagues, findDepartments } from '../../../ui/form/find-choices.ts';
import { labelOf } from '../../../ui/form/label-of.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { type ConditionField, emptyValue, type Line, type Op, opsOf } from './conditions.ts';
import { findTags } from './find-tags.ts';
import { useDesignWords } from './words.ts';

/** One comparison: what is looked at, how, and with what. */
export function ConditionLine({
  n,
  line,
  fields,
  tags,
  onLine,
  onRemove,
}: {
  n: number;
  line: Line;
  fields: readonly ConditionField[];
  tags: readonly { id: string; name: string }[];
  onLine: (line: Line) => void;
  onRemove: () => void;
}) {
  const words = useDesignWords();
  const field = fields.find((f) => f.name === line.field);
  const setField = (name: string) => {
    const kind = fields.find((f) => f.name === name)?.kind ?? 'number';
    const op = opsOf[kind].includes(line.op) ? line.op : (opsOf[kind][0] ?? 'eq');
    onLine({ op, field: name, value: emptyValue(op) });
  };
  return (
    <div role="group" aria-label={words.condition.line(n)} className="flex flex-col gap-2">
      <div className="flex items-center gap-1">
        <Select
          aria-label={words.condition.field}
          className="flex-1"
          value={line.field}
          options={[
            { value: '', label: words.condition.noField },
            ...fields.map((f) => ({ value: f.name, label: f.label })),
            ...(field || !line.field ? [] : [{ value: line.field, label: line.field }]),
          ]}
          onChange={(e) => setField(e.target.value)}
        />
        <IconButton size="small" label={`${words.remove} ${words.condition.line(n)}`} onClick={onRemove}>
          <Trash2 aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      {field && (
        <div className="flex flex-wrap items-start gap-2">
          <Select
            aria-label={words.condition.op}
            className="w-28"
            value={line.op}
            options={opsOf[field.kind].map((value) => ({ value, label: words.ops[value] }))}
            onChange={(e) => {
              const op = e.target.value as Op;
              const same = Array.isArray(emptyValue(op)) === Array.isArray(line.value) && op !== 'isEmpty';
              onLine({ ...line, op, value: same ? line.value : emptyValue(op) });
            }}
          />
          <div className="min-w-32 flex-1">
            <Value line={line} field={field} tags={tags} onValue={(value) => onLine({ ...line, value })} />
          </div>
        </div>
      )}
    </div>
  );
}

function Value({
  line: { op, value },
  field,
  tags,
  onValue,
}: {
  line: Line;
  field: ConditionField;
  tags: readonly { id: string; name: string }[];
  onValue: (value: NonNullable<Line['value']>) => void;
}) {
  const words = useDesignWords();
  const many = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)];
  if (op === 'isEmpty')
    return (
      <Select
        aria-label={words.condition.value}
        value={String(value !== false)}
        options={[
          { value: 'true', label: words.condition.yes },
          { value: 'false', label: words.condition.no },
        ]}
        onChange={(e) => onValue(e.target.value === 'true')}
      />
    );
  if (field.kind === 'choice')
    return (
      <div role="group" aria-label={words.condition.value} className="flex flex-col gap-1.5 pt-1.5">
        {(field.control?.options ?? []).map((o) => (
          <Checkbox
            key={o.key}
            checked={many.includes(o.key)}
            onChecked={(on) => onValue(on ? [...many, o.key] : many.filter((k) => k !== o.key))}
          >
            {labelOf(o)}
          </Checkbox>
        ))}
      </div>
    );
  if (field.kind === 'tags' || op === 'hasRole' || field.kind === 'people' || field.kind === 'departments')
    return (
      <PickField
        label={field.label}
        find={
          field.kind === 'tags' || op === 'hasRole'
            ? findTags(tags)
            : field.kind === 'people'
              ? findColleagues
              : findDepartments
        }
        value={many}
        max={100}
        onValue={onValue}
      />
    );
  const type = field.kind === 'date' ? 'date' : 'text';
  const mode = field.kind === 'number' ? { inputMode: 'decimal' as const } : {};
  if (op === 'between')
    return (
      <span className="flex items-center gap-1">
        {[0, 1].map((i) => (
          <Input
            key={i}
            {...mode}
            type={type}
            aria-label={i === 0 ? words.condition.from : words.condition.to}
            value={many[i] ?? ''}
            onChange={(e) => onValue([0, 1].map((j) => (j === i ? e.target.value : (many[j] ?? ''))))}
          />
        ))}
      </span>
    );
  return (
    <Input
      {...mode}
      type={type}
      aria-label={words.condition.value}
      value={many[0] ?? ''}
      onChange={(e) => onValue(e.target.value)}
    />
  );
}
