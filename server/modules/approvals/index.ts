// The door of approvals: requests on a form, the people they go through, and what other modules do when one ends.
import { approvals as forMembers } from '@teahouse/contract/approvals';
import { approvalComments } from '@teahouse/contract/approval-comments';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { approvalsPrograms } from '@teahouse/contract/approvals-programs';
import { defineModule } from '../../kernel/module.ts';
import { keepsApps } from '../apps/index.ts';
import { approvalsISee } from './approvals.access.ts';
import { actOnApproval, approveBatch } from './commands/act-on-approval.ts';
import { commentApproval, reactToComment } from './commands/comment-approval.ts';
import { submitApproval } from './commands/submit-approval.ts';
import { addDelegation, listDelegations, removeDelegation } from './delegations.ts';
import { getApproval } from './get-approval.ts';
import { countApprovals, listApprovals } from './list-approvals.ts';
import { previewApproval } from './preview-approval.ts';
import { answerProgramQuestion } from './programs/answer-program-question.ts';
import { flowsAsking } from './programs/flows-asking.ts';
import { listProgramQuestions } from './programs/list-program-questions.ts';
import { checkSeal, sealApproval, sealQr } from './seals.ts';
import { taskDue } from './task-due.ts';
import { tellComment } from './tell-comment.ts';
import { tellPeople } from './tell-people.ts';
import {
  adminTemplate,
  adminTemplates,
  arrangeTemplates,
  createTemplate,
  publishTemplate,
  retireTemplate,
  saveTemplate,
  templateVersion,
  tryTemplate,
} from './templates/admin-templates.ts';
import { rehearseTemplate } from './templates/rehearse-template.ts';
import { getTemplate, listTemplates } from './templates/template-to-use.ts';

export { approvalsISee } from './approvals.access.ts';
export { decisionsWaiting, giveDecisions } from './give-decisions.ts';
export { startApproval } from './commands/submit-approval.ts';
export { leadersOf } from './flow/leaders-of.ts';
export { checkForm, filesOf } from './form/check-form.ts';
export { type Link, linkSource } from './form/linked-records.ts';
export { listApprovals } from './list-approvals.ts';
export {
  changeProgramTemplate,
  makeProgramTemplate,
  type ProgramForm,
  programTemplate,
  type ProgramTemplate,
} from './machines/program-templates.ts';
export {
  approvalByNo,
  type ApprovalFilter,
  approvalOn,
  countApprovals,
  pageOfApprovals,
  programApproval,
  type ProgramApproval,
  titlesOf,
} from './machines/program-approvals.ts';
export { actFor, type ProgramAct } from './machines/act-for.ts';
export { programQuestion } from './programs/list-program-questions.ts';
export { submitFor } from './machines/submit-for.ts';
export { digitsOf, majorOf, moneyOf } from './form/field-value.ts';
export { countWorkTime } from './work-clock.ts';
export { type ApprovalFacts, onSettled, onSubmitted, type Outcome } from './settled.ts';

keepsApps(flowsAsking);

export const approvals = defineModule({
  name: 'approvals',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...approvalComments, ...approvalsAdmin, ...approvalsPrograms },
  handlers: {
    listTemplates,
    getTemplate,
    previewApproval,
    submitApproval,
    listApprovals,
    countApprovals,
    getApproval,
    actOnApproval,
    approveBatch,
    commentApproval,
    reactToComment,
    listDelegations,
    addDelegation,
    removeDelegation,
    sealApproval,
    sealQr,
    checkSeal,
    adminTemplates,
    adminTemplate,
    createTemplate,
    saveTemplate,
    publishTemplate,
    retireTemplate,
    tryTemplate,
    templateVersion,
    arrangeTemplates,
    rehearseTemplate,
    listProgramQuestions,
    answerProgramQuestion,
  },
  jobs: [taskDue, tellPeople, tellComment],
  fileViewers: { approval: approvalsISee },
});
