import type { DayResult } from '../../../../contract/src/attendance-shapes.ts';
import { hours, minutes } from './format-time.ts';
import type { AttendanceWords } from './zh.ts';

export type DayTone = 'ok' | 'warn' | 'danger' | 'off' | 'none';

/** How a day looks at a glance. */
export function toneOf(day: DayResult): DayTone {
  if (day.exceptions.some((e) => e.kind === 'absent' || e.kind === 'missing')) return 'danger';
  if (day.exceptions.length > 0) return 'warn';
  if (day.open && !day.first) return 'none';
  if (day.standard === 0) return 'off';
  return 'ok';
}

/** The day in a few words: its exceptions, or what it was. */
export function tell(day: DayResult, words: AttendanceWords): string {
  const said = day.exceptions.map((e) => {
    const name = words.exceptions[e.kind];
    if (e.seconds === 0) return e.count > 1 ? words.exception(name, words.times(e.count)) : name;
    return words.exception(
      name,
      e.kind === 'absent' ? words.unitHours(hours(e.seconds)) : words.unitMinutes(minutes(e.seconds)),
    );
  });
  if (day.overtime > 0)
    said.push(words.exception(words.figures.overtime, words.unitHours(hours(day.overtime))));
  if (day.leave > 0) said.push(words.exception(words.onLeave, words.unitHours(hours(day.leave))));
  if (said.length > 0) return said.join(' · ');
  if (day.holiday) return day.holiday;
  if (day.unruled) return words.unruled;
  if (day.open && day.first) return words.inProgress;
  if (day.standard === 0) return words.dayTypes[day.dayType === 'work' ? 'rest' : day.dayType];
  return day.open ? words.future : words.regular;
}
