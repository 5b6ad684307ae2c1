import { useState } from 'react';
import type { PersonMonth } from '../../../../contract/src/attendance.ts';
import { failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Choice } from '../../ui/toggle.tsx';
import { DayDetails, type DayTold } from './day-details.tsx';
import { tell, toneOf } from './day-state.ts';
import { FiguresBar } from './figures-bar.tsx';
import { clockIn, dayName, monthNow } from './format-time.ts';
import { MonthCalendar } from './month-calendar.tsx';
import { MonthSwitch } from './month-switch.tsx';
import { useAttendanceWords } from './words.ts';

export interface MonthSource {
  /** changes with the person */
  key: string;
  month: (month: string, signal: AbortSignal) => Promise<PersonMonth>;
  day: (day: string, signal: AbortSignal) => Promise<DayTold>;
}

/** A person's month: its sum, its days as a sheet or a list, and the chosen day. */
export function MonthView({ source, start }: { source: MonthSource; start?: string }) {
  const words = useAttendanceWords();
  const [month, setMonth] = useState(start ?? monthNow());
  const [as, setAs] = useState<'calendar' | 'days'>('calendar');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, reload } = useLoaded(`${source.key} ${month}`, (s) => source.month(month, s));
  const day = data?.days.find((d) => d.day === chosen);
  const shownDays = data?.days.filter((d) => !d.open || d.first !== null) ?? [];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.views.month}>
      <div className="mx-auto flex max-w-180 flex-col gap-4 px-4 pt-3 pb-8">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <MonthSwitch month={month} onMonth={(m) => (setMonth(m), setChosen(null))} />
          <div className="flex items-center gap-2">
            {data?.closed && <Tag tone="info">{words.closed}</Tag>}
            <Choice<'calendar' | 'days'>
              label={words.calendar}
              value={as}
              onValue={setAs}
              options={[
                { value: 'calendar', label: words.calendar },
                { value: 'days', label: words.days },
              ]}
            />
          </div>
        </div>
        {error !== null ? (
          <Empty
            title={words.failed}
            text={failureText(error)}
            action={<Button onClick={reload}>{words.retry}</Button>}
          />
        ) : !data ? (
          <RowsSkeleton rows={6} />
        ) : (
          <>
            <FiguresBar figures={data.figures} />
            {data.days.some((d) => !d.covered) && (
              <p className="rounded-box bg-warn-soft px-4 py-2.5 text-dense text-warn">{words.uncovered}</p>
            )}
            {as === 'calendar' ? (
              <MonthCalendar days={data.days} chosen={chosen} onDay={setChosen} />
            ) : (
              <ul aria-label={words.days} className="flex flex-col">
                {shownDays.toReversed().map((d) => {
                  const tone = toneOf(d);
                  return (
                    <li key={d.day} className="border-b border-line/70">
                      <button
                        type="button"
                        onClick={() => setChosen(d.day === chosen ? null : d.day)}
                        aria-expanded={d.day === chosen}
                        className="flex w-full items-center gap-3 px-1 py-2 text-left hover:bg-hover"
                      >
                        <span className="w-28 shrink-0 text-dense">{dayName(d.day)}</span>
                        <span
                          className={cx(
                            'min-w-0 flex-1 text-dense',
                            tone === 'danger' ? 'text-danger' : tone === 'warn' ? 'text-warn' : 'text-text-2',
                          )}
                        >
                          {tell(d, words)}
                        </span>
                        <span className="tabular shrink-0 text-small text-text-3">
                          {[d.first, d.last]
                            .flatMap((at) => (at ? [clockIn(at, data.zone)] : []))
                            .join(' – ')}
                        </span>
                      </button>
                    </li>
                  );
                })}
              </ul>
            )}
            {day && <DayDetails key={day.day} day={day} zone={data.zone} load={source.day} />}
            {data.adjustments.map((a) => (
              <section key={a.at} aria-label={words.adjustments} className="flex flex-col gap-1.5">
                <h3 className="text-dense font-medium text-text-2">{words.adjustment(a.origin)}</h3>
                <FiguresBar figures={a.difference} />
              </section>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
