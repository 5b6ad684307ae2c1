import { expect, test } from 'vitest';
import { isQuiet, leaveInPeace, localTime, usual, worthPush } from './notices.rules.ts';

const at = (text: string) => new Date(text);
const nights = { from: '22:00', to: '08:00', days: [1, 2, 3, 4, 5] };

test('quiet hours are read in the zone of the member, and a night belongs to the day it begins on', () => {
  // 2026-11-20 is a Friday, 2026-11-22 a Sunday.
  const shanghai = (text: string) => isQuiet(nights, at(`${text}+08:00`), 'Asia/Shanghai');
  expect(shanghai('2026-11-20T21:59')).toBe(false);
  expect(shanghai('2026-11-20T22:00')).toBe(true);
  expect(shanghai('2026-11-21T07:59')).toBe(true);
  expect(shanghai('2026-11-21T08:00')).toBe(false);
  expect(shanghai('2026-11-21T23:00')).toBe(false);
  expect(shanghai('2026-11-23T07:00')).toBe(false);
  expect(isQuiet(nights, at('2026-11-20T22:30+08:00'), 'Europe/London')).toBe(false);
});

test('hours within a day, and a whole day', () => {
  const noon = { from: '12:00', to: '13:30', days: [7] };
  const london = (text: string) => isQuiet(noon, at(`${text}Z`), 'Europe/London');
  expect([london('2026-11-22T11:59'), london('2026-11-22T12:00'), london('2026-11-22T13:30')]).toEqual([
    false,
    true,
    false,
  ]);
  expect(isQuiet({ from: '00:00', to: '00:00', days: [6] }, at('2026-11-21T15:00Z'), 'UTC')).toBe(true);
});

test('the clock that is put back keeps the local hour', () => {
  expect(localTime(at('2026-10-25T00:30Z'), 'Europe/London')).toEqual({
    day: 7,
    minute: 90,
    date: '2026-10-25',
  });
  expect(localTime(at('2026-10-25T01:30Z'), 'Europe/London')).toEqual({
    day: 7,
    minute: 90,
    date: '2026-10-25',
  });
  expect(localTime(at('2026-11-22T16:05Z'), 'Asia/Shanghai')).toEqual({
    day: 1,
    minute: 5,
    date: '2026-11-23',
  });
});

test('do not disturb holds until its end, in any hour', () => {
  const dnd = { ...usual, dndUntil: '2026-11-22T12:00:00.000Z' };
  expect(leaveInPeace(dnd, at('2026-11-22T11:59Z'), 'UTC')).toBe(true);
  expect(leaveInPeace(dnd, at('2026-11-22T12:01Z'), 'UTC')).toBe(false);
  expect(leaveInPeace({ ...usual, quiet: nights }, at('2026-11-20T22:30+08:00'), 'Asia/Shanghai')).toBe(true);
  expect(
    leaveInPeace(
      { ...usual, quiet: nights, zone: 'Europe/London' },
      at('2026-11-20T22:30+08:00'),
      'Asia/Shanghai',
    ),
  ).toBe(false);
});

test('what is worth a push', () => {
  const seat = { muted: false, direct: false };
  expect(worthPush(usual, seat, false)).toBe(true);
  expect(worthPush({ ...usual, push: false }, seat, true)).toBe(false);
  expect(worthPush(usual, { muted: true, direct: true }, false)).toBe(false);
  expect(worthPush(usual, { muted: true, direct: false }, true)).toBe(true);
  const mentionsOnly = { ...usual, mentionsOnly: true };
  expect(worthPush(mentionsOnly, seat, false)).toBe(false);
  expect(worthPush(mentionsOnly, { muted: false, direct: true }, false)).toBe(true);
  expect(worthPush(mentionsOnly, seat, true)).toBe(true);
});
