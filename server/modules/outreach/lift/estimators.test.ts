// Revenue, groups, CUPED, pooling, open-ended monitoring. Expected figures were worked out apart, with SciPy 1.17 and statsmodels 0.15.
import { expect, test } from 'vitest';
import { clusterDifference } from './cluster.ts';
import { adjustedDifference, type Measured } from './cuped.ts';
import { chiSquareTail, normalCdf, normalQuantile, studentLike, studentTails } from './distributions.ts';
import { evidenceOf, meanSequence } from './martingale.ts';
import { pOf, pooledDifference, proved } from './pooled.ts';
import { capFrom, revenueDifference } from './revenue.ts';
import { sampleOf, welch } from './welch.ts';

test('distributions', () => {
  expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 10);
  expect(normalQuantile(1e-9)).toBeCloseTo(-5.9978070150076865, 10);
  expect(studentTails(2.3, 7.4)).toBeCloseTo(0.05302914225287356, 12);
  expect(studentLike(2.5, 4.2)).toBeCloseTo(4.193713894135627, 9);
  expect(chiSquareTail(12_345, 12_000)).toBeCloseTo(0.013543294349706575, 10);
});

test('Welch', () => {
  const found = welch(sampleOf([3, 5, 8, 13, 2.5, 7]), sampleOf([1, 2, 2.5, 3, 9]));
  expect(found.at).toBeCloseTo(2.916666666666667, 9);
  expect(found.lo).toBeCloseTo(-1.8857960530348672, 9);
  expect(found.hi).toBeCloseTo(7.719129386368201, 9);
});

test('each group counts once, whatever its size', () => {
  const small = { converted: 1, people: 2 };
  const large = { converted: 10, people: 100 };
  const found = clusterDifference({ served: [small, large], heldOut: [large, large] })!;
  expect(found.at).toBeCloseTo(0.2, 12);
  expect(clusterDifference({ served: [small, large], heldOut: [large] })).toBeNull();
});

test('revenue is capped, and kept back below 80 buyers in the hold-out', () => {
  expect(capFrom([1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 0, 0])).toBeCloseTo(91.81, 9);
  expect(capFrom([0, 0])).toBeNull();
  const people = (buyers: number, paid: number) =>
    Array.from({ length: 1_000 }, (_, i) => (i < buyers ? paid : 0));
  const heldOut = people(80, 100);
  expect(revenueDifference({ served: people(100, 5_000), heldOut, cap: 200 })!.at).toBeCloseTo(12, 9);
  expect(revenueDifference({ served: people(100, 100), heldOut: people(79, 100), cap: 200 })).toBeNull();
});

test('CUPED takes out what was to be expected', () => {
  const pairs = (ys: number[], xs: number[]): Measured[] => ys.map((y, i) => ({ y, x: xs[i]! }));
  const one = pairs([5, 7, 3, 9, 6, 8], [4, 6, 2, 7, 5, 8]);
  const zero = pairs([4, 3, 6, 5, 2], [5, 3, 6, 5, 2]);
  const found = adjustedDifference(one, zero);
  expect(found.adjusted).toBe(true);
  expect(found.correlation).toBeCloseTo(0.9286480509994636, 9);
  expect(found.at).toBeCloseTo(1.1425120772946853, 9);
  expect(found.lo).toBeCloseTo(0.36550004237052425, 9);
  expect(found.hi).toBeCloseTo(1.9195241122188462, 9);
});

test('CUPED leaves alone what the past does not foretell', () => {
  const one = [1, 0, 1, 0].map((y, i) => ({ y, x: i < 2 ? 1 : 2 }));
  expect(adjustedDifference(one, one).adjusted).toBe(false);
});

const strata = [
  [30, 480, 3, 120],
  [22, 480, 6, 120],
  [41, 480, 5, 120],
  [12, 240, 20, 240],
  [18, 400, 9, 200],
].map(([x1, n1, x0, n0]) => ({ x1: x1!, n1: n1!, x0: x0!, n0: n0! }));

test('pooled by Mantel and Haenszel with Sato’s variance', () => {
  const found = pooledDifference(strata)!;
  expect(found.at).toBeCloseTo(0.006280788177339901, 9);
  expect(found.lo).toBeCloseTo(-0.012460661820871376, 9);
  expect(found.hi).toBeCloseTo(0.02502223817555118, 9);
  expect(found.p).toBeCloseTo(0.511284329554584, 9);
});

test('few conversions are not pooled into a claim', () => {
  expect(pooledDifference(strata.slice(0, 2))).toBeNull();
});

test('a badge is kept from those who won by number', () => {
  const ps = [0.216, 0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212];
  expect(
    proved(ps)
      .map((yes, i) => (yes ? ps[i] : 0))
      .filter(Boolean),
  ).toEqual([0.001, 0.008]);
  expect(proved([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual([true, true, true, true, true]);
  expect(proved([])).toEqual([]);
});

test('p of a pooled z is that of a chi-square', () => {
  expect(pOf({ x1: 405, n1: 9_000, x0: 30, n0: 1_000 })).toBeCloseTo(
    chiSquareTail((0.015 / Math.sqrt(0.0435 * 0.9565 * (1 / 9_000 + 1 / 1_000))) ** 2, 1),
    12,
  );
});

test('evidence at fair odds', () => {
  expect(evidenceOf({ x1: 270, n1: 9_000, x0: 30, n0: 1_000 })).toEqual({
    factor: expect.closeTo(0.24039668304663578, 9),
    shown: false,
  });
  expect(evidenceOf({ x1: 405, n1: 9_000, x0: 22, n0: 1_000 }).factor).toBeCloseTo(147.1880353911473, 6);
  expect(evidenceOf({ x1: 405, n1: 9_000, x0: 22, n0: 1_000 }, 100).factor).toBeCloseTo(96.77487316118645, 6);
});

test('means that may be looked at for ever', () => {
  const found = meanSequence({ n: 9_000, mean: 2, variance: 4 }, { n: 1_000, mean: 1, variance: 5 });
  expect(found.hi - found.at).toBeCloseTo(0.2258956237145732, 9);
  expect(found.at).toBe(1);
});
