// The words on the screen, as data. A result is an effect shown, or no effect larger than X, or too small to tell.
import type { Counts, Estimate } from './counts.ts';
import { incremental, newcombe, relativeLift } from './intervals.ts';
import { audienceNeeded } from './sample-size.ts';
import { boundaries } from './spending.ts';
import { type ArmSizes, type MismatchCause, mismatchOf } from './srm.ts';

const LEAST_PEOPLE = 500;
const WORTHWHILE = 0.2;

export interface Trial {
  /** as analysed; everybody assigned counts */
  counts: Counts;
  /** as stored before the first message */
  assigned: ArmSizes;
  /** of 10,000 */
  holdOut: number;
  /** information of the looks taken so far, this one last (see `informationAt`); the horizon's is 1 */
  looks: readonly number[];
  /** smallest relative lift that would be worth the messages; 0.2 unless said */
  worthwhile?: number;
}

interface Measure {
  /** the difference of shares, with the interval of this look */
  difference: Estimate;
  /** conversions that would not have happened */
  incremental: Estimate;
  /** null below five conversions in the hold-out */
  relative: Estimate | null;
  /** the boundary used in the place of 1.96 */
  z: number;
  /** whether this is the horizon: nothing changes afterwards */
  final: boolean;
}

export type Verdict =
  | ({ kind: 'effect'; lo: number; hi: number } & Measure)
  | ({ kind: 'noEffectLargerThan'; x: number } & Measure)
  | ({ kind: 'tooSmall'; needed: number } & Measure)
  /** below 500 people a broadcast says nothing alone; it counts in the pooled result */
  | { kind: 'pooledOnly'; people: number; needed: number }
  | { kind: 'hidden'; p: number; causes: MismatchCause[] };

/** What may be said of one broadcast at this look. Shares and their differences are 0..1. */
export function verdictOf({ counts, assigned, holdOut, looks, worthwhile = WORTHWHILE }: Trial): Verdict {
  const { mismatch, p, causes } = mismatchOf({
    holdOut,
    assigned,
    analysed: { n1: counts.n1, n0: counts.n0 },
  });
  if (mismatch) return { kind: 'hidden', p, causes };
  const people = counts.n1 + counts.n0;
  if (people < LEAST_PEOPLE || counts.n1 === 0 || counts.n0 === 0)
    return { kind: 'pooledOnly', people, needed: LEAST_PEOPLE };
  const z = boundaries(looks).at(-1)!;
  const difference = newcombe(counts, z);
  const measure: Measure = {
    difference,
    incremental: incremental(difference, counts.n1),
    relative: relativeLift(counts, z),
    z,
    final: looks.at(-1) === 1,
  };
  const { lo, hi } = difference;
  if (lo > 0 || hi < 0) return { kind: 'effect', lo, hi, ...measure };
  const x = Math.max(-lo, hi);
  const base = baseOf(counts);
  if (x <= worthwhile * base) return { kind: 'noEffectLargerThan', x, ...measure };
  return { kind: 'tooSmall', needed: neededFor(people, x, base, holdOut, worthwhile), ...measure };
}

/** What converts without being contacted; with few conversions the arms speak together. */
function baseOf({ x1, n1, x0, n0 }: Counts): number {
  return x0 >= 5 ? x0 / n0 : (x1 + x0 + 0.5) / (n1 + n0 + 1);
}

/** People for four chances in five, and never fewer than shrink the interval seen to what is worthwhile. */
function neededFor(people: number, reach: number, base: number, holdOut: number, worthwhile: number): number {
  const planned = audienceNeeded({ base, lift: worthwhile, holdOut });
  return Math.max(planned, Math.ceil(people * (reach / (worthwhile * base)) ** 2));
}
