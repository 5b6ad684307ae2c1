// How often an interval is right, by adding up every outcome there can be.
import type { Counts, Interval } from './counts.ts';
import { logGamma } from './distributions.ts';

export interface Cell {
  n1: number;
  n0: number;
  p1: number;
  p0: number;
}

/** Share of outcomes, weighted by their chance, whose interval holds the `truth`; outcomes beyond 1e-7 on a side are left out. */
export function coverageOf(
  interval: (counts: Counts) => Interval | null,
  { n1, n0, p1, p0 }: Cell,
  truth = p1 - p0,
): number {
  const ones = outcomes(n1, p1);
  const zeros = outcomes(n0, p0);
  let covered = 0;
  let counted = 0;
  for (const [x1, chance1] of ones)
    for (const [x0, chance0] of zeros) {
      const found = interval({ x1, n1, x0, n0 });
      if (!found) continue;
      counted += chance1 * chance0;
      if (found.lo <= truth && truth <= found.hi) covered += chance1 * chance0;
    }
  return covered / counted;
}

/** The 40 cells: a tenth held out of 500 to 30,000 people, 0.5 to 10 % converting, with and without +30 %. */
export function gridOfA(): Cell[] {
  return [50, 100, 300, 1000, 3000].flatMap((n0) =>
    [0.005, 0.01, 0.03, 0.1].flatMap((p0) =>
      [0, 0.3].map((lift) => ({ n1: 9 * n0, n0, p1: p0 * (1 + lift), p0 })),
    ),
  );
}

function outcomes(n: number, p: number): [x: number, chance: number][] {
  const all: [number, number][] = [];
  const mean = n * p;
  const reach = 8 * Math.sqrt(mean * (1 - p)) + 30;
  const log = (x: number) =>
    logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1) + x * Math.log(p) + (n - x) * Math.log1p(-p);
  for (let x = Math.max(0, Math.floor(mean - reach)); x <= Math.min(n, Math.ceil(mean + reach)); x++)
    all.push([x, Math.exp(log(x))]);
  return withoutTail(withoutTail(all).reverse()).reverse();
}

function withoutTail(all: [number, number][]): [number, number][] {
  let sum = 0;
  const from = all.findIndex(([, chance]) => (sum += chance) > 1e-7);
  return all.slice(Math.max(0, from));
}
