// Open time on a wall clock: weekends, holidays, days worked in exchange, past midnight, and time that only runs while open.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt, epochOf } from '../../attendance/index.ts';
import { dueAt, isOpen, nextOpening, type Wall } from './open-hours.ts';

const wall: Wall = {
  zone: 'Asia/Shanghai',
  holiday: (day) => ({ '2026-10-01': 'rest' as const, '2026-10-10': 'work' as const })[day],
  epochOf,
  dayAt,
};
const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }];
const at = (text: string) => Date.parse(`${text}+08:00`);

test('open on weekdays from nine to six, not on a holiday, and on the Saturday worked in exchange', () => {
  const when = {
    '2026-11-23T08:59': false,
    '2026-11-23T09:00': true,
    '2026-11-23T17:59': true,
    '2026-11-23T18:00': false,
    '2026-11-22T12:00': false,
    '2026-10-01T12:00': false,
    '2026-10-10T12:00': true,
  };
  for (const [text, open] of Object.entries(when))
    expect([text, isOpen(hours, wall, at(text))]).toEqual([text, open]);
  expect(isOpen(null, wall, at('2026-10-01T03:00'))).toBe(true);
});

test('hours past midnight belong to the day they began', () => {
  const late = [{ days: [5], from: '20:00', to: '02:00' }];
  expect(isOpen(late, wall, at('2026-11-28T01:59'))).toBe(true);
  expect(isOpen(late, wall, at('2026-11-28T02:00'))).toBe(false);
  expect(isOpen(late, wall, at('2026-11-27T01:00'))).toBe(false);
});

test('a promise of thirty minutes given shortly before closing falls due the next open morning', () => {
  expect(dueAt(hours, wall, at('2026-11-27T17:50'), 30)).toBe(at('2026-11-30T09:20'));
  expect(dueAt(hours, wall, at('2026-11-28T12:00'), 30)).toBe(at('2026-11-30T09:30'));
  expect(dueAt(null, wall, at('2026-11-28T12:00'), 30)).toBe(at('2026-11-28T12:30'));
  expect(dueAt([], wall, at('2026-11-28T12:00'), 30)).toBe(Number.POSITIVE_INFINITY);
  expect(nextOpening(hours, wall, at('2026-11-27T18:00'))).toBe(at('2026-11-30T09:00'));
});

test('what falls due falls due while open, never before, and later promises never before earlier ones', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 * 24 * 30 }),
      fc.integer({ min: 1, max: 900 }),
      (from, minutes) => {
        const start = at('2026-09-20T00:00') + from * 60_000;
        const due = dueAt(hours, wall, start, minutes);
        expect(due).toBeGreaterThanOrEqual(start + minutes * 60_000);
        expect(isOpen(hours, wall, due - 1)).toBe(true);
        expect(dueAt(hours, wall, start, minutes + 1)).toBeGreaterThan(due);
      },
    ),
    { numRuns: 100 },
  );
});
