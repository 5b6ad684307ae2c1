import { useState } from 'react';
import { cx } from '../../ui/cx.ts';
import { localeTag } from '../../lib/locale.ts';
import { dayOf, on, type Occurrence, startOf } from './days.ts';
import { EventChip } from './event-chip.tsx';
import { useCalendarWords } from './words.ts';

const MOST = 3;

/** The weeks of a month; each day names its first events. */
export function MonthGrid({
  days,
  month,
  events,
  onOpen,
  onDay,
}: {
  days: readonly string[];
  /** '2026-11' */
  month: string;
  events: readonly Occurrence[];
  onOpen: (event: Occurrence) => void;
  onDay: (day: string) => void;
}) {
  const words = useCalendarWords();
  const [today] = useState(() => dayOf(new Date()));
  const weekday = new Intl.DateTimeFormat(localeTag(), { weekday: 'short' });
  return (
    <div
      className="flex min-h-0 flex-1 flex-col overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label={words.title}
    >
      <div
        aria-hidden
        className="grid shrink-0 grid-cols-7 border-b border-line text-center text-tiny text-text-3"
      >
        {days.slice(0, 7).map((day) => (
          <span key={day} className="py-1.5">
            {weekday.format(startOf(day))}
          </span>
        ))}
      </div>
      <ul className="grid flex-1 auto-rows-fr grid-cols-7">
        {days.map((day) => {
          const all = on(day, events);
          return (
            <li
              key={day}
              className="flex min-h-24 min-w-0 flex-col gap-0.5 border-r border-b border-line p-1"
            >
              <button
                type="button"
                aria-current={day === today ? 'date' : undefined}
                onClick={() => onDay(day)}
                className={cx(
                  'tabular tap w-7 rounded-chip text-center text-dense hover:bg-hover',
                  !day.startsWith(month) && 'text-text-3',
                  day === today && 'bg-accent text-on-accent hover:bg-accent',
                )}
              >
                {Number(day.slice(8))}
              </button>
              {all.slice(0, MOST).map((o) => (
                <EventChip key={`${o.eventId} ${o.occurrence}`} event={o} onOpen={onOpen} />
              ))}
              {all.length > MOST && (
                <button
                  type="button"
                  onClick={() => onDay(day)}
                  className="tap px-1.5 text-left text-tiny text-text-3 hover:underline"
                >
                  {words.more(all.length - MOST)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
