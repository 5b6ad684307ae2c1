// Sample-ratio mismatch: a result whose arms do not have the sizes they were given is hidden, whatever it says.
import { chiSquareTail } from './distributions.ts';

const THRESHOLD = 0.001;

export interface ArmSizes {
  n1: number;
  n0: number;
}

/** What may have happened, most likely first; the screen has a sentence for each. */
export type MismatchCause = 'rowsLost' | 'rowsAdded' | 'audienceChanged' | 'splitChanged';

export interface Mismatch {
  /** the smaller of the two p values */
  p: number;
  mismatch: boolean;
  causes: MismatchCause[];
}

/**
 * Two chi-square tests of one degree of freedom at p < 0.001. The arms as assigned against the split (`holdOut` of 10,000); and, since who
 * was assigned is stored, whether the arms lost people on the way to the analysis at different rates. The second sees far smaller losses.
 */
export function mismatchOf(input: { holdOut: number; assigned: ArmSizes; analysed: ArmSizes }): Mismatch {
  const { assigned, analysed, holdOut } = input;
  const added = analysed.n1 > assigned.n1 || analysed.n0 > assigned.n0;
  const split = splitTest(assigned, holdOut);
  const loss = added ? 0 : lossTest(assigned, analysed);
  const causes: MismatchCause[] = [];
  if (added) causes.push('rowsAdded');
  else if (loss < THRESHOLD) causes.push('rowsLost');
  if (split < THRESHOLD) causes.push('splitChanged', 'audienceChanged');
  return { p: Math.min(split, loss), mismatch: causes.length > 0, causes };
}

/** p of the arms' sizes under the design split. */
export function splitTest({ n1, n0 }: ArmSizes, holdOut: number): number {
  const expected = ((n1 + n0) * holdOut) / 10_000;
  const variance = expected * (1 - holdOut / 10_000);
  if (variance === 0) return n0 === expected ? 1 : 0;
  return chiSquareTail((n0 - expected) ** 2 / variance, 1);
}

/** p of "lost" being independent of the arm. */
function lossTest(assigned: ArmSizes, analysed: ArmSizes): number {
  const people = assigned.n1 + assigned.n0;
  const lost1 = assigned.n1 - analysed.n1;
  const lost = people - analysed.n1 - analysed.n0;
  if (lost === 0 || lost === people || assigned.n1 === 0 || assigned.n0 === 0) return 1;
  const off = lost1 * people - lost * assigned.n1;
  return chiSquareTail(
    (off / people) ** 2 * (people ** 3 / (lost * (people - lost) * assigned.n1 * assigned.n0)),
    1,
  );
}
