import type { FileId } from '../../../../contract/src/ids.ts';
import { useFieldProps } from '../field.tsx';
import { Input, Select, Textarea } from '../input.tsx';
import { Checkbox, Choice } from '../toggle.tsx';
import { columnSum, type SpanDraft } from './drafts.ts';
import { FilesField } from './files-field.tsx';
import { findColleagues, findDepartments, findRequests, nameOfChoice } from './find-choices.ts';
import { findInvoices, findRecords, linksIn } from './find-records.ts';
import { labelOf } from './label-of.ts';
import { PickField } from './pick-field.tsx';
import {
  type Account,
  BankInput,
  type Place,
  PlaceInput,
  type Punch,
  PunchInput,
} from './several-inputs.tsx';
import { SignatureField } from './signature-field.tsx';
import { SpanInput } from './span-input.tsx';
import { useFormWords } from './words.ts';
import type { Control, FormValues } from './shapes.ts';

const single = new Set<Control['kind']>([
  'text',
  'textarea',
  'number',
  'money',
  'date',
  'phone',
  'formula',
  'serial',
]);
/** Is this control more than one input, so that its label names a group? */
export const severalInputs = (c: Control): boolean =>
  !single.has(c.kind) && !(c.kind === 'select' && !c.multi);

/** The input of one control. */
export function ControlInput({
  control: c,
  value,
  onValue,
  form,
  all,
}: {
  control: Control;
  value: unknown;
  onValue: (value: unknown) => void;
  form: FormValues;
  all: readonly Control[];
}) {
  const words = useFormWords();
  const label = labelOf(c);
  const text = typeof value === 'string' ? value : '';
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const typed = (e: { target: { value: string } }) => onValue(e.target.value);
  switch (c.kind) {
    case 'text':
      return <Input value={text} maxLength={500} placeholder={c.placeholder} onChange={typed} />;
    case 'phone':
      return <Input type="tel" value={text} maxLength={20} placeholder={c.placeholder} onChange={typed} />;
    case 'textarea':
      return <Textarea value={text} maxLength={5000} placeholder={c.placeholder} onChange={typed} />;
    case 'number':
    case 'money':
      return (
        <span className="flex items-center gap-2">
          <Input
            inputMode="decimal"
            value={text}
            maxLength={25}
            placeholder={c.placeholder}
            onChange={typed}
            className="max-w-60"
          />
          <span className="text-dense text-text-3">
            {c.kind === 'money' ? (c.currency ?? 'CNY') : c.suffix}
          </span>
        </span>
      );
    case 'date':
      return (
        <Input
          type={c.unit === 'hour' ? 'datetime-local' : 'date'}
          value={text}
          onChange={typed}
          className="max-w-60"
        />
      );
    case 'dateRange':
    case 'attendance':
    case 'vacation':
      return <SpanInput control={c} value={value as SpanDraft | undefined} onValue={onValue} />;
    case 'correction':
      return <PunchInput label={label} value={value as Punch | undefined} onValue={onValue} />;
    case 'select':
      return c.multi ? (
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {(c.options ?? []).map((o) => (
            <Checkbox
              key={o.key}
              checked={chosen.includes(o.key)}
              onChecked={(on) => onValue(on ? [...chosen, o.key] : chosen.filter((k) => k !== o.key))}
            >
              {labelOf(o)}
            </Checkbox>
          ))}
        </div>
      ) : (
        <Select
          options={[
            { value: '', label: words.choose },
            ...(c.options ?? []).map((o) => ({ value: o.key, label: labelOf(o) })),
          ]}
          value={chosen[0] ?? ''}
          onChange={(e) => onValue(e.target.value ? [e.target.value] : [])}
        />
      );
    case 'contact':
      return (
        <PickField
          label={label}
          find={c.of === 'department' ? findDepartments : findColleagues}
          value={chosen}
          onValue={onValue}
          max={c.multi ? 100 : 1}
        />
      );
    case 'related':
      return <PickField label={label} find={findRequests} value={chosen} onValue={onValue} max={10} />;
    case 'record':
    case 'invoices':
      return (
        <PickField
          label={label}
          find={c.kind === 'invoices' ? findInvoices : findRecords[c.record ?? 'customer']}
          value={linksIn(value).map((l) => l.id)}
          onValue={(ids) => onValue(ids.map((id) => ({ id, title: nameOfChoice(id) })))}
          max={c.kind === 'invoices' ? 50 : c.multi ? 10 : 1}
        />
      );
    case 'file':
      return (
        <FilesField
          label={label}
          value={chosen as FileId[]}
          onValue={onValue}
          max={c.multi === false ? 1 : 20}
        />
      );
    case 'signature':
      return <SignatureField value={chosen as FileId[]} onValue={onValue} />;
    case 'location':
      return <PlaceInput label={label} value={value as Place | undefined} onValue={onValue} />;
    case 'bank':
      return <BankInput label={label} value={value as Account | undefined} onValue={onValue} />;
    case 'rating':
      return (
        <Choice
          label={label}
          value={text}
          options={['1', '2', '3', '4', '5'].map((n) => ({ value: n, label: n }))}
          onValue={onValue}
          className="self-start"
        />
      );
    case 'formula':
      return <Counted text={sumNow(c, form, all) ?? words.formulaLater} />;
    case 'serial':
      return <Counted text={words.serialLater} />;
    case 'tips':
    case 'table':
      return null;
  }
}

/** What the server fills in. */
function Counted({ text }: { text: string }) {
  const { id, 'aria-describedby': describedBy } = useFieldProps();
  return (
    <output id={id} aria-describedby={describedBy} className="tabular text-body text-text-2">
      {text}
    </output>
  );
}

/** A formula that is the sum of a column can be told at once; the server counts every other. */
function sumNow(c: Control, form: FormValues, all: readonly Control[]): string | null {
  const found = /^SUM\(([\w-]+)\.([\w-]+)\)$/.exec(c.formula ?? '');
  const column = all.find((t) => t.id === found?.[1])?.children?.find((x) => x.id === found?.[2]);
  const rows = form[found?.[1] ?? ''];
  return column && Array.isArray(rows) ? columnSum(column, rows as FormValues[]) : null;
}
