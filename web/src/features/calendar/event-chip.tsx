import { clock } from '../../lib/format.ts';
import { cx } from '../../ui/cx.ts';
import type { Occurrence } from './days.ts';
import { useCalendarWords } from './words.ts';

/** How an event looks, by what its reader has said to it. */
export const look = (o: Occurrence): string =>
  o.answer === 'no'
    ? 'bg-hover text-text-3 line-through'
    : o.answer === 'waiting' || o.answer === 'maybe'
      ? 'bg-info-soft text-info'
      : 'bg-accent-soft text-accent';

/** One event in a line: its time and title. */
export function EventChip({ event, onOpen }: { event: Occurrence; onOpen: (event: Occurrence) => void }) {
  const words = useCalendarWords();
  const title = event.title || words.busy;
  return (
    <button
      type="button"
      onClick={() => onOpen(event)}
      className={cx(
        'tap flex w-full min-w-0 items-center gap-1.5 rounded-[5px] px-1.5 text-left text-small',
        look(event),
      )}
    >
      {!event.allDay && <span className="tabular shrink-0">{clock(Date.parse(event.start))}</span>}
      <span className="truncate">{title}</span>
    </button>
  );
}
