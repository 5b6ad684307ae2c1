// How often one may look: Lan and DeMets 1983, O'Brien-Fleming-type spending, by recursion of the density (Armitage, McPherson and Rowe 1969).
import { normalCdf, normalQuantile } from './distributions.ts';

/** Error spent on one side by the time a share `t` of all information is in. */
export type Spending = (t: number) => number;

/** 2.5 % on each side, each spent by its own function: the convention of published tables, and ours. */
export const spentPerSide: Spending = (t) =>
  t <= 0 ? 0 : 2 * normalCdf(normalQuantile(0.0125) / Math.sqrt(t));

/** 5 % spent as one, half on each side: the other valid convention. Simulations compare with it. */
export const spentTogether: Spending = (t) => (t <= 0 ? 0 : normalCdf(normalQuantile(0.025) / Math.sqrt(t)));

/** Brownian motion lives on 4,001 points from -4 to 4. */
const POINTS = 4_001;
const STEP = 8 / (POINTS - 1);
/** Nobody needs a boundary beyond; what is spent there is less than 1e-15. */
const FARTHEST = 8;
/** Looks closer together than this bring nothing new. */
const LEAST_NEWS = 1e-4;

/**
 * The critical z of each look. `times` are the information of the looks, rising, at most 1; the result has their length. A look that
 * brings no news repeats the boundary before it.
 */
export function boundaries(times: readonly number[], spending: Spending = spentPerSide): number[] {
  const result: number[] = [];
  let before: { t: number; density: Float64Array; c: number } | null = null;
  let spent = 0;
  for (const t of times) {
    const dt = t - (before?.t ?? 0);
    if (dt < LEAST_NEWS) {
      result.push(result.at(-1) ?? FARTHEST);
      continue;
    }
    const toSpend = Math.max(0, spending(Math.min(1, t)) - spent);
    const from = before;
    const tail = (c: number) =>
      from ? tailAfter(from.density, from.c, dt, c) : normalCdf(-c / Math.sqrt(t));
    const c = crossing(tail, toSpend, FARTHEST * Math.sqrt(t));
    spent += toSpend;
    before = { t, c, density: from ? densityAfter(from.density, from.c, dt, c) : firstDensity(t, c) };
    result.push(c / Math.sqrt(t));
  }
  return result;
}

/**
 * Information at a look: conversions of both arms so far over those expected at the horizon. Only the horizon itself is 1: before it, even
 * when more came than was expected, something is kept for the end.
 */
export function informationAt(conversions: number, expected: number, atHorizon: boolean): number {
  return atHorizon ? 1 : Math.min(0.95, conversions / Math.max(1, expected));
}

function crossing(tail: (c: number) => number, spend: number, farthest: number): number {
  let lo = 0;
  let hi = farthest;
  if (tail(hi) >= spend) return hi;
  for (let i = 0; i < 50; i++) {
    const middle = (lo + hi) / 2;
    if (tail(middle) > spend) lo = middle;
    else hi = middle;
  }
  return hi;
}

const pointAt = (i: number): number => (i - (POINTS - 1) / 2) * STEP;
const bell = (x: number, sd: number): number =>
  Math.exp((-x * x) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));

/** Weights of the points inside ±c so that a sum over them is the integral; the broken cell at each end goes to its last point. */
function weighted(density: Float64Array, c: number): { first: number; last: number; weights: Float64Array } {
  const middle = (POINTS - 1) / 2;
  const inside = Math.min(middle, Math.floor(c / STEP));
  const first = middle - inside;
  const last = middle + inside;
  const weights = new Float64Array(POINTS);
  for (let i = first; i <= last; i++) weights[i] = density[i]! * STEP;
  const end = (c - inside * STEP + STEP / 2) / STEP;
  weights[first] = weights[first]! * end;
  weights[last] = weights[last]! * end;
  return { first, last, weights };
}

function firstDensity(t: number, c: number): Float64Array {
  return Float64Array.from({ length: POINTS }, (_, i) =>
    Math.abs(pointAt(i)) <= c ? bell(pointAt(i), Math.sqrt(t)) : 0,
  );
}

/** P(still inside ±c before, above `next` after `dt` more). */
function tailAfter(density: Float64Array, c: number, dt: number, next: number): number {
  const { first, last, weights } = weighted(density, c);
  const sd = Math.sqrt(dt);
  let sum = 0;
  for (let i = first; i <= last; i++) {
    const z = (next - pointAt(i)) / sd;
    if (z < 9) sum += weights[i]! * normalCdf(-z);
  }
  return sum;
}

function densityAfter(density: Float64Array, c: number, dt: number, next: number): Float64Array {
  const { first, last, weights } = weighted(density, c);
  const sd = Math.sqrt(dt);
  const kernel = Float64Array.from({ length: POINTS }, (_, i) => bell(i * STEP, sd));
  const far = Math.min(POINTS - 1, Math.ceil((9 * sd) / STEP));
  const result = new Float64Array(POINTS);
  for (let to = 0; to < POINTS; to++) {
    if (Math.abs(pointAt(to)) > next) continue;
    let sum = 0;
    for (let i = Math.max(first, to - far); i <= Math.min(last, to + far); i++)
      sum += weights[i]! * kernel[Math.abs(to - i)]!;
    result[to] = sum;
  }
  return result;
}
