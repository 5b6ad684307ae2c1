// The door of assessment: what people are asked about each other, what comes of it, and what they want to reach.
import { assessment as forMembers } from '@teahouse/contract/assessment';
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import { objectives } from '@teahouse/contract/objectives';
import { defineModule } from '../../kernel/module.ts';
import { alsoAwaiting } from '../tasks/index.ts';
import { takePortion } from './actuals.ts';
import { appealResult, followAppeals } from './appeals.ts';
import { calibrate, getCalibration } from './calibrate.ts';
import { exportResults } from './export-results.ts';
import { listMyTeam } from './list-my-team.ts';
import { acknowledgeResult, getMyResult, listMyResults } from './my-results.ts';
import {
  addObjective,
  alignObjective,
  changeObjective,
  checkIn,
  dropObjective,
} from './okr/change-objective.ts';
import { getObjective, listObjectives } from './okr/list-objectives.ts';
import { changeCycle, createCycle, listCycles, removeCycle } from './plan-cycle.ts';
import { getCycleProgress } from './progress.ts';
import { publishResults } from './publish-results.ts';
import { getReview, listReviews, reviewsAwaiting, saveReviewDraft, submitReview } from './review-sheet.ts';
import { amendCycle, choosePeers, excuseReview, setLeader } from './reviewers.ts';
import { advanceCycle, keepTime, remindReviewers, startCycle } from './run-cycle.ts';
import { tellMembers } from './tell.ts';
import {
  changeAssessmentTemplate,
  createAssessmentTemplate,
  listAssessmentTemplates,
  retireAssessmentTemplate,
} from './templates.ts';

followAppeals();
alsoAwaiting(reviewsAwaiting);

export const assessment = defineModule({
  name: 'assessment',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...assessmentAdmin, ...objectives },
  handlers: {
    listReviews,
    getReview,
    saveReviewDraft,
    submitReview,
    listMyResults,
    getMyResult,
    acknowledgeResult,
    appealResult,
    listMyTeam,
    choosePeers,
    listAssessmentTemplates,
    createAssessmentTemplate,
    changeAssessmentTemplate,
    retireAssessmentTemplate,
    listCycles,
    createCycle,
    changeCycle,
    removeCycle,
    startCycle,
    advanceCycle,
    getCycleProgress,
    remindReviewers,
    amendCycle,
    setLeader,
    excuseReview,
    getCalibration,
    exportResults,
    calibrate,
    publishResults,
    listObjectives,
    getObjective,
    addObjective,
    changeObjective,
    dropObjective,
    checkIn,
    alignObjective,
  },
  jobs: [tellMembers, takePortion, keepTime],
});
