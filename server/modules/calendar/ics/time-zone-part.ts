import { epochOf } from '../../attendance/index.ts';

/** Minutes the zone is ahead of UTC at this instant. */
function offsetAt(zone: string, at: number): number {
  const day = new Date(at).toISOString().slice(0, 10);
  const seconds = (at - Date.parse(`${day}T00:00:00Z`)) / 1_000;
  return Math.round((at / 1_000 - epochOf(day, seconds, zone)) / 60);
}
const signed = (minutes: number) =>
  `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`;

/** VTIMEZONE of a zone for some years: every change of its clocks, written out. */
export function timeZonePart(zone: string, fromYear: number, toYear: number): string[] {
  const lines: string[] = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  let offset = offsetAt(zone, Date.UTC(fromYear, 0, 1));
  const observe = (at: number, before: number, after: number) => {
    const local = new Date(at + before * 60_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
    const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
    lines.push(
      `BEGIN:${kind}`,
      `DTSTART:${local}`,
      `TZOFFSETFROM:${signed(before)}`,
      `TZOFFSETTO:${signed(after)}`,
      `END:${kind}`,
    );
  };
  observe(Date.UTC(fromYear, 0, 1), offset, offset);
  for (let day = Date.UTC(fromYear, 0, 2); day < Date.UTC(toYear + 1, 0, 1); day += 86_400_000) {
    if (offsetAt(zone, day) === offset) continue;
    // The clocks changed within the day before: on which quarter of an hour.
    let at = day - 86_400_000;
    while (offsetAt(zone, at) === offset) at += 900_000;
    observe(at, offset, offsetAt(zone, at));
    offset = offsetAt(zone, day);
  }
  return [...lines, 'END:VTIMEZONE'];
}
