import type { DayResult } from '../../../../contract/src/attendance-shapes.ts';
import { cx } from '../../ui/cx.ts';
import { type DayTone, tell, toneOf } from './day-state.ts';
import { dayName } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

const dots: Record<DayTone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  danger: 'bg-danger-solid',
  off: 'bg-transparent',
  none: 'bg-transparent',
};

/** The month as a sheet of days; each says what it was and opens. */
export function MonthCalendar({
  days,
  chosen,
  onDay,
}: {
  days: readonly DayResult[];
  chosen: string | null;
  onDay: (day: string) => void;
}) {
  const words = useAttendanceWords();
  const first = new Date(`${days[0]?.day ?? '2026-01-01'}T00:00:00Z`).getUTCDay();
  return (
    <div>
      <div aria-hidden className="grid grid-cols-7 text-center text-tiny text-text-3">
        {[0, 1, 2, 3, 4, 5, 6].map((i) => (
          <span key={i} className="py-1">
            {words.weekdays[i]}
          </span>
        ))}
      </div>
      <ul aria-label={words.calendar} className="grid grid-cols-7 gap-1">
        {days.map((day, i) => (
          <li key={day.day} style={i === 0 ? { gridColumnStart: first + 1 } : undefined}>
            <button
              type="button"
              aria-label={`${dayName(day.day)} ${tell(day, words)}`}
              aria-pressed={day.day === chosen}
              onClick={() => onDay(day.day)}
              className={cx(
                'tap flex h-12 w-full flex-col items-center justify-center gap-1 rounded-chip text-dense desk:h-14',
                day.day === chosen ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-hover',
                day.day !== chosen && day.standard === 0 && 'text-text-3',
              )}
            >
              <span className="tabular">{Number(day.day.slice(8))}</span>
              <span className={cx('size-1.5 rounded-full', dots[toneOf(day)])} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
