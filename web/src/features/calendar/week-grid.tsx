import { useEffect, useRef, useState } from 'react';
import { clock } from '../../lib/format.ts';
import { localeTag } from '../../lib/locale.ts';
import { cx } from '../../ui/cx.ts';
import { dayOf, minuteOf, on, type Occurrence, placed, startOf } from './days.ts';
import { EventChip, look } from './event-chip.tsx';
import { useCalendarWords } from './words.ts';

/** pixels of an hour */
const HOUR = 48;
const hours = Array.from({ length: 24 }, (_, i) => i);

/** Seven days beside each other, their hours below each other. Clicking an empty hour begins an event there. */
export function WeekGrid({
  days,
  events,
  onOpen,
  onTime,
}: {
  days: readonly string[];
  events: readonly Occurrence[];
  onOpen: (event: Occurrence) => void;
  /** a wall-clock time of this browser */
  onTime: (start: string) => void;
}) {
  const words = useCalendarWords();
  const sheet = useRef<HTMLDivElement>(null);
  const [today] = useState(() => dayOf(new Date()));
  const head = new Intl.DateTimeFormat(localeTag(), { weekday: 'short', day: 'numeric' });
  useEffect(() => {
    sheet.current?.scrollTo({ top: 7.5 * HOUR });
  }, []);
  return (
    <div
      ref={sheet}
      className="min-h-0 flex-1 overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label={words.title}
    >
      <div className="sticky top-0 z-2 grid grid-cols-[48px_repeat(7,minmax(0,1fr))] border-b border-line bg-surface">
        <span className="p-1 text-tiny text-text-3">{words.allDay}</span>
        {days.map((day) => (
          <div key={day} className="flex min-w-0 flex-col gap-0.5 border-l border-line p-1">
            <span className={cx('text-dense', day === today ? 'font-medium text-accent' : 'text-text-2')}>
              {head.format(startOf(day))}
            </span>
            {on(day, events)
              .filter((o) => o.allDay)
              .map((o) => (
                <EventChip key={`${o.eventId} ${o.occurrence}`} event={o} onOpen={onOpen} />
              ))}
          </div>
        ))}
      </div>
      <div className="relative grid grid-cols-[48px_repeat(7,minmax(0,1fr))]" style={{ height: 24 * HOUR }}>
        <div aria-hidden className="relative">
          {hours.slice(1).map((h) => (
            <span
              key={h}
              className="tabular absolute right-1.5 -translate-y-1/2 text-tiny text-text-3"
              style={{ top: h * HOUR }}
            >
              {h}:00
            </span>
          ))}
        </div>
        {days.map((day) => (
          <ul key={day} aria-label={head.format(startOf(day))} className="relative border-l border-line">
            {hours.map((h) => (
              <li
                key={h}
                aria-hidden
                className="absolute inset-x-0 border-t border-line"
                style={{ top: h * HOUR, height: HOUR }}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={words.add}
                  className="block size-full hover:bg-hover/60"
                  onClick={() => onTime(minuteOf(new Date(startOf(day).getTime() + h * 3_600_000)))}
                />
              </li>
            ))}
            {placed(day, events).map(({ event, from, to, lane, lanes }) => (
              <li
                key={`${event.eventId} ${event.occurrence}`}
                className="absolute p-px"
                style={{
                  top: (from / 60) * HOUR,
                  height: ((to - from) / 60) * HOUR,
                  left: `${(lane / lanes) * 100}%`,
                  width: `${100 / lanes}%`,
                }}
              >
                <button
                  type="button"
                  onClick={() => onOpen(event)}
                  className={cx(
                    'flex size-full flex-col overflow-hidden rounded-[6px] px-1.5 py-0.5 text-left text-small',
                    look(event),
                  )}
                >
                  <span className="w-full truncate font-medium">{event.title || words.busy}</span>
                  <span className="tabular text-tiny">{clock(Date.parse(event.start))}</span>
                </button>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}
