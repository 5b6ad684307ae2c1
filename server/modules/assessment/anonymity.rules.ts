// What may be said about answers without saying whose they are. Relations are disjoint, and each is shown whole or not at all; what is
// not shown counts for nothing either, so no difference of two numbers holds fewer people than the floor.
import {
  type AssessmentForm,
  type GroupView,
  type Relation,
  relations,
} from '@teahouse/contract/assessment-shapes';
import { askedOf, type Fraction, formScore, halfEven, meanOf, type Scores } from './score.rules.ts';

/** One submitted form. */
export interface Answered {
  relation: Relation;
  scores: Scores;
  comments: ReadonlyMap<string, string>;
  actuals: ReadonlyMap<string, string>;
}

/** These two speak in their own name. */
const named = (relation: Relation): boolean => relation === 'self' || relation === 'manager';

/** The answers that may be used, by relation: all of a relation, or none. */
function usable(form: AssessmentForm, answers: readonly Answered[]): [Relation, Answered[]][] {
  return relations.map((relation) => {
    const mine = answers.filter((a) => a.relation === relation);
    return [relation, named(relation) || mine.length >= form.floor ? mine : []];
  });
}

const even = (values: readonly (Fraction | null)[]): Fraction | null =>
  meanOf(values.flatMap((value) => (value ? [{ weight: 1, value }] : [])));

const groupMean = (form: AssessmentForm, relation: Relation, answers: readonly Answered[]): Fraction | null =>
  even(answers.map((a) => formScore(askedOf(form, relation), a.scores)));

/** The result that answers add up to, in hundredths of 100; null where nobody who counts has answered. */
export function scoreOf(form: AssessmentForm, answers: readonly Answered[]): number | null {
  const parts = usable(form, answers).flatMap(([relation, mine]) => {
    const value = groupMean(form, relation, mine);
    return value ? [{ weight: form.weights[relation], value }] : [];
  });
  const mean = meanOf(parts);
  return mean && halfEven(mean);
}

/**
 * What each relation said. `sortKey` gives words a place that depends on nothing but the words and where they stand; who wrote
 * several of them cannot be told from their places.
 */
export function groupViews(
  form: AssessmentForm,
  answers: readonly Answered[],
  sortKey: (itemId: string, words: string) => string,
): GroupView[] {
  return usable(form, answers)
    .filter(([relation]) => answers.some((a) => a.relation === relation))
    .map(([relation, mine]) => {
      const shown = mine.length > 0;
      const mean = groupMean(form, relation, mine);
      const words = (itemId: string, of: 'comments' | 'actuals') =>
        mine
          .flatMap((a) => a[of].get(itemId) || [])
          .toSorted((a, b) => (sortKey(itemId, a) < sortKey(itemId, b) ? -1 : 1));
      return {
        relation,
        shown,
        count: shown ? mine.length : null,
        mean: mean && halfEven(mean),
        items: !shown
          ? []
          : askedOf(form, relation).map(({ id }) => {
              const each = even(mine.map((a) => ({ over: BigInt(a.scores.get(id) ?? 0), under: 1n })));
              return {
                itemId: id,
                mean: each && halfEven(each),
                comments: words(id, 'comments'),
                actuals: words(id, 'actuals'),
              };
            }),
      };
    });
}
