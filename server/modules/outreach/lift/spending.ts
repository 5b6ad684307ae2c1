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
const MIDDLE = (POINTS - 1) / 2;
const STEP = 8 / (POINTS - 1);
/** Nobody needs a boundary beyond; what is spent there is less than 1e-15. */
const FARTHEST = 8;
/** Looks closer together than this bring nothing new. */
const LEAST_NEWS = 1e-4;
const SLOW_FROM = 0.8;
const REST = 1 - SLOW_FROM;

interface Inside {
  t: number;
  /** Brownian motion that has not yet left, at each point, and the boundary it stayed within */
  density: Float64Array;
  c: number;
}

/**
 * The critical z of each look. `times` say how much may be spent by each look, rising, at most 1; `information`, where it differs, how much
 * was known. The result has their length. A look that brings no news repeats the boundary before it.
 */
export function boundaries(
  times: readonly number[],
  spending: Spending = spentPerSide,
  information: readonly number[] = times,
): number[] {
  const result: number[] = [];
  const whole = Math.max(...information) || 1;
  let before: Inside | null = null;
  let spent = 0;
  for (const [i, time] of times.entries()) {
    const t = information[i]! / whole;
    if (t - (before?.t ?? 0) < LEAST_NEWS) {
      result.push(result.at(-1) ?? FARTHEST);
      continue;
    }
    const toSpend = Math.max(0, spending(Math.min(1, time)) - spent);
    const c: number = before ? laterBoundary(before, t, toSpend) : firstBoundary(t, toSpend);
    spent += toSpend;
    before = { t, c, density: before ? densityAfter(before, t, c) : firstDensity(t, c) };
    result.push(c / Math.sqrt(t));
  }
  return result;
}

/** The critical z of the last of these looks, their times as `informationAt` gave them. */
export function boundaryAt(looks: readonly number[]): number {
  const known = looks.slice(0, looks.at(-1) === 1 ? -1 : undefined).map(shareAt);
  // The horizon's own share is not kept: it lies a step further than the look before it, and not short of what was expected.
  if (known.length < looks.length) known.push(Math.max(1, 2 * (known.at(-1) ?? 0.5) - (known.at(-2) ?? 0)));
  return boundaries(looks, spentPerSide, known).at(-1)!;
}

/**
 * Information at a look: conversions of both arms so far over those expected at the horizon, and 1 at the horizon whatever came. From 0.8 on
 * it nears 1 ever more slowly, so that when more comes than was expected each look still spends something and the end keeps something.
 */
export function informationAt(conversions: number, expected: number, atHorizon: boolean): number {
  if (atHorizon) return 1;
  const share = conversions / Math.max(1, expected);
  return share <= SLOW_FROM ? share : 1 - REST ** 2 / (REST + share - SLOW_FROM);
}

/** Conversions over those expected, back from the information. */
const shareAt = (information: number): number =>
  information <= SLOW_FROM ? information : SLOW_FROM - REST + REST ** 2 / (1 - information);

const firstBoundary = (t: number, spend: number): number =>
  Math.min(FARTHEST, -normalQuantile(spend)) * Math.sqrt(t);

/** Where no more than `spend` leaves above: sought from point to point, then between two points by Newton's steps. */
function laterBoundary(before: Inside, t: number, spend: number): number {
  const sd = Math.sqrt(t - before.t);
  const farthest = Math.ceil((FARTHEST * Math.sqrt(t)) / STEP);
  const above = Float64Array.from({ length: farthest + POINTS }, (_, i) =>
    i * STEP < 9 * sd ? normalCdf((-i * STEP) / sd) : 0,
  );
  const mass = weighted(before);
  const tail = (steps: number): number => {
    let sum = 0;
    for (let i = mass.first; i <= mass.last; i++) {
      const off = steps - (i - MIDDLE);
      sum += mass.weights[i]! * (off < 0 ? 1 - above[-off]! : above[off]!);
    }
    return sum;
  };
  let lo = 0;
  let hi = farthest;
  if (tail(hi) >= spend) return FARTHEST * Math.sqrt(t);
  while (hi - lo > 1) {
    const middle = (lo + hi) >> 1;
    if (tail(middle) > spend) lo = middle;
    else hi = middle;
  }
  let c = lo * STEP;
  for (let step = 0; step < 3; step++) {
    let over = -spend;
    let slope = 0;
    for (let i = mass.first; i <= mass.last; i++) {
      const off = c - pointAt(i);
      if (off > 9 * sd) continue;
      over += mass.weights[i]! * normalCdf(-off / sd);
      slope += mass.weights[i]! * bell(off, sd);
    }
    c += over / slope;
  }
  return c;
}

const pointAt = (i: number): number => (i - MIDDLE) * STEP;
const bell = (x: number, sd: number): number =>
  Math.exp((-x * x) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));

/** Weights of the points inside ±c so that a sum over them is the integral; the broken cell at each end goes to its last point. */
function weighted({ density, c }: Inside): { first: number; last: number; weights: Float64Array } {
  const inside = Math.min(MIDDLE, Math.floor(c / STEP));
  const first = MIDDLE - inside;
  const last = MIDDLE + inside;
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

function densityAfter(before: Inside, t: number, next: number): Float64Array {
  const { first, last, weights } = weighted(before);
  const sd = Math.sqrt(t - before.t);
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
