import { useState } from 'react';
import type { QuietHours } from '../../../../contract/src/notices.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SettingLine } from '../../ui/setting-line.tsx';
import { cx } from '../../ui/cx.ts';
import { Switch } from '../../ui/toggle.tsx';
import { useNoticeWords } from './words.ts';

const usual: QuietHours = { from: '22:00', to: '08:00', days: [1, 2, 3, 4, 5, 6, 7] };

/** From when to when, on which days. Half-typed times wait; whole ones take effect at once. */
export function QuietHoursForm({
  quiet,
  onQuiet,
}: {
  quiet: QuietHours | null;
  onQuiet: (quiet: QuietHours | null) => void;
}) {
  const words = useNoticeWords();
  const [draft, setDraft] = useState<QuietHours>(quiet ?? usual);
  const set = (change: Partial<QuietHours>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (/^\d\d:\d\d$/.test(next.from) && /^\d\d:\d\d$/.test(next.to) && next.days.length) onQuiet(next);
  };
  const toggle = (day: number) =>
    set({
      days: draft.days.includes(day)
        ? draft.days.filter((d) => d !== day)
        : [...draft.days, day].toSorted((a, b) => a - b),
    });
  return (
    <div className="border-b border-line">
      <SettingLine title={words.quiet} hint={words.quietHint} bare>
        <Switch
          aria-label={words.quiet}
          checked={quiet !== null}
          onChecked={(on) => onQuiet(on ? (draft.days.length ? draft : usual) : null)}
        />
      </SettingLine>
      {quiet && (
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3 pb-4">
          <Field label={words.from}>
            <Input type="time" value={draft.from} onChange={(e) => set({ from: e.target.value })} />
          </Field>
          <Field label={draft.to <= draft.from ? `${words.to} ${words.nextDay}` : words.to}>
            <Input type="time" value={draft.to} onChange={(e) => set({ to: e.target.value })} />
          </Field>
          <fieldset className="min-w-0">
            <legend className="mb-1.5 text-dense font-medium text-text-2">{words.days}</legend>
            <div className="flex gap-1">
              {usual.days.map((day) => (
                <label
                  key={day}
                  className={cx(
                    'tap relative flex size-9 cursor-pointer items-center justify-center rounded-chip text-dense has-focus-visible:outline-2 has-focus-visible:outline-focus',
                    draft.days.includes(day)
                      ? 'bg-accent-soft font-medium text-accent'
                      : 'bg-hover text-text-2',
                  )}
                >
                  <input
                    type="checkbox"
                    className="absolute inset-0 z-1 m-0 cursor-pointer appearance-none rounded-chip"
                    aria-label={dayName(day)}
                    checked={draft.days.includes(day)}
                    onChange={() => toggle(day)}
                  />
                  <span aria-hidden>{words.dayNames[day - 1]}</span>
                </label>
              ))}
            </div>
            {draft.days.length === 0 && (
              <p role="alert" className="mt-1 text-small text-danger">
                {words.needDay}
              </p>
            )}
          </fieldset>
        </div>
      )}
    </div>
  );
}

/** 1 January 2024 was a Monday. */
const dayName = (day: number) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long' }).format(new Date(2024, 0, day));
