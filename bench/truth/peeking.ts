// Simulation B, and the statistics of L4: what comes of looking every day.
import type { Counts } from '../../server/modules/outreach/lift/counts.ts';
import { type Dice, dice } from '../../server/modules/outreach/lift/dice.fixture.ts';
import { newcombe } from '../../server/modules/outreach/lift/intervals.ts';
import { evidenceOf } from '../../server/modules/outreach/lift/martingale.ts';
import {
  boundaries,
  boundaryAt,
  informationAt,
  spentTogether,
} from '../../server/modules/outreach/lift/spending.ts';
import { between, type Finding, near } from './finding.ts';

const SERVED = 9_000;
const HELD = 1_000;
const BASE = 0.03;
const DAYS = 14;
const SCALE = 4;
const MOST_LOOKS = 56;
const CAMPAIGNS = 20_000;

export function peeking(): Finding[] {
  const plans = [1, 5, 14, 56].map((looks) => ({ looks, ...planOf(looks) }));
  const paper = { naive: [5, 10.5, 16.1, 23.9], spent: [5, 5.1, 5, 5] };
  const seen = plans.map(() => ({ naive: 0, spent: 0, words: 0 }));
  const misjudged = [0.5, 2].map((times) => ({ times, plan: planOf(14, times), words: 0 }));
  let light = 0;
  let heavy = 0;
  const roll = dice(41);
  for (let run = 0; run < CAMPAIGNS; run++) {
    const path = campaign(BASE, roll);
    plans.forEach((plan, i) => {
      const stops = stopsOf(path, plan);
      if (stops.naive) seen[i]!.naive++;
      if (stops.spent) seen[i]!.spent++;
      if (stops.words) seen[i]!.words++;
    });
    for (const one of misjudged) if (stopsOf(path, one.plan).words) one.words++;
    if (betWins(path, 20)) light++;
    if (betWins(path, 100)) heavy++;
  }
  const percent = (n: number) => (100 * n) / CAMPAIGNS;
  return [
    ...plans.map(({ looks }, i) =>
      near(
        `B: claims without effect, stopping at p < 0.05, ${looks} looks, %`,
        percent(seen[i]!.naive),
        paper.naive[i]!,
        0.8,
      ),
    ),
    ...plans.map(({ looks }, i) =>
      near(`B: the same with spending, ${looks} looks, %`, percent(seen[i]!.spent), paper.spent[i]!, 0.6),
    ),
    between('B: the same with the martingale, weight 20, %', percent(light), 0, 1.9, 'at most 1.6'),
    between('B: the same with the martingale, weight 100, %', percent(heavy), 0, 0.9, 'at most 0.6'),
    ...power(plans[0]!, plans[2]!),
    between(
      'L4: "effect shown" without effect, 14 looks, as the product decides, %',
      percent(seen[2]!.words),
      0,
      6.5,
      'at most 6.5',
    ),
    ...misjudged.map(({ times, words }) =>
      between(
        `L4: the same where ${times} × as much comes as was expected, %`,
        percent(words),
        0,
        6.5,
        'at most 6.5',
      ),
    ),
  ];
}

interface Plan {
  every: number;
  critical: number[];
  own: number[];
}

function power(fixed: Plan, fourteen: Plan): Finding[] {
  const roll = dice(42);
  let atEnd = 0;
  let spent = 0;
  let bet = 0;
  for (let run = 0; run < CAMPAIGNS; run++) {
    const path = campaign(BASE * 1.5, roll);
    if (stopsOf(path, fixed).naive) atEnd++;
    if (stopsOf(path, fourteen).spent) spent++;
    if (betWins(path, 20)) bet++;
  }
  const percent = (n: number) => (100 * n) / CAMPAIGNS;
  return [
    near('B: +50 % found, one look, %', percent(atEnd), 62, 1.5),
    near('B: +50 % found, spending over 14 looks, %', percent(spent), 57.4, 1.5),
    near('B: +50 % found, martingale, %', percent(bet), 30.7, 3),
  ];
}

/** Conversions of both arms after each 56th of the fortnight; all people are enrolled at once. */
function campaign(p1: number, roll: Dice): Counts[] {
  const served = new Uint16Array(MOST_LOOKS);
  const held = new Uint16Array(MOST_LOOKS);
  fall(served, roll.binomial(SERVED, p1), roll);
  fall(held, roll.binomial(HELD, BASE), roll);
  let x1 = 0;
  let x0 = 0;
  return Array.from({ length: MOST_LOOKS }, (_, i) => {
    x1 += served[i]!;
    x0 += held[i]!;
    return { x1, n1: SERVED, x0, n0: HELD };
  });
}

/** Exponential times with a scale of four days, cut at fourteen. */
function fall(into: Uint16Array, conversions: number, roll: Dice): void {
  const whole = 1 - Math.exp(-DAYS / SCALE);
  for (let i = 0; i < conversions; i++) {
    const at = -SCALE * Math.log(1 - roll.uniform() * whole);
    const slot = Math.min(MOST_LOOKS - 1, Math.floor((at / DAYS) * MOST_LOOKS));
    into[slot] = into[slot]! + 1;
  }
}

/** Looks in equal steps of time; information is what the product makes of the conversions to be expected by then, `times` those foreseen. */
function planOf(looks: number, times = 1): Plan {
  const shares = Array.from(
    { length: looks },
    (_, i) => (1 - Math.exp((-DAYS * (i + 1)) / looks / SCALE)) / (1 - Math.exp(-DAYS / SCALE)),
  );
  // Looks of the product are at most fourteen.
  const informed = shares
    .slice(0, 14)
    .map((share, i) => informationAt(share * times * 300, 300, i === looks - 1));
  return {
    every: MOST_LOOKS / looks,
    critical: boundaries(shares, spentTogether),
    own: informed.map((_, i) => boundaryAt(informed.slice(0, i + 1))),
  };
}

function stopsOf(
  path: readonly Counts[],
  { every, critical, own }: Plan,
): { naive: boolean; spent: boolean; words: boolean } {
  const stops = { naive: false, spent: false, words: false };
  critical.forEach((z, i) => {
    const counts = path[Math.round((i + 1) * every) - 1]!;
    const found = Math.abs(zOf(counts));
    if (found > 1.959964) stops.naive = true;
    if (found > z) stops.spent = true;
    if (own[i] === undefined) return;
    const { lo, hi } = newcombe(counts, own[i]);
    if (lo > 0 || hi < 0) stops.words = true;
  });
  return stops;
}

const betWins = (path: readonly Counts[], weight: number): boolean =>
  path.some((counts) => evidenceOf(counts, weight).shown);

function zOf({ x1, n1, x0, n0 }: Counts): number {
  const share = (x1 + x0) / (n1 + n0);
  const error = Math.sqrt(share * (1 - share) * (1 / n1 + 1 / n0));
  return error === 0 ? 0 : (x1 / n1 - x0 / n0) / error;
}
