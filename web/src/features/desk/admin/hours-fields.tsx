import type { DutyHours } from '../../../../../contract/src/contact-codes.ts';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useDeskWords } from '../words.ts';

const usual: DutyHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** When a desk is open: always, or on some weekdays between two times. */
export function HoursFields({
  hours,
  onHours,
}: {
  hours: DutyHours[] | null;
  onHours: (hours: DutyHours[] | null) => void;
}) {
  const words = useDeskWords().admin;
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
          <div key={at} className="flex flex-wrap items-end gap-x-4 gap-y-2">
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
          </div>
        );
      })}
    </fieldset>
  );
}
