// Our forms keep the clock on the wall ('2026-06-10T09:30', '2026-06-10'); the vendor's carry seconds.
import { dayAt, epochOf } from '../../../modules/attendance/index.ts';

const HALF_DAY = 12 * 3_600;

/** Seconds since the epoch at which the wall of `zone` shows this. */
export function secondsOf(wall: string, zone: string): number {
  const [day = '', clock = '00:00'] = wall.split('T');
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return epochOf(day, h * 3_600 + m * 60, zone);
}

/** 'day': the date alone. */
export function wallOf(seconds: number, zone: string, unit: 'day' | 'halfday' | 'hour'): string {
  const day = dayAt(seconds, zone);
  if (unit === 'day') return day;
  const past = seconds - epochOf(day, 0, zone);
  if (unit === 'halfday') return `${day}T${past < HALF_DAY ? '00' : '12'}:00`;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day}T${two(Math.floor(past / 3_600))}:${two(Math.floor(past / 60) % 60)}`;
}

interface Span {
  start: string;
  end: string;
  duration: string;
}

/** Half days are named by the half they end with, ours by the instant: 12:00 as an end is the whole afternoon. */
export const spanOut = (span: Span, unit: 'day' | 'halfday' | 'hour' | undefined, zone: string) =>
  unit === 'hour'
    ? {
        type: 'hour',
        new_begin: secondsOf(span.start, zone),
        new_end: secondsOf(span.end, zone),
        new_duration: Math.round(Number(span.duration) * 3_600),
      }
    : {
        type: 'halfday',
        new_begin: secondsOf(span.start, zone),
        new_end: secondsOf(span.end, zone) - HALF_DAY,
        new_duration: Math.round(Number(span.duration) * 86_400),
      };

/** What the caller counted as the length is not looked at. */
export const spanIn = (
  said: { new_begin: number; new_end: number },
  unit: 'day' | 'halfday' | 'hour' | undefined,
  zone: string,
) =>
  unit === 'hour'
    ? { start: wallOf(said.new_begin, zone, 'hour'), end: wallOf(said.new_end, zone, 'hour') }
    : {
        start: wallOf(said.new_begin, zone, unit ?? 'day'),
        end: wallOf(said.new_end + HALF_DAY, zone, unit ?? 'day'),
      };
