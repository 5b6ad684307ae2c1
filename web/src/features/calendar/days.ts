// Days of the sheet, in the zone of this browser.
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { calendar } from '../../../../contract/src/calendar.ts';

export type Occurrence = OutputOf<typeof calendar.listOccurrences>['occurrences'][number];
export type View = 'week' | 'month' | 'list';

const pad = (n: number) => String(n).padStart(2, '0');
export const dayOf = (d: Date): string => `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
export const minuteOf = (d: Date): string => `${dayOf(d)}T${pad(d.getHours())}:${pad(d.getMinutes())}`;
export const startOf = (day: string): Date => {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  return new Date(y, m - 1, d);
};
export const addDays = (day: string, n: number): string => {
  const d = startOf(day);
  return dayOf(new Date(d.getFullYear(), d.getMonth(), d.getDate() + n));
};

/** The days a view shows around one: Monday to Sunday, the weeks of a month, or two weeks from there. */
export function daysShown(view: View, day: string): string[] {
  const back = (d: string) => addDays(d, -((startOf(d).getDay() + 6) % 7));
  const days = (from: string, n: number) => Array.from({ length: n }, (_, i) => addDays(from, i));
  if (view === 'week') return days(back(day), 7);
  if (view === 'list') return days(day, 14);
  const first = back(`${day.slice(0, 8)}01`);
  const last = startOf(`${day.slice(0, 8)}01`);
  const end = dayOf(new Date(last.getFullYear(), last.getMonth() + 1, 0));
  return days(first, first <= end && addDays(first, 35) <= end ? 42 : 35);
}

/** The day one step earlier or later in a view. */
export function stepped(view: View, day: string, by: 1 | -1): string {
  if (view !== 'month') return addDays(day, by * (view === 'week' ? 7 : 14));
  const d = startOf(`${day.slice(0, 8)}01`);
  return dayOf(new Date(d.getFullYear(), d.getMonth() + by, 1));
}

/** What of these takes place on a day. Whole days follow their own calendar, whatever zone the reader is in. */
export function on(day: string, all: readonly Occurrence[]): Occurrence[] {
  const [from, to] = [startOf(day).getTime(), startOf(addDays(day, 1)).getTime()];
  return all.filter((o) =>
    o.allDay
      ? o.startLocal <= day && day < o.endLocal
      : Date.parse(o.start) < to && (Date.parse(o.end) > from || Date.parse(o.start) >= from),
  );
}

export interface Placed {
  event: Occurrence;
  /** minutes from midnight of the day */
  from: number;
  to: number;
  lane: number;
  lanes: number;
}

/** Timed events of one day side by side: those that overlap share the width. */
export function placed(day: string, all: readonly Occurrence[]): Placed[] {
  const start = startOf(day).getTime();
  const rows = on(day, all)
    .filter((o) => !o.allDay)
    .map((event) => {
      const from = Math.max(0, (Date.parse(event.start) - start) / 60_000);
      return {
        event,
        from,
        to: Math.min(1_440, Math.max(from + 20, (Date.parse(event.end) - start) / 60_000)),
      };
    })
    .toSorted((a, b) => a.from - b.from);
  const out: Placed[] = [];
  let cluster: Placed[] = [];
  let end = 0;
  const close = () => {
    const lanes = Math.max(0, ...cluster.map((p) => p.lane + 1));
    for (const p of cluster) p.lanes = lanes;
    out.push(...cluster);
    cluster = [];
  };
  for (const row of rows) {
    if (row.from >= end) close();
    const busy = new Set(cluster.filter((p) => p.to > row.from).map((p) => p.lane));
    let lane = 0;
    while (busy.has(lane)) lane++;
    cluster.push({ ...row, lane, lanes: 1 });
    end = Math.max(end, row.to);
  }
  close();
  return out;
}
