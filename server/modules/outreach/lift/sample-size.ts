// How many people it takes (Fleiss, Levin and Paik 2003, 4.14: two shares, unequal arms, no continuity correction), 80 % power, 5 % two-sided.
import { Z95 } from './counts.ts';

const Z80 = 0.8416212335729143;

export interface Design {
  /** share that converts without being contacted, 0..1 */
  base: number;
  /** relative: 0.3 is +30 % */
  lift: number;
  /** of 10,000 */
  holdOut: number;
}

/** People in both arms together that show this lift four times in five. */
export const audienceNeeded = (design: Design): number => Math.ceil(exactly(design));

/** The smallest relative lift that this many people show four times in five; null where even everybody converting would not do. */
export function smallestLift({
  people,
  base,
  holdOut,
}: {
  people: number;
  base: number;
  holdOut: number;
}): number | null {
  let lo = 0;
  let hi = 1 / base - 1;
  if (exactly({ base, lift: hi, holdOut }) > people) return null;
  for (let i = 0; i < 100; i++) {
    const lift = (lo + hi) / 2;
    if (exactly({ base, lift, holdOut }) > people) lo = lift;
    else hi = lift;
  }
  return hi;
}

/** Shares of 10,000 that may be held out, least first. */
const HOLD_OUTS = [500, 1_000, 2_000, 5_000];

/** The smallest hold-out (of 10,000) that can show this lift in this audience; half where none can. */
export function holdOutFor({ people, base, lift }: { people: number; base: number; lift: number }): number {
  return HOLD_OUTS.find((holdOut) => audienceNeeded({ base, lift, holdOut }) <= people) ?? 5_000;
}

function exactly({ base, lift, holdOut }: Design): number {
  const held = holdOut / 10_000;
  const served = 1 - held;
  const p1 = Math.min(1, base * (1 + lift));
  const pooled = served * p1 + held * base;
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 / held + 1 / served));
  const underLift = Math.sqrt((base * (1 - base)) / held + (p1 * (1 - p1)) / served);
  return ((Z95 * underNull + Z80 * underLift) / (p1 - base)) ** 2;
}
