// The stages of a cycle: their order, and when the next one may begin.
import {
  type AssessmentStage,
  type Relation,
  type StageKind,
  stageKinds,
} from '@teahouse/contract/assessment-shapes';

/** Days in order, kinds in their one order, and those without which there is no result. */
export function stagesFit(stages: readonly AssessmentStage[]): boolean {
  const places = stages.map((s) => stageKinds.indexOf(s.kind));
  const kinds = new Set(stages.map((s) => s.kind));
  return (
    (['manager', 'calibration', 'published'] as const).every((k) => kinds.has(k)) &&
    places.every((p, i) => i === 0 || p > places[i - 1]!) &&
    stages.every((s, i) => s.opens <= s.closes && (i === 0 || s.opens >= stages[i - 1]!.closes))
  );
}

/** In which stage a relation answers. */
export const stageOf = (relation: Relation): StageKind => (relation === 'report' ? 'peer' : relation);

export type Step =
  | { to: StageKind | 'closed' }
  /** unfinished: somebody must answer first; early: its days have not come; publish: results are published by a person */
  | { refused: 'unfinished' | 'early' | 'publish' };

/**
 * What follows the current stage. Time ends a stage the day after it closes; an administrator ends it before, and begins the next one
 * before its day. Neither passes over anybody whose answer a mandatory stage waits for; appeals under way are waited for likewise.
 */
export function nextStep(
  stages: readonly AssessmentStage[],
  current: StageKind,
  { unfinished, today, by }: { unfinished: number; today: string; by: 'time' | 'admin' },
): Step {
  const at = stages.findIndex((s) => s.kind === current);
  const [stage, next] = [stages[at]!, stages[at + 1]];
  if (next?.kind === 'published') return { refused: 'publish' };
  if (by === 'time' && (today <= stage.closes || (next && today < next.opens))) return { refused: 'early' };
  if (unfinished > 0 && (stage.mandatory || current === 'appeal')) return { refused: 'unfinished' };
  return { to: next?.kind ?? 'closed' };
}
