const DAY_MS = 86_400_000;
/** whoever could not be written to by then (nights, confirmations, an outage) is not written to about this step any more */
const OPEN_MS = 3 * DAY_MS;

interface Step {
  day: number;
  /** HH:MM */
  at: string;
}

/** When each step is due for somebody whose days count from `anchor`: at its local time, and never before the anchor. */
export function stepTimes(steps: readonly Step[], anchor: Date, zone: string): Date[] {
  const [year, month, date] = localDate(anchor, zone);
  return steps.map(({ day, at }) => {
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    const due = instantOf(Date.UTC(year, month - 1, date + day, hours, minutes), zone);
    return due < anchor ? anchor : due;
  });
}

/** Until when step `no` may still leave: three days, and not once the next one is due. */
export function openUntil(times: readonly Date[], no: number): Date {
  const due = times[no]?.getTime() ?? 0;
  const next = times[no + 1]?.getTime() ?? Infinity;
  return new Date(Math.min(due + OPEN_MS, next > due ? next : Infinity));
}

/** The instant at which clocks of the zone show this wall time, given as if it were UTC. In an hour that does not exist: the one after. */
function instantOf(wall: number, zone: string): Date {
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone));
}

/** How far clocks of the zone are ahead of UTC, in ms. */
function offsetAt(at: number, zone: string): number {
  const [year, month, date, hour, minute] = partsOf(new Date(at), zone);
  return Date.UTC(year, month - 1, date, hour, minute) - Math.floor(at / 60_000) * 60_000;
}

const localDate = (at: Date, zone: string) => partsOf(at, zone).slice(0, 3) as [number, number, number];

const clocks = new Map<string, Intl.DateTimeFormat>();
function partsOf(at: Date, zone: string): [number, number, number, number, number] {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  const found = new Map(clock.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0;
  return [part('year'), part('month'), part('day'), part('hour'), part('minute')];
}
