// Simulations F and G: many broadcasts, and what they say together.
import { Z95 } from '../../server/modules/outreach/lift/counts.ts';
import { dice } from '../../server/modules/outreach/lift/dice.fixture.ts';
import { normalCdf } from '../../server/modules/outreach/lift/distributions.ts';
import { mantelHaenszel, proved } from '../../server/modules/outreach/lift/pooled.ts';
import { audienceNeeded, smallestLift } from '../../server/modules/outreach/lift/sample-size.ts';
import { type Finding, near } from './finding.ts';

export const many = (): Finding[] => [...sizes(), ...badges(), ...pooling()];

function sizes(): Finding[] {
  const needed = (base: number, lift: number, holdOut: number) => audienceNeeded({ base, lift, holdOut });
  const least = (people: number, base: number, holdOut: number) =>
    100 * smallestLift({ people, base, holdOut })!;
  return [
    near('F: people for +30 % of 1 %, 5 % held out', needed(0.01, 0.3, 500), 217_750, 0.5),
    near('F: people for +20 % of 10 %, 10 % held out', needed(0.1, 0.2, 1_000), 21_853, 0.5),
    near('F: people for +50 % of 20 %, half held out', needed(0.2, 0.5, 5_000), 587, 0.5),
    near('F: least lift 500 people show at 1 %, 10 % held out, %', least(500, 0.01, 1_000), 1_077, 0.5),
    near('F: least lift 50,000 people show at 10 %, half held out, %', least(50_000, 0.1, 5_000), 8, 0.5),
  ];
}

function badges(): Finding[] {
  const roll = dice(71);
  const runs = 2_000;
  const raw = { falsely: 0, power: 0 };
  const held = { falsely: 0, power: 0 };
  for (let run = 0; run < runs; run++) {
    const ps = Array.from(
      { length: 100 },
      (_, i) => 2 * normalCdf(-Math.abs(roll.normal() + (i < 80 ? 0 : 2.8))),
    );
    tally(
      raw,
      ps.map((p) => p < 0.05),
    );
    tally(held, proved(ps));
  }
  const percent = (n: number) => (100 * n) / runs;
  return [
    near('F: false among claimed, raw, %', percent(raw.falsely), 19.2, 1),
    near('F: false among claimed, Benjamini-Hochberg, %', percent(held.falsely), 3.9, 0.5),
    near('F: real ones found, raw, %', percent(raw.power), 80, 1.5),
    near('F: real ones found, Benjamini-Hochberg, %', percent(held.power), 51, 1.5),
  ];
}

function tally(sums: { falsely: number; power: number }, claimed: readonly boolean[]): void {
  const falsely = claimed.slice(0, 80).filter(Boolean).length;
  const truly = claimed.slice(80).filter(Boolean).length;
  sums.falsely += falsely + truly === 0 ? 0 : falsely / (falsely + truly);
  sums.power += truly / 20;
}

function pooling(): Finding[] {
  const paper = [
    { campaigns: 1, right: 0.909, found: 16 },
    { campaigns: 5, right: 0.945, found: 26 },
    { campaigns: 20, right: 0.949, found: 69 },
    { campaigns: 60, right: 0.957, found: 98 },
  ];
  return paper.flatMap(({ campaigns, right, found }) => [
    near(
      `G: pooled interval right, ${campaigns} broadcasts`,
      1 - claims(campaigns, 0, 80 + campaigns),
      right,
      0.015,
    ),
    near(
      `G: +30 % found, ${campaigns} broadcasts, %`,
      100 * claims(campaigns, 0.3, 81 + campaigns),
      found,
      3,
    ),
  ]);
}

/** Share of runs in which the pooled interval of broadcasts to 600 people, a fifth held out, leaves out zero. */
function claims(campaigns: number, lift: number, seed: number): number {
  const roll = dice(seed);
  const runs = 4_000;
  let claimed = 0;
  for (let run = 0; run < runs; run++) {
    const strata = Array.from({ length: campaigns }, () => {
      const p0 = 0.01 + 0.05 * roll.uniform();
      return { x1: roll.binomial(480, p0 * (1 + lift)), n1: 480, x0: roll.binomial(120, p0), n0: 120 };
    });
    const { at, error } = mantelHaenszel(strata);
    if (Math.abs(at) > Z95 * error) claimed++;
  }
  return claimed / runs;
}
