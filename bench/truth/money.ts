// Simulation E: what the past explains, and what heavy tails do to a mean.
import { adjustedDifference, type Measured } from '../../server/modules/outreach/lift/cuped.ts';
import { type Dice, dice } from '../../server/modules/outreach/lift/dice.fixture.ts';
import { capFrom } from '../../server/modules/outreach/lift/revenue.ts';
import { sampleOf, welch } from '../../server/modules/outreach/lift/welch.ts';
import { between, type Finding, near } from './finding.ts';

const RUNS = 1_000;

export function money(): Finding[] {
  const half = cuped(2, 2, 61);
  const most = cuped(5, 1, 62);
  const small = revenue(1_000, 63);
  const large = revenue(3_000, 64);
  return [
    near('E: CUPED variance ratio at correlation 0.50', half.ratio, 0.75, 0.06),
    near('E: CUPED variance ratio at correlation 0.83', most.ratio, 0.31, 0.03),
    between('E: CUPED coverage at 0.50', half.right, 0.93, 0.97, '0.945 to 0.957'),
    between('E: CUPED coverage at 0.83', most.right, 0.93, 0.97, '0.945 to 0.957'),
    near('E: revenue coverage, 1,000 held out, raw', small.raw, 0.864, 0.03),
    near('E: revenue coverage, 1,000 held out, capped', small.capped, 0.908, 0.03),
    near('E: revenue coverage, 3,000 held out, raw', large.raw, 0.899, 0.03),
    near('E: revenue coverage, 3,000 held out, capped', large.capped, 0.96, 0.03),
  ];
}

/** Poisson counts before and after at a gamma rate of each person: correlation mean / (mean + shape). No effect. */
function cuped(mean: number, shape: number, seed: number): { ratio: number; right: number } {
  const roll = dice(seed);
  const person = (): Measured => {
    const rate = (roll.gamma(shape) * mean) / shape;
    return { x: roll.poisson(rate), y: roll.poisson(rate) };
  };
  const plain: number[] = [];
  const adjusted: number[] = [];
  let right = 0;
  for (let run = 0; run < 4 * RUNS; run++) {
    const one = Array.from({ length: 800 }, person);
    const zero = Array.from({ length: 200 }, person);
    plain.push(sampleOf(one.map((m) => m.y)).mean - sampleOf(zero.map((m) => m.y)).mean);
    const found = adjustedDifference(one, zero);
    adjusted.push(found.at);
    if (found.lo <= 0 && found.hi >= 0) right++;
  }
  return { ratio: sampleOf(adjusted).variance / sampleOf(plain).variance, right: right / (4 * RUNS) };
}

function revenue(held: number, seed: number): { raw: number; capped: number } {
  const roll = dice(seed);
  const cap = capFrom(paid(20_000, roll))!;
  let raw = 0;
  let capped = 0;
  for (let run = 0; run < RUNS; run++) {
    const one = paid(held * 9, roll);
    const zero = paid(held, roll);
    if (holdsZero(one, zero)) raw++;
    const below = (values: number[]) => values.map((v) => Math.min(v, cap));
    if (holdsZero(below(one), below(zero))) capped++;
  }
  return { raw: raw / RUNS, capped: capped / RUNS };
}

/** 8 % buy, for a lognormal amount with a heavy tail. */
const paid = (people: number, roll: Dice): number[] =>
  Array.from({ length: people }, () => (roll.uniform() < 0.08 ? Math.exp(4 + 1.8 * roll.normal()) : 0));

function holdsZero(one: readonly number[], zero: readonly number[]): boolean {
  const { lo, hi } = welch(sampleOf(one), sampleOf(zero));
  return lo <= 0 && hi >= 0;
}
