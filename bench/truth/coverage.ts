// Simulations A and A2: how often each interval is right, every outcome counted.
import { type Cell, coverageOf, gridOfA } from '../../server/modules/outreach/lift/coverage.fixture.ts';
import { type Counts, type Interval, Z95 } from '../../server/modules/outreach/lift/counts.ts';
import { newcombe, walters } from '../../server/modules/outreach/lift/intervals.ts';
import { between, type Finding, near } from './finding.ts';

export function coverage(): Finding[] {
  const grid = gridOfA();
  const of = (interval: (counts: Counts) => Interval) =>
    spread(grid.map((cell) => coverageOf(interval, cell)));
  const mine = of(newcombe);
  const simple = of(wald);
  const plusTwo = of(agrestiCaffo);
  const score = spread(
    grid.map((cell) => coverageOf((counts) => scoreHolds(counts, cell.p1 - cell.p0), cell)),
  );
  const hard = gridOfA2();
  const harder = spread(hard.map((cell) => coverageOf(newcombe, cell)));
  const ratio = spread(
    hard
      .filter(({ n1, n0, p0 }) => n1 + n0 >= 1_000 && p0 <= 0.1 && n0 * p0 >= 5)
      .map((cell) => coverageOf(walters, cell, cell.p1 / cell.p0 - 1)),
  );
  return [
    between('A: Newcombe, least of 40 cells (L3)', mine.least, 0.94, 0.97, '0.950'),
    between('A: Newcombe, most of 40 cells (L3)', mine.most, 0.94, 0.97, '0.968'),
    near('A: Newcombe, mean', mine.mean, 0.955, 0.001),
    near('A: Wald, least', simple.least, 0.601, 0.001),
    near('A: Wald, mean', simple.mean, 0.878, 0.001),
    near('A: Agresti-Caffo, least', plusTwo.least, 0.95, 0.001),
    near('A: Miettinen-Nurminen, least', score.least, 0.937, 0.001),
    near('A: Miettinen-Nurminen, most', score.most, 0.961, 0.001),
    near('A2: Newcombe, least of 240 cells', harder.least, 0.923, 0.01),
    near('A2: Newcombe, mean', harder.mean, 0.954, 0.002),
    near('A2: Newcombe, most', harder.most, 0.996, 0.005),
    near('A2: Walters ratio, least', ratio.least, 0.947, 0.003),
    near('A2: Walters ratio, mean', ratio.mean, 0.954, 0.002),
  ];
}

function spread(values: readonly number[]): { least: number; mean: number; most: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return { least: Math.min(...values), mean, most: Math.max(...values) };
}

/** 240 harder cells: 25 to 5,000 people held out. */
function gridOfA2(): Cell[] {
  return [500, 1_000, 3_000, 10_000].flatMap((people) =>
    [0.05, 0.1, 0.2, 0.5].flatMap((share) =>
      [0.005, 0.01, 0.03, 0.1, 0.3].flatMap((p0) =>
        [0, 0.3, 1].map((lift) => ({
          n0: Math.round(people * share),
          n1: people - Math.round(people * share),
          p0,
          p1: p0 * (1 + lift),
        })),
      ),
    ),
  );
}

function wald({ x1, n1, x0, n0 }: Counts): Interval {
  const p1 = x1 / n1;
  const p0 = x0 / n0;
  const reach = Z95 * Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
  return { lo: p1 - p0 - reach, hi: p1 - p0 + reach };
}

const agrestiCaffo = ({ x1, n1, x0, n0 }: Counts): Interval =>
  wald({ x1: x1 + 1, n1: n1 + 2, x0: x0 + 1, n0: n0 + 2 });

/** Everything, or nothing, as Miettinen and Nurminen's score test keeps the truth or not: their interval without its ends. */
function scoreHolds({ x1, n1, x0, n0 }: Counts, truth: number): Interval {
  const n = n1 + n0;
  const p0 = restricted({ x1, n1, x0, n0 }, truth);
  const p1 = Math.min(1, Math.max(0, p0 + truth));
  const variance = ((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0) * (n / (n - 1));
  const off = Math.abs(x1 / n1 - x0 / n0 - truth);
  const holds = off <= Z95 * Math.sqrt(variance) + 1e-15;
  return holds ? { lo: -1, hi: 1 } : { lo: 2, hi: 2 };
}

/** Likeliest p0 when p1 - p0 is `d`: the middle root of a cubic (Farrington and Manning 1990). */
function restricted({ x1, n1, x0, n0 }: Counts, d: number): number {
  const n = n1 + n0;
  const l2 = (n1 + 2 * n0) * d - n - (x1 + x0);
  const l1 = (n0 * d - n - 2 * x0) * d + x1 + x0;
  const l0 = x0 * d * (1 - d);
  const q = l2 ** 3 / (3 * n) ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, (l2 * l2) / (3 * n) ** 2 - l1 / (3 * n)));
  const angle = p === 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, q / p ** 3)));
  return Math.min(1, Math.max(0, 2 * p * Math.cos((Math.PI + angle) / 3) - l2 / (3 * n)));
}
