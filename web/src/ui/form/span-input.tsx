import { Input, Select } from '../input.tsx';
import { draftLength, emptySpan, type SpanDraft } from './drafts.ts';
import { labelOf, lengthText } from './label-of.ts';
import { useFormWords } from './words.ts';
import type { PlainControl } from './shapes.ts';

/** From when to when, by days, halves or hours; leave says of which kind. */
export function SpanInput({
  control,
  value = emptySpan,
  onValue,
}: {
  control: PlainControl;
  value: SpanDraft | undefined;
  onValue: (value: SpanDraft) => void;
}) {
  const words = useFormWords();
  const label = labelOf(control);
  const hours = control.unit === 'hour';
  const length = draftLength(control, value);
  const halves = [
    { value: '00', label: words.am },
    { value: '12', label: words.pm },
  ];
  const edge = (which: 'from' | 'to') => {
    const half = which === 'from' ? 'fromHalf' : 'toHalf';
    return (
      <div className="flex min-w-0 items-center gap-2">
        <span aria-hidden className="min-w-9 shrink-0 text-dense text-text-3">
          {words[which]}
        </span>
        <Input
          type={hours ? 'datetime-local' : 'date'}
          aria-label={`${label} ${words[which]}`}
          value={value[which]}
          onChange={(e) =>
            onValue({
              ...value,
              [which]: e.target.value,
              // Most absences end on the day they begin.
              ...(which === 'from' && !hours && !value.to ? { to: e.target.value } : {}),
            })
          }
          className="max-w-60 flex-1"
        />
        {control.unit === 'halfday' && (
          <Select
            aria-label={words[half]}
            options={halves}
            value={value[half]}
            onChange={(e) => onValue({ ...value, [half]: e.target.value === '12' ? '12' : '00' })}
          />
        )}
      </div>
    );
  };
  return (
    <div className="flex flex-col gap-2">
      {control.kind === 'vacation' && (
        <div className="flex items-center gap-2">
          <span aria-hidden className="min-w-9 shrink-0 text-dense text-text-3">
            {words.kind}
          </span>
          <Select
            aria-label={`${label} ${words.kind}`}
            options={[
              { value: '', label: words.choose },
              ...(control.options ?? []).map((o) => ({ value: o.key, label: labelOf(o) })),
            ]}
            value={value.type}
            onChange={(e) => onValue({ ...value, type: e.target.value })}
          />
        </div>
      )}
      {edge('from')}
      {edge('to')}
      {length && (
        <p role="status" className="text-dense text-text-2">
          {words.length(lengthText(words, control.unit, length))}
        </p>
      )}
    </div>
  );
}
