import { expect, test } from 'vitest';
import { dice } from './dice.fixture.ts';
import { mismatchOf, splitTest } from './srm.ts';

test('the split is tested by chi-square', () => {
  expect(splitTest({ n1: 9_100, n0: 900 }, 1_000)).toBeCloseTo(0.0008581206663936758, 12);
  expect(splitTest({ n1: 9_000, n0: 1_000 }, 1_000)).toBe(1);
});

test('losses that differ between the arms are tested by chi-square', () => {
  const { p } = mismatchOf({
    holdOut: 1_000,
    assigned: { n1: 9_000, n0: 1_000 },
    analysed: { n1: 8_900, n0: 970 },
  });
  expect(p).toBeCloseTo(5.655669574000689e-7, 12);
});

test('a cause is named', () => {
  const even = { n1: 9_000, n0: 1_000 };
  const causes = (analysed: { n1: number; n0: number }, assigned = even) =>
    mismatchOf({ holdOut: 1_000, assigned, analysed }).causes;
  expect(causes(even)).toEqual([]);
  expect(causes({ n1: 8_991, n0: 999 })).toEqual([]);
  expect(causes({ n1: 8_500, n0: 1_000 })).toEqual(['rowsLost']);
  expect(causes({ n1: 9_001, n0: 1_000 })).toEqual(['rowsAdded']);
  expect(causes({ n1: 9_200, n0: 800 }, { n1: 9_200, n0: 800 })).toEqual(['splitChanged', 'audienceChanged']);
});

test('3 % of the served rows gone are noticed among 20,000 people, and a whole audience is left in peace', () => {
  const runs = 1_000;
  let noticed = 0;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const roll = dice(run + 1);
    const holdOut = [500, 1_000, 2_000, 5_000][run % 4]!;
    const n0 = roll.binomial(20_000, holdOut / 10_000);
    const assigned = { n1: 20_000 - n0, n0 };
    const lost = roll.binomial(assigned.n1, 0.03);
    if (mismatchOf({ holdOut, assigned, analysed: { n1: assigned.n1 - lost, n0 } }).mismatch) noticed++;
    if (mismatchOf({ holdOut, assigned, analysed: assigned }).mismatch) alarms++;
  }
  expect(noticed / runs).toBeGreaterThanOrEqual(0.99);
  expect(alarms).toBeLessThanOrEqual(5);
});
