import { expect, test } from 'vitest';
import { boundaries, boundaryAt, informationAt, spentTogether } from './spending.ts';

const equal = (looks: number) => Array.from({ length: looks }, (_, i) => (i + 1) / looks);

test.each([
  [[3.71, 2.51, 1.99]],
  [[4.88, 3.36, 2.68, 2.29, 2.03]],
  // Print has 2.45 for the fifth; a grid four times as fine still says 2.4554.
  [[5.82, 4.03, 3.24, 2.77, 2.4554, 2.23, 2.06]],
])('boundaries are those of the printed tables: %j', (printed) => {
  boundaries(equal(printed.length)).forEach((z, i) => expect(Math.abs(z - printed[i]!)).toBeLessThan(0.0051));
});

test.each([[[3.39, 2.41, 2.02]], [[4.38, 3.1, 2.55, 2.25, 2.06]]])(
  'the other convention has its own: %j',
  (printed) => {
    boundaries(equal(printed.length), spentTogether).forEach((z, i) =>
      expect(Math.abs(z - printed[i]!)).toBeLessThan(0.0051),
    );
  },
);

test('one look at the end costs nothing', () => {
  expect(boundaries([1])[0]).toBeCloseTo(1.959963984540054, 6);
});

test('a look that brings no news repeats the boundary, and spends nothing', () => {
  const [, again, , last] = boundaries([0.5, 0.5, 0.8, 1]);
  expect(again).toBeCloseTo(boundaries([0.5])[0]!, 9);
  expect(last).toBe(boundaries([0.5, 0.8, 1])[2]);
});

test('a look before anything is known shows nothing, and does not spoil the end', () => {
  const [first, last] = boundaries([0.001, 1]);
  expect(first).toBe(8);
  expect(last).toBeCloseTo(1.96, 3);
});

test('only the horizon has all information', () => {
  expect(informationAt(30, 100, false)).toBe(0.3);
  const more = [79, 81, 100, 130, 200].map((n) => informationAt(n, 100, false));
  expect(more).toEqual(more.toSorted((a, b) => a - b));
  expect(new Set(more).size).toBe(5);
  expect(Math.max(...more)).toBeLessThan(1);
  expect(informationAt(30, 100, true)).toBe(1);
  expect(informationAt(0, 0, false)).toBe(0);
});

test('the boundary of a look is that of the tables when all comes as expected', () => {
  expect(boundaryAt([0])).toBe(8);
  expect(boundaryAt([1])).toBeCloseTo(1.96, 3);
  expect(boundaryAt([0.2])).toBeCloseTo(4.8769, 3);
  expect(boundaryAt([0.2, 0.4, 0.6, 0.8, 1])).toBeCloseTo(2.031, 3);
});

test('twice as much as expected makes the end ask for more, not for less', () => {
  const looks = [0.4, 0.8, 1.2, 1.6].map((share) => informationAt(share * 100, 100, false));
  expect(boundaryAt([...looks, 1])).toBeGreaterThan(2.05);
});
