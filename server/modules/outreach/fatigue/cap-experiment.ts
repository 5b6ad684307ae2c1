// People are drawn into caps of 0, 1, 2 or 4 marketing touches a week for 8 to 12 weeks; what comes of it says which cap to keep.
import { bucketOf } from '../lift/assign.ts';
import type { Estimate } from '../lift/counts.ts';
import { wilson } from '../lift/intervals.ts';
import { welch } from '../lift/welch.ts';

export const CAPS_TRIED = [0, 1, 2, 4] as const;

/** The cap a person lives under during an experiment, the same in every process; every cap gets an even share. */
export function capFor(
  { salt, personId }: { salt: string; personId: string },
  caps: readonly number[] = CAPS_TRIED,
): number {
  return caps[Math.floor((bucketOf(salt, personId) * caps.length) / 10_000)]!;
}

export interface CapArm {
  /** touches a week */
  cap: number;
  people: number;
  /** of all people together */
  conversions: number;
  /** sum over people of their conversions squared; the same as `conversions` when each counts once */
  squares: number;
  optOuts: number;
}

export interface CapFinding {
  cap: number;
  perPerson: number;
  optOut: Estimate;
  /** conversions per person less those of the best arm; null for the best itself */
  behindBest: Estimate | null;
  withinLimit: boolean;
  belowBest: boolean;
}

export interface Recommendation {
  /** null when every cap loses too many people */
  cap: number | null;
  arms: CapFinding[];
}

/**
 * The highest cap whose opt-outs stay under the limit (share of people, by the upper end of its 95 % interval) and whose conversions are
 * not significantly below those of the best such arm. Only arms that were drawn by lot may be compared so.
 */
export function recommendCap(arms: readonly CapArm[], optOutLimit: number): Recommendation {
  const within = arms.filter((arm) => wilson(arm.optOuts, arm.people).hi < optOutLimit);
  const best = (within.length > 0 ? within : arms).reduce((a, b) => (mean(b) > mean(a) ? b : a));
  const findings = arms.map((arm): CapFinding => {
    const behindBest = arm === best ? null : welch(sampleOfArm(arm), sampleOfArm(best));
    return {
      cap: arm.cap,
      perPerson: mean(arm),
      optOut: { at: arm.optOuts / arm.people, ...wilson(arm.optOuts, arm.people) },
      behindBest,
      withinLimit: within.includes(arm),
      belowBest: behindBest !== null && behindBest.hi < 0,
    };
  });
  const kept = findings.filter((f) => f.withinLimit && !f.belowBest).map((f) => f.cap);
  return { cap: kept.length > 0 ? Math.max(...kept) : null, arms: findings };
}

const mean = (arm: CapArm): number => arm.conversions / arm.people;

const sampleOfArm = (arm: CapArm) => ({
  n: arm.people,
  mean: mean(arm),
  variance: (arm.squares - arm.people * mean(arm) ** 2) / (arm.people - 1),
});
