import type { DutyHours } from '../../../../contract/src/contact-codes.ts';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { Button } from '../button.tsx';
import { Checkbox } from '../toggle.tsx';
import { useFormWords } from './words.ts';

const usual: DutyHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** What one more span begins as: an afternoon. */
const later: DutyHours = { days: [1, 2, 3, 4, 5], from: '14:00', to: '18:00' };
const MOST = 14;

/** When somebody is there: always, or on some weekdays between times, several a day where it rests at noon. */
export function HoursFields({
  hours,
  onHours,
}: {
  hours: DutyHours[] | null;
  onHours: (hours: DutyHours[] | null) => void;
}) {
  const words = useFormWords().duty;
  const names: Record<string, string> = words.weekdays;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-dense font-medium text-text-2">{words.hours}</legend>
      <Checkbox checked={hours === null} onChecked={(always) => onHours(always ? null : [usual])}>
        {words.always}
      </Checkbox>
      {hours?.map((span, at) => {
        const change = (more: Partial<DutyHours>) => onHours(hours.with(at, { ...span, ...more }));
        return (
          <div
            key={at}
            role="group"
            aria-label={words.span(at + 1)}
            className="flex flex-wrap items-end gap-x-4 gap-y-2 border-b border-line pb-3 last:border-b-0"
          >
            <span className="flex flex-wrap gap-3">
              {[1, 2, 3, 4, 5, 6, 7].map((day) => (
                <Checkbox
                  key={day}
                  checked={span.days.includes(day)}
                  onChecked={(on) => {
                    const days = on
                      ? [...span.days, day].toSorted((a, b) => a - b)
                      : span.days.filter((d) => d !== day);
                    if (days.length) change({ days });
                  }}
                >
                  {names[day]}
                </Checkbox>
              ))}
            </span>
            <Field label={words.from} className="w-32">
              <Input
                type="time"
                value={span.from}
                required
                onChange={(e) => e.target.value && change({ from: e.target.value })}
              />
            </Field>
            <Field label={words.to} className="w-32">
              <Input
                type="time"
                value={span.to}
                required
                onChange={(e) => e.target.value && change({ to: e.target.value })}
              />
            </Field>
            {hours.length > 1 && (
              <Button
                size="small"
                look="plain"
                aria-label={words.dropSpan(at + 1)}
                onClick={() => onHours(hours.toSpliced(at, 1))}
              >
                {words.remove}
              </Button>
            )}
          </div>
        );
      })}
      {hours && hours.length < MOST && (
        <Button size="small" className="self-start" onClick={() => onHours([...hours, later])}>
          {words.addSpan}
        </Button>
      )}
    </fieldset>
  );
}
