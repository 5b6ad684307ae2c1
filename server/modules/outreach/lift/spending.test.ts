import { expect, test } from 'vitest';
import { boundaries, informationAt, spentTogether } from './spending.ts';

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
  expect(again).toBe(boundaries([0.5])[0]);
  expect(last).toBe(boundaries([0.5, 0.8, 1])[2]);
});

test('a look before anything is known shows nothing, and does not spoil the end', () => {
  const [first, last] = boundaries([0.001, 1]);
  expect(first).toBe(8);
  expect(last).toBeCloseTo(1.96, 3);
});

test('only the horizon has all information', () => {
  expect(informationAt(30, 100, false)).toBe(0.3);
  expect(informationAt(130, 100, false)).toBe(0.95);
  expect(informationAt(30, 100, true)).toBe(1);
  expect(informationAt(0, 0, false)).toBe(0);
});
