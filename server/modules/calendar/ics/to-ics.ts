import { grouped } from '../../../kernel/grouped.ts';
import type { EventRow, OverrideRow } from '../event.present.ts';
import { addMinutes } from '../series.ts';
import { timeZonePart } from './time-zone-part.ts';

export interface Exported {
  event: EventRow;
  changes: readonly OverrideRow[];
}

/** RFC 5545: lines of at most 75 bytes, folded between characters. */
function fold(line: string): string {
  const out: string[] = [];
  let row = '';
  for (const char of line) {
    if (Buffer.byteLength(row + char) > (out.length ? 74 : 75)) {
      out.push(row);
      row = '';
    }
    row += char;
  }
  return [...out, row].join('\r\n ');
}
const text = (words: string) =>
  words
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
const utc = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
const local = (name: string, at: string, zone: string) =>
  at.length === 10
    ? `${name};VALUE=DATE:${at.replaceAll('-', '')}`
    : `${name};TZID=${zone}:${at.replaceAll(/[-:]/g, '')}00`;

/** These events as an ICS file that other calendars read, and that comes back the same. `now` is an instant, `name` the calendar's. */
export function toIcs(name: string, exported: readonly Exported[], now: Date): string {
  const timed = exported.filter(({ event }) => !event.all_day);
  const zones = grouped(timed, ({ event }) => event.zone);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Teahouse//Calendar//EN',
    `X-WR-CALNAME:${text(name)}`,
  ];
  for (const [zone, some] of zones) {
    const first = Math.min(...some.map(({ event }) => event.starts_at.getUTCFullYear()));
    lines.push(...timeZonePart(zone, first, now.getUTCFullYear() + 2));
  }
  for (const { event, changes } of exported) {
    lines.push(...eventLines(event, undefined, now));
    for (const gone of changes.filter((c) => c.cancelled))
      lines.splice(-1, 0, local('EXDATE', gone.occurrence, event.zone));
    for (const changed of changes.filter((c) => !c.cancelled)) lines.push(...eventLines(event, changed, now));
  }
  return [...lines, 'END:VCALENDAR', ''].map(fold).join('\r\n');
}

function eventLines(e: EventRow, changed: OverrideRow | undefined, now: Date): string[] {
  const start = changed?.start_local ?? e.start_local;
  const end = addMinutes(start, changed?.minutes ?? e.minutes);
  const [note, place] = [changed?.note ?? e.note, changed?.place ?? e.place];
  return [
    'BEGIN:VEVENT',
    `UID:${text(e.uid)}`,
    `DTSTAMP:${utc(now)}`,
    `SEQUENCE:${e.revision}`,
    ...(changed ? [local('RECURRENCE-ID', changed.occurrence, e.zone)] : []),
    local('DTSTART', start, e.zone),
    local('DTEND', end, e.zone),
    ...(changed || (!e.rule && !e.workdays) ? [] : [`RRULE:${e.rule ?? 'FREQ=DAILY'}`]),
    ...(!changed && e.workdays ? ['X-TEAHOUSE-WORKDAYS:TRUE'] : []),
    `SUMMARY:${text(changed?.title ?? e.title)}`,
    ...(note ? [`DESCRIPTION:${text(note)}`] : []),
    ...(place ? [`LOCATION:${text(place)}`] : []),
    ...(e.private ? ['CLASS:PRIVATE'] : []),
    ...(e.free ? ['TRANSP:TRANSPARENT'] : []),
    ...(changed
      ? []
      : e.remind.flatMap((m) => [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${text(e.title)}`,
          `TRIGGER:${m < 0 ? '' : '-'}PT${Math.abs(m)}M`,
          'END:VALARM',
        ])),
    'END:VEVENT',
  ];
}
