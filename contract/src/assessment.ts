// Assessment for those who take part: forms to fill in, a leader's team, one's own results.
import * as z from 'zod';
import {
  Actual,
  AssessmentForm,
  AssessmentItem,
  Grade,
  GroupView,
  ItemAnswer,
  Relation,
  ScoreX100,
  StageKind,
} from './assessment-shapes.ts';
import { endpoint } from './define.ts';
import { ApprovalId, AssessmentCycleId, MemberId, ObjectiveId, ReviewId } from './ids.ts';

const when = z.iso.datetime();
const day = z.iso.date();
const Done = z.object({});

/** waiting: nothing written yet; excused: an administrator let it go. */
export const ReviewState = z.enum(['waiting', 'draft', 'submitted', 'excused']);
export type ReviewState = z.infer<typeof ReviewState>;

const CycleLine = z.object({
  id: AssessmentCycleId,
  name: z.string(),
  en: z.string().nullable(),
  from: day,
  to: day,
});

/** One form that somebody is to fill in about somebody. */
export const AskedReview = z.object({
  id: ReviewId,
  cycle: CycleLine,
  revieweeId: MemberId,
  relation: Relation,
  state: ReviewState,
  /** its stage runs: it can be written */
  open: z.boolean(),
  dueOn: day,
});
export type AskedReview = z.infer<typeof AskedReview>;

/** An objective of the person, as far as the one who fills in the form may see it. */
export const ObjectiveLine = z.object({
  id: ObjectiveId,
  title: z.string(),
  progress: z.number().int().min(0).max(100),
  results: z.array(z.object({ title: z.string(), progress: z.number().int() })),
});

export const ReviewSheet = AskedReview.extend({
  /** only what this relation is asked for */
  items: z.array(AssessmentItem),
  answers: z.array(ItemAnswer),
  comment: z.string(),
  actuals: z.array(Actual),
  objectives: z.array(ObjectiveLine),
  /** leaders: what the person and colleagues said, by the rules of anonymity */
  others: z.array(GroupView),
  /** for the leader: what the person says about the whole; '' where they said nothing */
  ownWords: z.string(),
  savedAt: when.nullable(),
});
export type ReviewSheet = z.infer<typeof ReviewSheet>;

const ResultVersion = z.object({
  version: z.number().int(),
  score: ScoreX100,
  grade: z.string(),
  /** published: with the cycle; appeal: an appeal was granted; restored: that was taken back */
  source: z.enum(['published', 'appeal', 'restored']),
  at: when,
  acknowledgedAt: when.nullable(),
});

export const MyResult = z.object({
  cycle: CycleLine,
  stage: StageKind.or(z.literal('closed')),
  /** newest first; none is ever changed */
  versions: z.array(ResultVersion),
  form: AssessmentForm.pick({ items: true, weights: true, floor: true }).extend({ grades: z.array(Grade) }),
  actuals: z.array(Actual),
  groups: z.array(GroupView),
  /** what the leader said at large, where the form lets the person read it */
  leaderComment: z.string(),
  mayAppeal: z.boolean(),
  /** until when; null: no appeals in this cycle */
  appealUntil: day.nullable(),
  appeal: z.object({ approvalId: ApprovalId, state: z.enum(['running', 'granted', 'refused']) }).nullable(),
});
export type MyResult = z.infer<typeof MyResult>;

/** Somebody I lead, in a cycle that runs. Scores only once they are published. */
export const TeamLine = z.object({
  cycle: CycleLine,
  stage: StageKind.or(z.literal('closed')),
  revieweeId: MemberId,
  /** my own form about them */
  reviewId: ReviewId,
  state: ReviewState,
  self: ReviewState.nullable(),
  /** colleagues asked; whether they have answered is not said */
  peers: z.array(MemberId),
  mayChoosePeers: z.boolean(),
  result: z.object({ score: ScoreX100, grade: z.string(), gradeName: z.string() }).nullable(),
});
export type TeamLine = z.infer<typeof TeamLine>;

const oneReview = z.object({ reviewId: ReviewId });
const oneCycle = z.object({ cycleId: AssessmentCycleId });
const written = oneReview.extend({
  answers: z.array(ItemAnswer).max(50),
  comment: z.string().trim().max(4_000).default(''),
});

export const assessment = {
  listReviews: endpoint({
    method: 'GET',
    path: '/assessment/reviews',
    summary: 'Forms I am to fill in, and those of the last year that I have',
    who: 'member',
    input: z.object({}),
    output: z.object({ reviews: z.array(AskedReview) }),
    errors: [],
  }),
  getReview: endpoint({
    method: 'GET',
    path: '/assessment/reviews/:reviewId',
    summary: 'A form that is mine to fill in, with what is known about the person',
    who: 'member',
    input: oneReview,
    output: ReviewSheet,
    errors: ['assessment.review_not_found'],
  }),
  saveReviewDraft: endpoint({
    method: 'PUT',
    path: '/assessment/reviews/:reviewId/draft',
    summary: 'Keep what I have written so far; nobody sees it',
    who: 'member',
    input: written,
    output: z.object({ savedAt: when }),
    errors: [
      'assessment.review_not_found',
      'assessment.wrong_stage',
      'assessment.submitted',
      'assessment.bad_answer',
    ],
  }),
  submitReview: endpoint({
    method: 'PUT',
    path: '/assessment/reviews/:reviewId/submitted',
    summary: 'Hand in a form, or hand it in anew while its stage runs; every indicator has a score',
    who: 'member',
    input: written,
    output: Done,
    errors: ['assessment.review_not_found', 'assessment.wrong_stage', 'assessment.bad_answer'],
  }),
  listMyResults: endpoint({
    method: 'GET',
    path: '/assessment/results',
    summary: 'My published results, newest first',
    who: 'member',
    input: z.object({}),
    output: z.object({
      results: z.array(
        z.object({
          cycle: CycleLine,
          score: ScoreX100,
          gradeName: z.string(),
          gradeEn: z.string().nullable(),
          at: when,
          acknowledged: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  getMyResult: endpoint({
    method: 'GET',
    path: '/assessment/results/:cycleId',
    summary: 'My result in one cycle, how it came about, and every version of it',
    who: 'member',
    input: oneCycle,
    output: MyResult,
    errors: ['assessment.result_not_found'],
  }),
  acknowledgeResult: endpoint({
    method: 'PUT',
    path: '/assessment/results/:cycleId/acknowledged',
    summary: 'Say that I have seen the newest version of my result',
    who: 'member',
    input: oneCycle,
    output: Done,
    errors: ['assessment.result_not_found'],
  }),
  appealResult: endpoint({
    method: 'POST',
    path: '/assessment/results/:cycleId/appeals',
    summary:
      'Appeal against my result: a request for approval. Granting it makes the next version of the result',
    who: 'member',
    input: oneCycle.extend({ reason: z.string().trim().min(1).max(2_000), score: ScoreX100 }),
    output: z.object({ approvalId: ApprovalId }),
    errors: [
      'assessment.result_not_found',
      'assessment.wrong_stage',
      'assessment.appealed',
      'approvals.template_not_found',
      'approvals.bad_form',
      'approvals.missing_for_flow',
      'approvals.self_denied',
      'approvals.pick_needed',
    ],
  }),
  listMyTeam: endpoint({
    method: 'GET',
    path: '/assessment/team',
    summary: 'Those whose leader I am in cycles that run or were published within a year',
    who: 'member',
    input: z.object({}),
    output: z.object({ lines: z.array(TeamLine) }),
    errors: [],
  }),
  choosePeers: endpoint({
    method: 'PUT',
    path: '/assessment/cycles/:cycleId/reviewees/:memberId/peers',
    summary: 'Whom to ask about somebody I lead, until colleagues have answered; those who have stay',
    who: 'member',
    input: oneCycle.extend({ memberId: MemberId, peers: z.array(MemberId).max(20) }),
    output: z.object({ peers: z.array(MemberId) }),
    errors: ['assessment.cycle_not_found', 'assessment.wrong_stage', 'assessment.unknown_member'],
  }),
};
