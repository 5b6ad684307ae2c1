import { expect, test } from 'vitest';
import { daysShown, type Occurrence, on, placed } from './days.ts';

const event = (title: string, start: string, end: string): Occurrence => ({
  eventId: `evt_${title}00000`,
  occurrence: start,
  calendarId: 'cal_000000',
  title,
  place: '',
  allDay: start.length === 10,
  start: new Date(start.length === 10 ? `${start}T00:00` : start).toISOString(),
  end: new Date(end.length === 10 ? `${end}T00:00` : end).toISOString(),
  startLocal: start,
  endLocal: end,
  repeats: false,
  changed: false,
  answer: null,
  organizer: 'mbr_000000',
  roomId: null,
});

test('a month is shown in whole weeks from Monday', () => {
  expect(daysShown('month', '2026-11-15')[0]).toBe('2026-10-26');
  expect(daysShown('month', '2026-11-15').at(-1)).toBe('2026-12-06');
  expect(daysShown('month', '2026-02-10')).toHaveLength(35);
  expect(daysShown('week', '2026-11-15')).toEqual(daysShown('week', '2026-11-09'));
});

test('events that overlap stand side by side, those after them have the whole width again', () => {
  const day = [
    event('a', '2026-11-23T09:00', '2026-11-23T10:30'),
    event('b', '2026-11-23T10:00', '2026-11-23T11:00'),
    event('c', '2026-11-23T10:30', '2026-11-23T11:30'),
    event('d', '2026-11-23T13:00', '2026-11-23T14:00'),
  ];
  expect(placed('2026-11-23', day).map((p) => [p.event.title, p.lane, p.lanes])).toEqual([
    ['a', 0, 2],
    ['b', 1, 2],
    ['c', 0, 2],
    ['d', 0, 1],
  ]);
});

test('a whole day ends before the day it ends on, a night belongs to both its days', () => {
  const all = [
    event('展会', '2026-11-23', '2026-11-25'),
    event('夜班', '2026-11-23T22:00', '2026-11-24T06:00'),
  ];
  expect(on('2026-11-24', all).map((o) => o.title)).toEqual(['展会', '夜班']);
  expect(on('2026-11-25', all)).toEqual([]);
});
