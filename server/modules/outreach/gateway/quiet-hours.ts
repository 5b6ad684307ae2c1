/** By night the moment it ends, on the customer's own clock; by day undefined. `from` and `to` are HH:MM; equal ones mean no night. */
export function quietUntil(
  now: Date,
  zone: string,
  { quietFrom, quietTo }: { quietFrom: string; quietTo: string },
): Date | undefined {
  const [from, to] = [minutesOf(quietFrom), minutesOf(quietTo)];
  const clock = minutesOf(localClock(now, zone));
  const night = from < to ? clock >= from && clock < to : from > to && (clock >= from || clock < to);
  if (!night) return undefined;
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  return new Date(minute + ((to - clock + 1_440) % 1_440) * 60_000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function localClock(now: Date, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  return clock.format(now);
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
