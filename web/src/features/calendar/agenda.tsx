import { CalendarX } from 'lucide-react';
import { clock } from '../../lib/format.ts';
import { localeTag } from '../../lib/locale.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { on, type Occurrence, startOf } from './days.ts';
import { useCalendarWords } from './words.ts';

/** Day after day what takes place; days without anything are left out. */
export function Agenda({
  days,
  events,
  onOpen,
}: {
  days: readonly string[];
  events: readonly Occurrence[];
  onOpen: (event: Occurrence) => void;
}) {
  const words = useCalendarWords();
  const full = days.filter((day) => on(day, events).length > 0);
  const head = new Intl.DateTimeFormat(localeTag(), { month: 'long', day: 'numeric', weekday: 'long' });
  if (full.length === 0) return <Empty icon={<CalendarX />} title={words.none} text={words.noneText} />;
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto px-4 py-2"
      tabIndex={0}
      role="region"
      aria-label={words.title}
    >
      {full.map((day) => (
        <section key={day} className="mx-auto w-full max-w-160 py-2">
          <h2 className="pb-1 text-dense text-text-3">{head.format(startOf(day))}</h2>
          <ul>
            {on(day, events).map((o) => (
              <li key={`${o.eventId} ${o.occurrence}`}>
                <button
                  type="button"
                  onClick={() => onOpen(o)}
                  className="tap flex w-full min-w-0 items-center gap-3 rounded-box px-2 py-2 text-left hover:bg-hover"
                >
                  <span className="tabular w-24 shrink-0 text-dense text-text-2">
                    {o.allDay ? words.allDay : `${clock(Date.parse(o.start))}–${clock(Date.parse(o.end))}`}
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{o.title || words.busy}</span>
                    {o.place && <span className="block truncate text-small text-text-3">{o.place}</span>}
                  </span>
                  {o.answer && o.answer !== 'yes' && <Tag tone="info">{words.answered[o.answer]}</Tag>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
