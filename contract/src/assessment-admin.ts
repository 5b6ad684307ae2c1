// Running assessment: forms, cycles, progress, calibration and publishing.
import * as z from 'zod';
import { ReviewState } from './assessment.ts';
import {
  AssessmentForm,
  AssessmentStage,
  CyclePlan,
  Relation,
  ScoreX100,
  StageKind,
} from './assessment-shapes.ts';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { AssessmentCycleId, AssessmentTemplateId, MemberId, ReviewId } from './ids.ts';

const when = z.iso.datetime();
const Done = z.object({});
const text = (most: number) => z.string().trim().max(most);
const reason = text(500).min(1);

export const AssessmentTemplate = z.object({
  id: AssessmentTemplateId,
  name: z.string(),
  en: z.string().nullable(),
  version: z.number().int(),
  form: AssessmentForm,
  retired: z.boolean(),
});
export type AssessmentTemplate = z.infer<typeof AssessmentTemplate>;
const TemplateInput = z.object({
  name: text(60).min(1),
  en: text(120).nullable().default(null),
  form: AssessmentForm,
});

export const AdminCycle = CyclePlan.extend({
  id: AssessmentCycleId,
  state: z.enum(['draft', 'running', 'closed']),
  /** null: not begun */
  stage: StageKind.nullable(),
  templateId: AssessmentTemplateId,
  templateName: z.string(),
  /** pinned when the cycle began */
  version: z.number().int(),
  stages: z.array(AssessmentStage),
  people: z.number().int(),
  /** of those asked in the present stage */
  asked: z.number().int(),
  answered: z.number().int(),
});
export type AdminCycle = z.infer<typeof AdminCycle>;
const PlanInput = CyclePlan.extend({ templateId: AssessmentTemplateId });

/** One person in a cycle, and who is asked about them. What they answered is nobody's to see here. */
export const ProgressLine = z.object({
  member: MemberBrief,
  reviews: z.array(z.object({ id: ReviewId, reviewerId: MemberId, relation: Relation, state: ReviewState })),
});
export type ProgressLine = z.infer<typeof ProgressLine>;

export const CalibrationLine = z.object({
  member: MemberBrief,
  /** what the answers add up to; null: nobody who counts has answered */
  computed: ScoreX100.nullable(),
  /** after calibration */
  score: ScoreX100.nullable(),
  grade: z.string().nullable(),
  /** why it was changed, newest first */
  changes: z.array(
    z.object({ before: ScoreX100.nullable(), after: ScoreX100, reason: z.string(), by: MemberId, at: when }),
  ),
});
export type CalibrationLine = z.infer<typeof CalibrationLine>;

export const GradeShare = z.object({
  key: z.string(),
  count: z.number().int(),
  least: z.number().int().nullable(),
  most: z.number().int().nullable(),
  kept: z.boolean(),
});
export type GradeShare = z.infer<typeof GradeShare>;

const oneTemplate = z.object({ templateId: AssessmentTemplateId });
const oneCycle = z.object({ cycleId: AssessmentCycleId });
const planFaults = [
  'assessment.bad_stages',
  'assessment.template_not_found',
  'assessment.unknown_member',
  'directory.department_not_found',
] as const;

export const assessmentAdmin = {
  listAssessmentTemplates: endpoint({
    method: 'GET',
    path: '/admin/assessment/templates',
    summary: 'All forms, those in use first, each in its newest version',
    who: 'admin:assessment',
    input: z.object({}),
    output: z.object({ templates: z.array(AssessmentTemplate) }),
    errors: [],
  }),
  createAssessmentTemplate: endpoint({
    method: 'POST',
    path: '/admin/assessment/templates',
    summary: 'A new form',
    who: 'admin:assessment',
    input: TemplateInput,
    output: AssessmentTemplate,
    errors: ['assessment.bad_form'],
  }),
  changeAssessmentTemplate: endpoint({
    method: 'PUT',
    path: '/admin/assessment/templates/:templateId',
    summary: 'The next version of a form; cycles keep the one they began with',
    who: 'admin:assessment',
    input: oneTemplate.extend(TemplateInput.shape),
    output: AssessmentTemplate,
    errors: ['assessment.template_not_found', 'assessment.bad_form'],
  }),
  retireAssessmentTemplate: endpoint({
    method: 'PUT',
    path: '/admin/assessment/templates/:templateId/retired',
    summary: 'Take a form out of use, or back into it',
    who: 'admin:assessment',
    input: oneTemplate.extend({ retired: z.boolean() }),
    output: Done,
    errors: ['assessment.template_not_found'],
  }),
  listCycles: endpoint({
    method: 'GET',
    path: '/admin/assessment/cycles',
    summary: 'All cycles, newest first',
    who: 'admin:assessment',
    input: z.object({}),
    output: z.object({ cycles: z.array(AdminCycle) }),
    errors: [],
  }),
  createCycle: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles',
    summary: 'Plan a cycle',
    who: 'admin:assessment',
    input: PlanInput,
    output: AdminCycle,
    errors: planFaults,
  }),
  changeCycle: endpoint({
    method: 'PUT',
    path: '/admin/assessment/cycles/:cycleId',
    summary: 'Change a plan. Once the cycle runs, only its name and the last days of its stages',
    who: 'admin:assessment',
    input: oneCycle.extend(PlanInput.shape),
    output: AdminCycle,
    errors: ['assessment.cycle_not_found', 'assessment.not_a_draft', ...planFaults],
  }),
  removeCycle: endpoint({
    method: 'DELETE',
    path: '/admin/assessment/cycles/:cycleId',
    summary: 'Delete a plan that has not begun',
    who: 'admin:assessment',
    input: oneCycle,
    output: Done,
    errors: ['assessment.cycle_not_found', 'assessment.not_a_draft'],
  }),
  startCycle: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles/:cycleId/start',
    summary: 'Begin: who is assessed, by whom, and on which version of the form stay as they are now',
    who: 'admin:assessment',
    input: oneCycle,
    output: AdminCycle,
    errors: [
      'assessment.cycle_not_found',
      'assessment.not_a_draft',
      'assessment.nobody',
      'assessment.template_not_found',
    ],
  }),
  advanceCycle: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles/:cycleId/advance',
    summary: 'End the present stage before its time, where nobody must still answer',
    who: 'admin:assessment',
    input: oneCycle.extend({ stage: StageKind }),
    output: AdminCycle,
    errors: [
      'assessment.cycle_not_found',
      'assessment.not_running',
      'assessment.wrong_stage',
      'assessment.unfinished',
      'assessment.publish_first',
    ],
  }),
  getCycleProgress: endpoint({
    method: 'GET',
    path: '/admin/assessment/cycles/:cycleId/progress',
    summary: 'Everybody in a cycle and who is asked about them; a page of a hundred',
    who: 'admin:assessment',
    input: oneCycle.extend({ after: MemberId.optional() }),
    output: z.object({ lines: z.array(ProgressLine), more: z.boolean() }),
    errors: ['assessment.cycle_not_found'],
  }),
  remindReviewers: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles/:cycleId/reminders',
    summary: 'A card to everybody whose form of the present stage is missing; once a day at most',
    who: 'admin:assessment',
    input: oneCycle,
    output: z.object({ people: z.number().int() }),
    errors: ['assessment.cycle_not_found', 'assessment.not_running'],
  }),
  amendCycle: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles/:cycleId/people',
    summary: 'Take people into a running cycle or out of it, before calibration; the reason is kept',
    who: 'admin:assessment',
    input: oneCycle.extend({
      add: z.array(MemberId).max(100).default([]),
      remove: z.array(MemberId).max(100).default([]),
      reason,
    }),
    output: AdminCycle,
    errors: ['assessment.cycle_not_found', 'assessment.wrong_stage', 'assessment.unknown_member'],
  }),
  setLeader: endpoint({
    method: 'PUT',
    path: '/admin/assessment/cycles/:cycleId/reviewees/:memberId/leader',
    summary: 'Who assesses somebody as their leader, where the directory knows none or the wrong one',
    who: 'admin:assessment',
    input: oneCycle.extend({ memberId: MemberId, leaderId: MemberId }),
    output: Done,
    errors: [
      'assessment.cycle_not_found',
      'assessment.wrong_stage',
      'assessment.unknown_member',
      'assessment.spoke_already',
    ],
  }),
  excuseReview: endpoint({
    method: 'PUT',
    path: '/admin/assessment/reviews/:reviewId/excused',
    summary: 'Let a form go that nobody will fill in; one that was handed in stays',
    who: 'admin:assessment',
    input: z.object({ reviewId: ReviewId, excused: z.boolean() }),
    output: Done,
    errors: ['assessment.review_not_found', 'assessment.submitted', 'assessment.wrong_stage'],
  }),
  getCalibration: endpoint({
    method: 'GET',
    path: '/admin/assessment/cycles/:cycleId/calibration',
    summary: 'What everybody’s answers add up to, and how grades spread; from calibration on',
    who: 'admin:assessment',
    input: oneCycle,
    output: z.object({
      lines: z.array(CalibrationLine),
      shares: z.array(GradeShare),
      grades: AssessmentForm.shape.grades,
    }),
    errors: ['assessment.cycle_not_found', 'assessment.wrong_stage'],
  }),
  calibrate: endpoint({
    method: 'PUT',
    path: '/admin/assessment/cycles/:cycleId/calibration/:memberId',
    summary: 'Change somebody’s result before it is published; before, after, reason and who are kept',
    who: 'admin:assessment',
    input: oneCycle.extend({ memberId: MemberId, score: ScoreX100, reason }),
    output: z.object({ line: CalibrationLine, shares: z.array(GradeShare) }),
    errors: [
      'assessment.cycle_not_found',
      'assessment.wrong_stage',
      'assessment.unknown_member',
      'assessment.own_result',
    ],
  }),
  publishResults: endpoint({
    method: 'POST',
    path: '/admin/assessment/cycles/:cycleId/results',
    summary: 'Publish: everybody learns their result, which no longer changes',
    who: 'admin:assessment',
    input: oneCycle.extend({ waiver: text(500).default('') }),
    output: AdminCycle,
    errors: [
      'assessment.cycle_not_found',
      'assessment.wrong_stage',
      'assessment.no_score',
      'assessment.shares',
    ],
  }),
  exportResults: endpoint({
    method: 'GET',
    path: '/admin/assessment/cycles/:cycleId/results/export',
    summary: 'What was published, everybody’s newest version, as an XLSX workbook',
    who: 'admin:assessment',
    input: oneCycle.extend({ locale: z.enum(['zh', 'en']).default('zh') }),
    output: z.unknown(),
    errors: ['assessment.cycle_not_found', 'assessment.wrong_stage'],
    raw: true,
  }),
};
