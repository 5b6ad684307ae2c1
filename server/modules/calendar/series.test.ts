import { expect, test } from 'vitest';
import { boundsOf, ruleUntil, type Series, slotsIn, takesPlace } from './series.ts';

const always = () => true;
const series = (change: Partial<Series>): Series => ({
  startLocal: '2026-10-28T09:00',
  minutes: 60,
  allDay: false,
  zone: 'America/New_York',
  rule: 'FREQ=WEEKLY',
  workdays: false,
  ...change,
});
const starts = (s: Series, from: string, to: string, works = always) =>
  slotsIn(s, new Date(from), new Date(to), works).map((slot) => slot.start.toISOString());

test('a weekly meeting keeps its wall time when clocks go back', () => {
  expect(starts(series({}), '2026-10-20T00:00:00Z', '2026-11-12T00:00:00Z')).toEqual([
    '2026-10-28T13:00:00.000Z',
    '2026-11-04T14:00:00.000Z',
    '2026-11-11T14:00:00.000Z',
  ]);
});

test('every month from the 31st skips short months; the last day of each month is its own rule', () => {
  const from = { startLocal: '2026-01-31T09:00', zone: 'Asia/Shanghai' };
  const year = ['2026-01-01T00:00:00Z', '2026-08-01T00:00:00Z'] as const;
  const days = (s: Series) =>
    slotsIn(s, new Date(year[0]), new Date(year[1]), always).map((x) => x.occurrence.slice(5, 10));
  expect(days(series({ ...from, rule: 'FREQ=MONTHLY' }))).toEqual(['01-31', '03-31', '05-31', '07-31']);
  expect(days(series({ ...from, rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' }))).toEqual([
    '01-31',
    '02-28',
    '03-31',
    '04-30',
    '05-31',
    '06-30',
    '07-31',
  ]);
});

test('whole days begin and end at midnight where they are, also on the night clocks change', () => {
  const day = series({ startLocal: '2026-10-31', minutes: 2 * 1_440, allDay: true, rule: null });
  const [slot] = slotsIn(day, new Date('2026-11-01T12:00:00Z'), new Date('2026-11-01T13:00:00Z'), always);
  expect([slot?.start.toISOString(), slot?.end.toISOString()]).toEqual([
    '2026-10-31T04:00:00.000Z',
    '2026-11-02T05:00:00.000Z',
  ]);
});

test('working days leave out what the calendar calls off and keep a Saturday made up', () => {
  const daily = series({ startLocal: '2026-05-01T09:00', zone: 'Asia/Shanghai', rule: null, workdays: true });
  const works = (day: string) =>
    day === '2026-05-09' ||
    (!['2026-05-01', '2026-05-04', '2026-05-05'].includes(day) &&
      ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  const found = slotsIn(daily, new Date('2026-04-30T16:00:00Z'), new Date('2026-05-10T16:00:00Z'), works);
  expect(found.map((s) => s.occurrence.slice(8, 10))).toEqual(['06', '07', '08', '09']);
});

test('a series knows its bounds, and ends where it is cut', () => {
  expect(boundsOf(series({})).endsAt).toBeNull();
  expect(boundsOf(series({ rule: 'FREQ=WEEKLY;COUNT=3' })).endsAt?.toISOString()).toBe(
    '2026-11-11T15:00:00.000Z',
  );
  const cut = series({ rule: ruleUntil('FREQ=WEEKLY;COUNT=30', new Date('2026-11-11T14:00:00Z')) });
  expect(boundsOf(cut).endsAt?.toISOString()).toBe('2026-11-04T15:00:00.000Z');
  expect(takesPlace(cut, '2026-11-04T09:00', always)).toBe(true);
  expect(takesPlace(cut, '2026-11-11T09:00', always)).toBe(false);
  expect(takesPlace(series({}), '2026-11-05T09:00', always)).toBe(false);
});
