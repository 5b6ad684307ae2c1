// Weights, scores and grades. Fractions are exact until the one rounding at the end.
import type { AssessmentForm, AssessmentItem, Grade, Relation } from '@teahouse/contract/assessment-shapes';

export const WHOLE = 10_000;
/** Results lie between 0 and 100.00. */
const TOP = 100;

export interface Fraction {
  over: bigint;
  under: bigint;
}

/** What one person answered: hundredths on each indicator's own scale. */
export type Scores = ReadonlyMap<string, number>;

export const addsUp = (parts: readonly number[]): boolean => parts.reduce((sum, p) => sum + p, 0) === WHOLE;

/** To the nearest whole, halves to the even one. `under` is above zero, `over` not below. */
export function halfEven({ over, under }: Fraction): number {
  const [whole, rest] = [over / under, (over % under) * 2n];
  const up = rest > under || (rest === under && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole);
}

/** The weighted mean; parts without weight are left out, and nothing left is null. */
export function meanOf(parts: readonly { weight: number; value: Fraction }[]): Fraction | null {
  const weighty = parts.filter((p) => p.weight > 0);
  if (weighty.length === 0) return null;
  let sum: Fraction = { over: 0n, under: 1n };
  for (const { weight, value } of weighty)
    sum = {
      over: sum.over * value.under + BigInt(weight) * value.over * sum.under,
      under: sum.under * value.under,
    };
  const weights = weighty.reduce((n, p) => n + p.weight, 0);
  return { over: sum.over, under: sum.under * BigInt(weights) };
}

/** The items a relation is asked for. */
export const askedOf = (form: AssessmentForm, relation: Relation): AssessmentItem[] =>
  form.items.filter((i) => i.relations.includes(relation));

/** One form as hundredths of 100; null where an answer is missing. */
export function formScore(items: readonly AssessmentItem[], scores: Scores): Fraction | null {
  if (items.some((i) => !scores.has(i.id))) return null;
  return meanOf(
    items.map((i) => ({
      weight: i.weightBp,
      value: { over: BigInt(scores.get(i.id)!) * BigInt(TOP / i.scale), under: 1n },
    })),
  );
}

/** The first grade, from the best down, that a score reaches. */
export function gradeOf(grades: readonly Grade[], score: number): Grade {
  return grades.find((g) => score >= g.from) ?? grades.at(-1)!;
}

export interface Share {
  key: string;
  count: number;
  /** how many there may be; null: any number */
  least: number | null;
  most: number | null;
  kept: boolean;
}

/** How people spread over the grades, and where that leaves the shares agreed on. People do not come in parts: bounds are rounded outwards. */
export function spread(
  { grades, toleranceBp }: Pick<AssessmentForm, 'grades' | 'toleranceBp'>,
  given: readonly string[],
): Share[] {
  const all = given.length;
  return grades.map(({ key, share }) => {
    const count = given.filter((g) => g === key).length;
    if (!share) return { key, count, least: null, most: null, kept: true };
    const least = Math.max(0, Math.floor(((share.minBp - toleranceBp) * all) / WHOLE));
    const most = Math.min(all, Math.ceil(((share.maxBp + toleranceBp) * all) / WHOLE));
    return { key, count, least, most, kept: count >= least && count <= most };
  });
}

/** What is wrong with a form, by its part; empty: nothing. */
export function formFaults(form: AssessmentForm): ('items' | 'weights' | 'grades' | 'shares')[] {
  const { items, weights, grades } = form;
  const ids = items.map((i) => i.id);
  const keys = grades.map((g) => g.key);
  const weighed = (Object.keys(weights) as Relation[]).filter((r) => weights[r] > 0);
  const down = grades.every((g, i) => i === 0 || g.from < grades[i - 1]!.from);
  return [
    ...(addsUp(items.map((i) => i.weightBp)) && new Set(ids).size === ids.length ? [] : ['items' as const]),
    ...(addsUp(Object.values(weights)) && weighed.every((r) => askedOf(form, r).length > 0)
      ? []
      : ['weights' as const]),
    ...(down && grades.at(-1)?.from === 0 && new Set(keys).size === keys.length ? [] : ['grades' as const]),
    ...(grades.every((g) => !g.share || g.share.minBp <= g.share.maxBp) &&
    grades.reduce((n, g) => n + (g.share?.minBp ?? 0), 0) <= WHOLE
      ? []
      : ['shares' as const]),
  ];
}
