import { dayLine } from '../../lib/format.ts';
import { useAppsWords } from './words.ts';

interface Hour {
  hour: string;
  calls: number;
  refused: number;
}

const HOUR = 3_600_000;
const HOURS = 7 * 24;
const [WIDTH, HEIGHT] = [HOURS * 4, 96];

/** A week of calls, a bar an hour, refusals at its foot. The same by day stands below as a table, for those who do not see bars. */
export function CallHours({ since, hours }: { since: string; hours: readonly Hour[] }) {
  const words = useAppsWords().calls;
  const from = Date.parse(since);
  const most = Math.max(1, ...hours.map((h) => h.calls));
  const height = (n: number) => (n === 0 ? 0 : Math.max((n / most) * HEIGHT, 2));
  const days = new Map<number, Hour>();
  for (const h of hours) {
    const day = new Date(Date.parse(h.hour)).setHours(0, 0, 0, 0);
    const before = days.get(day) ?? { hour: h.hour, calls: 0, refused: 0 };
    days.set(day, { ...before, calls: before.calls + h.calls, refused: before.refused + h.refused });
  }
  return (
    <section aria-labelledby="call-hours">
      <h3 id="call-hours" className="mb-2 text-dense font-medium">
        {words.byHour}
      </h3>
      <svg
        role="img"
        aria-label={words.chart(most)}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-24 w-full border-b border-line-strong"
      >
        {hours.map((h) => {
          const x = ((Date.parse(h.hour) - from) / HOUR) * 4;
          return (
            <g key={h.hour}>
              <rect
                x={x}
                y={HEIGHT - height(h.calls)}
                width={3}
                height={height(h.calls)}
                className="fill-accent"
              />
              <rect
                x={x}
                y={HEIGHT - height(h.refused)}
                width={3}
                height={height(h.refused)}
                className="fill-danger"
              />
            </g>
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-tiny text-text-3">
        <span>{dayLine(from)}</span>
        <span className="flex gap-3">
          <span className="flex items-center gap-1">
            <span className="size-2 rounded-full bg-accent" />
            {words.well}
          </span>
          <span className="flex items-center gap-1">
            <span className="size-2 rounded-full bg-danger" />
            {words.refused}
          </span>
        </span>
        <span>{words.now}</span>
      </p>
      {days.size > 0 && (
        <details className="mt-2 text-dense">
          <summary className="tap w-fit cursor-pointer rounded-chip py-1 text-small text-text-2">
            {words.byDay}
          </summary>
          <table className="w-full max-w-100">
            <thead>
              <tr className="border-b border-line text-left text-small text-text-3">
                <th scope="col" className="py-1.5 font-normal">
                  {words.day}
                </th>
                <th scope="col" className="py-1.5 text-right font-normal">
                  {words.times}
                </th>
                <th scope="col" className="py-1.5 text-right font-normal">
                  {words.refused}
                </th>
              </tr>
            </thead>
            <tbody>
              {[...days].map(([day, { calls, refused }]) => (
                <tr key={day} className="border-b border-line">
                  <th scope="row" className="py-1.5 text-left font-normal">
                    {dayLine(day)}
                  </th>
                  <td className="tabular py-1.5 text-right">{calls}</td>
                  <td className="tabular py-1.5 text-right">{refused}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
