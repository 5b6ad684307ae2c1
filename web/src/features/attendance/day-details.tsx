import type { DayResult, Punch } from '../../../../contract/src/attendance-shapes.ts';
import { failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { tell, toneOf } from './day-state.ts';
import { clockIn, dayName, hours } from './format-time.ts';
import { PunchLine } from './punch-line.tsx';
import { useAttendanceWords } from './words.ts';

export interface DayTold {
  result: DayResult;
  punches: Punch[];
}

/** One day: what it asked, what came of it, and every punch. */
export function DayDetails({
  day,
  zone,
  load,
}: {
  day: DayResult;
  zone: string;
  load: (day: string, signal: AbortSignal) => Promise<DayTold>;
}) {
  const words = useAttendanceWords();
  const { data, error } = useLoaded(day.day, (signal) => load(day.day, signal));
  const tone = toneOf(day);
  return (
    <section aria-label={dayName(day.day)} className="rounded-box border border-line p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-body font-medium">{dayName(day.day)}</h3>
        <Tag tone={tone === 'danger' ? 'danger' : tone === 'warn' ? 'warn' : 'plain'}>{tell(day, words)}</Tag>
        {day.corrected && <Tag tone="info">{words.corrected}</Tag>}
      </div>
      <p className="tabular mt-0.5 text-small text-text-3">
        {[
          day.start && day.end ? words.plan(clockIn(day.start, zone), clockIn(day.end, zone)) : undefined,
          day.standard > 0 ? `${words.standard} ${words.unitHours(hours(day.standard))}` : undefined,
          day.worked > 0 ? `${words.figures.worked} ${words.unitHours(hours(day.worked))}` : undefined,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {error !== null && <p className="mt-2 text-dense text-danger">{failureText(error)}</p>}
      {data && data.punches.length === 0 && <p className="mt-2 text-dense text-text-3">{words.noPunches}</p>}
      {data && data.punches.length > 0 && (
        <ul aria-label={words.punches} className="mt-1">
          {data.punches.map((p) => (
            <PunchLine key={p.id} punch={p} zone={zone} />
          ))}
        </ul>
      )}
    </section>
  );
}
