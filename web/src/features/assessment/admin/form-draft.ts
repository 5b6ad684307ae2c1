import type { AssessmentTemplate } from '../../../../../contract/src/assessment-admin.ts';
import type {
  AssessmentForm,
  AssessmentItem,
  Relation,
} from '../../../../../contract/src/assessment-shapes.ts';
import { relations } from '../../../../../contract/src/assessment-shapes.ts';

/** A form while it is typed: shares are percents as text. */
export interface ItemDraft extends Pick<
  AssessmentItem,
  'id' | 'kind' | 'name' | 'scale' | 'target' | 'metric'
> {
  about: string;
  en: string | null;
  percent: string;
  relations: Relation[];
}
export interface GradeDraft {
  key: string;
  name: string;
  en: string | null;
  from: string;
  /** '' any number of people */
  most: string;
  leastBp: number;
}
export interface FormDraft {
  name: string;
  en: string | null;
  items: ItemDraft[];
  weights: Record<Relation, string>;
  grades: GradeDraft[];
  toleranceBp: number;
  floor: string;
  comments: boolean;
}

export const newItem = (): ItemDraft => ({
  id: `i${crypto.randomUUID().slice(0, 8)}`,
  kind: 'kpi',
  name: '',
  en: null,
  about: '',
  target: '',
  scale: 100,
  metric: null,
  percent: '',
  relations: ['self', 'manager'],
});

export const newGrade = (): GradeDraft => ({ key: '', name: '', en: null, from: '', most: '', leastBp: 0 });

export function draftOf(t: AssessmentTemplate | null): FormDraft {
  const form = t?.form;
  return {
    name: t?.name ?? '',
    en: t?.en ?? null,
    items: form?.items.map((i) => ({ ...i, percent: String(i.weightBp / 100) })) ?? [
      { ...newItem(), percent: '100' },
    ],
    weights: Object.fromEntries(
      relations.map((r) => [
        r,
        String((form?.weights[r] ?? { self: 2_000, manager: 8_000, peer: 0, report: 0 }[r]) / 100),
      ]),
    ) as Record<Relation, string>,
    grades: form?.grades.map((g) => ({
      ...g,
      from: String(g.from / 100),
      most: g.share ? String(g.share.maxBp / 100) : '',
      leastBp: g.share?.minBp ?? 0,
    })) ?? [
      { ...newGrade(), key: 'A', from: '90' },
      { ...newGrade(), key: 'B', from: '75' },
      { ...newGrade(), key: 'C', from: '0' },
    ],
    toleranceBp: form?.toleranceBp ?? 0,
    floor: String(form?.floor ?? 3),
    comments: form?.comments ?? true,
  };
}

export const hundredths = (percent: string): number => Math.round(Number(percent || 0) * 100);
export const sumOf = (percents: readonly string[]): number =>
  percents.reduce((sum, p) => sum + hundredths(p), 0);

/** What is sent; undefined while something is missing or does not add up. */
export function formOf(d: FormDraft): AssessmentForm | undefined {
  const whole =
    d.name.trim() !== '' &&
    sumOf(d.items.map((i) => i.percent)) === 10_000 &&
    sumOf(Object.values(d.weights)) === 10_000 &&
    d.items.every((i) => i.name.trim() !== '' && i.relations.length > 0) &&
    d.grades.every((g) => g.key.trim() !== '' && g.name.trim() !== '');
  if (!whole) return undefined;
  return {
    items: d.items.map(({ percent, ...i }) => ({
      ...i,
      name: i.name.trim(),
      metric: i.kind === 'kpi' ? i.metric : null,
      weightBp: hundredths(percent),
    })),
    weights: Object.fromEntries(
      relations.map((r) => [r, hundredths(d.weights[r])]),
    ) as AssessmentForm['weights'],
    grades: d.grades.map(({ most, leastBp, from, ...g }) => ({
      ...g,
      key: g.key.trim(),
      name: g.name.trim(),
      from: hundredths(from),
      share: most === '' ? null : { minBp: leastBp, maxBp: hundredths(most) },
    })),
    toleranceBp: d.toleranceBp,
    floor: Number(d.floor),
    comments: d.comments,
  };
}
