import { expect, test } from 'vitest';
import { audienceNeeded, holdOutFor, smallestLift } from './sample-size.ts';

const needed: [base: number, lift: number, people: number[]][] = [
  [0.01, 0.3, [217_750, 114_425, 63_790, 39_653]],
  [0.01, 1, [26_799, 14_029, 7_751, 4_637]],
  [0.03, 0.2, [150_864, 79_376, 44_366, 27_828]],
  [0.03, 0.5, [28_134, 14_763, 8_203, 5_035]],
  [0.05, 0.3, [41_414, 21_769, 12_142, 7_560]],
  [0.1, 0.2, [41_521, 21_853, 12_223, 7_682]],
  [0.1, 0.5, [7_602, 3_993, 2_223, 1_372]],
  [0.2, 0.2, [18_089, 9_527, 5_335, 3_365]],
  [0.2, 0.5, [3_202, 1_685, 942, 587]],
];

test.each(needed)('from %f, for %f more, at 5, 10, 20 and 50 %% held out', (base, lift, people) => {
  expect([500, 1_000, 2_000, 5_000].map((holdOut) => audienceNeeded({ base, lift, holdOut }))).toEqual(
    people,
  );
});

const detectable: [people: number, percents: number[]][] = [
  [500, [1077, 440, 426, 197, 166, 88]],
  [2_000, [370, 168, 167, 84, 74, 41]],
  [10_000, [123, 64, 62, 34, 30, 17]],
  [50_000, [47, 27, 26, 15, 13, 8]],
];

test.each(detectable)('what %i people can show', (people, percents) => {
  const found = [0.01, 0.03, 0.1].flatMap((base) =>
    [1_000, 5_000].map((holdOut) => Math.round(100 * smallestLift({ people, base, holdOut })!)),
  );
  expect(found).toEqual(percents);
});

test('nothing can be shown where even everybody converting would not do', () => {
  expect(smallestLift({ people: 10, base: 0.5, holdOut: 1_000 })).toBeNull();
});

test('small audiences hold out more', () => {
  expect(holdOutFor({ people: 3_000, base: 0.1, lift: 0.5 })).toBe(2_000);
  expect(holdOutFor({ people: 4_000, base: 0.1, lift: 0.5 })).toBe(1_000);
  expect(holdOutFor({ people: 600, base: 0.1, lift: 0.5 })).toBe(5_000);
});
