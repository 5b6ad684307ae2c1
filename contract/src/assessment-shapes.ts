// What assessment is made of: forms and their indicators, who answers them, the stages of a cycle, what a result shows.
import * as z from 'zod';
import { DepartmentId, MemberId } from './ids.ts';

const text = (most: number) => z.string().trim().max(most);
const key = z.string().regex(/^[\w-]{1,40}$/);
/** Parts of ten thousand. */
const basisPoints = z.number().int().min(0).max(10_000);
/** Integer hundredths; results lie between 0 and 100.00 whatever the scale an indicator is answered on. */
export const ScoreX100 = z.number().int().min(0).max(10_000);

/** Who answers about whom: the person, who leads them, colleagues, and those they lead. */
export const relations = ['self', 'manager', 'peer', 'report'] as const;
export const Relation = z.enum(relations);
export type Relation = z.infer<typeof Relation>;

/** Numbers the house itself knows about a period. */
export const metrics = ['tasks_done', 'attendance_rate'] as const;
export const Metric = z.enum(metrics);
export type Metric = z.infer<typeof Metric>;

export const AssessmentItem = z.object({
  id: key,
  kind: z.enum(['kpi', 'okr', 'competency']),
  name: text(60).min(1),
  en: text(120).nullable().default(null),
  about: text(1_000).default(''),
  weightBp: basisPoints.min(1),
  /** kpi: what was aimed at, in words */
  target: text(200).default(''),
  /** answers lie between 0 and this */
  scale: z.union([z.literal(5), z.literal(10), z.literal(100)]),
  /** kpi: where the actual number comes from; null: written by hand */
  metric: Metric.nullable().default(null),
  /** who is asked for it */
  relations: z.array(Relation).min(1).max(4),
});
export type AssessmentItem = z.infer<typeof AssessmentItem>;

export const Grade = z.object({
  key: text(12).min(1),
  name: text(20).min(1),
  en: text(40).nullable().default(null),
  /** results from here on up to the next better grade */
  from: ScoreX100,
  /** the share of people it should hold; null: any */
  share: z.object({ minBp: basisPoints, maxBp: basisPoints }).nullable().default(null),
});
export type Grade = z.infer<typeof Grade>;

/** A version of a form. It never changes: whoever changes a template makes the next version. */
export const AssessmentForm = z.object({
  items: z.array(AssessmentItem).min(1).max(50),
  /** how much each relation counts in a result; those nobody answered, or too few, count for nothing */
  weights: z.record(Relation, basisPoints),
  /** best first; the last one begins at 0 */
  grades: z.array(Grade).min(1).max(10),
  /** how far a share may lie outside */
  toleranceBp: basisPoints.default(0),
  /** answers of colleagues are shown and counted from so many on */
  floor: z.number().int().min(3).max(20).default(3),
  /** whether the person reads what others wrote */
  comments: z.boolean().default(true),
});
export type AssessmentForm = z.infer<typeof AssessmentForm>;

export const stageKinds = ['self', 'peer', 'manager', 'calibration', 'published', 'appeal'] as const;
export const StageKind = z.enum(stageKinds);
export type StageKind = z.infer<typeof StageKind>;

export const AssessmentStage = z.object({
  kind: StageKind,
  /** first and last day, wall time of the company */
  opens: z.iso.date(),
  closes: z.iso.date(),
  /** the next one does not begin before everybody has answered or was excused */
  mandatory: z.boolean(),
});
export type AssessmentStage = z.infer<typeof AssessmentStage>;

/** What a company decides when it plans a cycle. */
export const CyclePlan = z.object({
  name: text(60).min(1),
  en: text(120).nullable().default(null),
  /** the time that is assessed */
  from: z.iso.date(),
  to: z.iso.date(),
  scope: z.object({
    all: z.boolean(),
    memberIds: z.array(MemberId).max(500).default([]),
    departmentIds: z.array(DepartmentId).max(200).default([]),
  }),
  /** team: colleagues with the same leader are asked, at most eight; leaders may change it */
  peers: z.enum(['none', 'team']).default('team'),
  /** those a person leads are asked about them */
  reports: z.boolean().default(false),
  stages: z.array(AssessmentStage).min(2).max(6),
});
export type CyclePlan = z.infer<typeof CyclePlan>;

/** The number behind an indicator, and how it came about. */
export const Actual = z.object({
  itemId: key,
  metric: Metric,
  /** tasks_done: how many; attendance_rate: hundredths of a percent; null: nothing to count */
  value: z.number().int().nullable(),
  /** what it was divided by: days that asked for work */
  of: z.number().int().nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
  takenAt: z.iso.datetime(),
});
export type Actual = z.infer<typeof Actual>;

export const ItemAnswer = z.object({
  itemId: key,
  /** hundredths on the scale of the indicator; null: not answered yet */
  score: z.number().int().min(0).max(10_000).nullable(),
  comment: text(2_000).default(''),
  /** kpi without a metric: what was reached, in words */
  actual: text(200).default(''),
});
export type ItemAnswer = z.infer<typeof ItemAnswer>;

/** What one relation said about a person. Nothing of colleagues is said below the floor, not even how many they were. */
export const GroupView = z.object({
  relation: Relation,
  shown: z.boolean(),
  count: z.number().int().nullable(),
  mean: ScoreX100.nullable(),
  items: z.array(
    z.object({
      itemId: key,
      /** hundredths on the scale of the indicator */
      mean: z.number().int().nullable(),
      /** in no order that says whose they are */
      comments: z.array(z.string()),
      actuals: z.array(z.string()),
    }),
  ),
});
export type GroupView = z.infer<typeof GroupView>;
