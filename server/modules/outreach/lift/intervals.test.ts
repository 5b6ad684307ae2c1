// Expected figures were worked out apart, with statsmodels 0.15 and SciPy 1.17.
import { expect, test } from 'vitest';
import { effectOnContacted, fieller } from './contacted.ts';
import { coverageOf, gridOfA } from './coverage.fixture.ts';
import { incremental, newcombe, relativeLift, wilson } from './intervals.ts';

type Golden = [
  x1: number,
  n1: number,
  x0: number,
  n0: number,
  lo: number,
  hi: number,
  ratio: number[] | null,
];

const golden: Golden[] = [
  [270, 9000, 30, 1000, -0.012938926, 0.009655709, [-0.014134005, -0.318091589, 0.425311294]],
  [405, 9000, 30, 1000, 0.001843948, 0.024969763, [0.47788784, 0.028867375, 1.122870762]],
  [90, 9000, 10, 1000, -0.008514385, 0.005095259, [-0.041902434, -0.492593236, 0.809102698]],
  [5, 450, 0, 50, -0.060519043, 0.025743363, null],
  [0, 450, 0, 50, -0.071347599, 0.008464319, null],
  [56, 70, 48, 80, 0.052431472, 0.333872654, [0.330189369, 0.075967154, 0.644477483]],
  [10, 10, 0, 20, 0.679086037, 1, null],
  [10, 10, 0, 10, 0.60750935, 1, null],
  [1500, 27000, 150, 3000, -0.003249506, 0.013316376, [0.107952966, -0.058961805, 0.304473911]],
  [45, 90, 1, 10, 0.079467404, 0.530300509, null],
  [630, 4500, 80, 500, -0.056073715, 0.011316959, [-0.128971177, -0.295932008, 0.077582306]],
  [2500, 10000, 2400, 10000, -0.001921466, 0.021917944, [0.041657988, -0.00782075, 0.093604169]],
];

test.each(golden)('%i of %i against %i of %i', (x1, n1, x0, n0, lo, hi, ratio) => {
  const counts = { x1, n1, x0, n0 };
  const difference = newcombe(counts);
  expect(difference.at).toBeCloseTo(x1 / n1 - x0 / n0, 12);
  expect(Math.abs(difference.lo - lo)).toBeLessThan(1e-6);
  expect(Math.abs(difference.hi - hi)).toBeLessThan(1e-6);
  const lift = relativeLift(counts);
  if (!ratio) return expect(lift).toBeNull();
  expect(Math.abs(lift!.at - ratio[0]!)).toBeLessThan(1e-6);
  expect(Math.abs(lift!.lo - ratio[1]!)).toBeLessThan(1e-6);
  expect(Math.abs(lift!.hi - ratio[2]!)).toBeLessThan(1e-6);
});

test('one share', () => {
  expect(wilson(30, 1000).lo).toBeCloseTo(0.021093738828834696, 12);
  expect(wilson(30, 1000).hi).toBeCloseTo(0.042503414147587126, 12);
  expect(wilson(0, 50)).toEqual({ lo: 0, hi: expect.closeTo(0.07134759913335874, 12) });
});

test('conversions that would not have happened are the difference times everybody served', () => {
  expect(incremental({ at: 0.01, lo: -0.01, hi: 0.02 }, 9_000)).toEqual({ at: 90, lo: -90, hi: 180 });
});

test('with few contacted the interval is Fieller’s', () => {
  const counts = { x1: 330, n1: 9000, x0: 24, n0: 1000 };
  const effect = effectOnContacted(counts, { contacted: 2300, contactedAndConverted: 170 })!;
  expect(effect.at).toBeCloseTo(0.04956521739130435, 9);
  expect(effect.lo).toBeCloseTo(0.00947051539188339, 9);
  expect(effect.hi).toBeCloseTo(0.08965875606637541, 9);
});

test('with many contacted it is the difference’s, scaled', () => {
  const counts = { x1: 330, n1: 9000, x0: 24, n0: 1000 };
  const effect = effectOnContacted(counts, { contacted: 4500, contactedAndConverted: 250 })!;
  expect(effect.lo).toBeCloseTo(newcombe(counts).lo * 2, 12);
  expect(effect.hi).toBeCloseTo(newcombe(counts).hi * 2, 12);
});

test('nobody, or as good as nobody, contacted has no effect to state', () => {
  const counts = { x1: 30, n1: 900, x0: 3, n0: 100 };
  expect(effectOnContacted(counts, { contacted: 0, contactedAndConverted: 0 })).toBeNull();
  expect(fieller(counts, { contacted: 2, contactedAndConverted: 1 })).toBeNull();
});

test('of 40 kinds of broadcast each is covered between 94 and 97 times in 100, counted out exactly', () => {
  const coverages = gridOfA().map((cell) => coverageOf(newcombe, cell));
  expect(coverages).toHaveLength(40);
  expect(Math.min(...coverages)).toBeGreaterThanOrEqual(0.94);
  expect(Math.max(...coverages)).toBeLessThanOrEqual(0.97);
  const mean = coverages.reduce((sum, c) => sum + c, 0) / 40;
  expect(mean).toBeCloseTo(0.955, 3);
});
