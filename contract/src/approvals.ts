// Approvals: requests on a form that go through the people a flow names.
import * as z from 'zod';
import {
  ApprovalFiles,
  ApprovalStatus,
  builtInKinds,
  Control,
  FormValues,
  TaskState,
} from './approvals-shapes.ts';
import { ApprovalComment } from './approval-comments.ts';
import { endpoint } from './define.ts';
import { ApprovalId, ApprovalTaskId, ApprovalTemplateId, DelegationId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const named = { name: z.string(), en: z.string().nullable() };
const said = z.string().trim().max(2_000);
/** chosen by the client; a repeat of the same id is the same act */
const cid = z.uuid();
export const Template = z.object({
  id: ApprovalTemplateId,
  kind: z.enum(builtInKinds).nullable(),
  ...named,
  about: z.string(),
  aboutEn: z.string().nullable(),
  version: z.number().int(),
  /** the heading it stands under; '': as its kind says */
  section: z.string(),
});

/** Who is asked at one step, now or as it would be. */
export const ShownStep = z.object({
  id: z.string(),
  kind: z.enum(['approve', 'handle', 'cc', 'program']),
  ...named,
  mode: z.enum(['any', 'all', 'seq', 'vote']),
  state: z.enum(['pending', 'active', 'passed', 'skipped']),
  people: z.array(
    z.object({
      member: MemberId,
      /** whom they stand in for */
      principal: MemberId,
      taskId: ApprovalTaskId.nullable(),
      state: TaskState.nullable(),
      auto: z.enum(['dedupe', 'due']).nullable(),
      at: when.nullable(),
      comment: z.string(),
      files: ApprovalFiles,
    }),
  ),
  /** program: what it was asked and said; people are none */
  program: z
    .object({
      taskId: ApprovalTaskId.nullable(),
      state: TaskState.nullable(),
      auto: z.enum(['dedupe', 'due']).nullable(),
      at: when.nullable(),
      comment: z.string(),
    })
    .nullable(),
  /** why somebody is not asked, or another in their place */
  notes: z.array(
    z.object({
      member: MemberId.nullable(),
      why: z.enum(['inactive', 'delegated', 'self_skipped', 'self_replaced', 'repeated', 'empty']),
    }),
  ),
  /** the applicant chooses who is asked here, from `range` (empty: anybody) */
  pick: z.object({ range: z.array(MemberId), multi: z.boolean() }).nullable(),
});
export type ShownStep = z.infer<typeof ShownStep>;

export const Listed = z.object({
  id: ApprovalId,
  /** date and number of the day, as text */
  no: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  kind: z.enum(builtInKinds).nullable(),
  applicantId: MemberId,
  status: ApprovalStatus,
  summary: z.array(
    z.object({ label: z.string(), en: z.string().nullable(), value: z.unknown(), control: Control }),
  ),
  agents: z.array(MemberId),
  submittedAt: when,
  changedAt: when,
  /** my open task, with what may be done in a batch */
  task: z.object({ id: ApprovalTaskId, batch: z.boolean() }).nullable(),
  read: z.boolean(),
});
export type Listed = z.infer<typeof Listed>;

export const Happened = z.object({
  seq: z.number().int(),
  type: z.string(),
  actor: MemberId.nullable(),
  at: when,
  detail: z.record(z.string(), z.unknown()),
});

export const ApprovalDetail = z.object({
  id: ApprovalId,
  no: z.string(),
  templateId: ApprovalTemplateId,
  version: z.number().int(),
  kind: z.enum(builtInKinds).nullable(),
  ...named,
  applicantId: MemberId,
  status: ApprovalStatus,
  controls: z.array(Control),
  form: FormValues,
  steps: z.array(ShownStep),
  history: z.array(Happened),
  comments: z.array(ApprovalComment),
  /** my open task and what I may do with it */
  task: z
    .object({
      id: ApprovalTaskId,
      node: z.string(),
      handle: z.boolean(),
      write: z.array(z.string()),
      transfer: z.boolean(),
      addSign: z.boolean(),
      sign: z.boolean(),
      comment: z.enum(['never', 'reject', 'always']),
      returnTo: z.array(z.object({ id: z.string(), ...named })),
    })
    .nullable(),
  may: z.object({
    withdraw: z.boolean(),
    resubmit: z.boolean(),
    revoke: z.boolean(),
    urge: z.boolean(),
    terminate: z.boolean(),
  }),
  /** signers I added who have not spoken yet, and whom I may take away again */
  added: z.array(z.object({ taskId: ApprovalTaskId, member: MemberId })),
  submittedAt: when,
});
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;

const onTask = { taskId: ApprovalTaskId, comment: said.optional() };
export const Act = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('approve'),
    ...onTask,
    /** new values of the controls this step may write */
    form: FormValues.optional(),
    /** the handwritten signature, as a picture */
    signature: z.array(ApprovalFiles.element).length(1).optional(),
    files: ApprovalFiles.optional(),
    /** who is to be heard after me, in this order */
    addAfter: z.array(MemberId).max(10).optional(),
  }),
  z.object({ do: z.literal('reject'), ...onTask, files: ApprovalFiles.optional() }),
  z.object({ do: z.literal('transfer'), ...onTask, to: MemberId }),
  z.object({
    do: z.literal('addSign'),
    taskId: ApprovalTaskId,
    how: z.enum(['before', 'alongside']),
    members: z.array(MemberId).min(1).max(10),
  }),
  z.object({ do: z.literal('removeSign'), taskId: ApprovalTaskId }),
  z.object({ do: z.literal('return'), ...onTask, to: z.string() }),
  z.object({ do: z.literal('resubmit'), form: FormValues }),
  z.object({ do: z.literal('withdraw') }),
  z.object({ do: z.literal('urge') }),
  z.object({ do: z.literal('revoke'), reason: said.min(1) }),
  z.object({ do: z.literal('terminate'), reason: said.min(1) }),
]);
export type Act = z.infer<typeof Act>;

export const Delegation = z.object({
  id: DelegationId,
  agent: MemberId,
  from: when,
  until: when,
  /** null: requests of every kind */
  templates: z.array(ApprovalTemplateId).nullable(),
});

const onOne = { approvalId: ApprovalId };
const picks = z.record(z.string(), z.array(MemberId).max(20)).default({});
const formErrors = [
  'approvals.template_not_found',
  'approvals.bad_form',
  'approvals.missing_for_flow',
  'approvals.self_denied',
  'approvals.pick_needed',
  'files.not_found',
  // What forms of attendance, expenses and assessment may run into in the same transaction.
  'attendance.leave_type_not_found',
  'attendance.bad_span',
  'attendance.absence_overlaps',
  'attendance.no_balance',
  'attendance.too_many_corrections',
  'attendance.correction_too_late',
  'expenses.start_there',
  'invoices.not_found',
  'invoices.not_free',
  'invoices.incomplete',
  'invoices.too_much',
  'invoices.typed_elsewhere',
  'expenses.being_paid',
  'assessment.start_there',
] as const;
const actErrors = [
  'approvals.not_found',
  'approvals.not_your_task',
  'approvals.already_over',
  'approvals.act_not_allowed',
  'approvals.already_in_step',
  'approvals.unknown_member',
  'approvals.bad_target',
  'approvals.changes_branch',
  'approvals.needs_comment',
  'approvals.needs_signature',
  'approvals.too_late',
  'approvals.urged_lately',
  ...formErrors,
] as const;

export const approvals = {
  listTemplates: endpoint({
    method: 'GET',
    path: '/approvals/templates',
    summary: 'What I may ask for',
    who: 'member',
    input: z.object({}),
    output: z.object({ templates: z.array(Template) }),
    errors: [],
  }),
  getTemplate: endpoint({
    method: 'GET',
    path: '/approvals/templates/:templateId',
    summary: 'The form of a template as it is filled in today',
    who: 'member',
    input: z.object({ templateId: ApprovalTemplateId }),
    output: Template.extend({ controls: z.array(Control) }),
    errors: ['approvals.template_not_found'],
  }),
  previewApproval: endpoint({
    method: 'POST',
    path: '/approvals/preview',
    summary: 'Who would be asked if this form were submitted now, by the same rules',
    who: 'member',
    input: z.object({ templateId: ApprovalTemplateId, form: FormValues, picks }),
    output: z.object({
      steps: z.array(ShownStep),
      /** a field the flow needs to know before it can say; null: the list is complete */
      missing: z.string().nullable(),
    }),
    errors: formErrors,
  }),
  submitApproval: endpoint({
    method: 'POST',
    path: '/approvals',
    summary: 'Submit a request; a repeat with the same cid is the same request',
    who: 'member',
    input: z.object({ cid, templateId: ApprovalTemplateId, form: FormValues, picks }),
    output: z.object({ id: ApprovalId, no: z.string(), status: ApprovalStatus }),
    errors: formErrors,
  }),
  listApprovals: endpoint({
    method: 'GET',
    path: '/approvals',
    summary: 'Requests waiting for me, done by me, submitted by me or copied to me, newest first',
    who: 'member',
    input: z.object({
      box: z.enum(['todo', 'done', 'mine', 'cc']),
      before: z.string().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(40),
    }),
    output: z.object({ approvals: z.array(Listed), next: z.string().nullable() }),
    errors: [],
  }),
  countApprovals: endpoint({
    method: 'GET',
    path: '/approvals/counts',
    summary: 'How many requests wait for my word, and how many copies are unread',
    who: 'member',
    input: z.object({}),
    output: z.object({ todo: z.number().int(), cc: z.number().int() }),
    errors: [],
  }),
  getApproval: endpoint({
    method: 'GET',
    path: '/approvals/:approvalId',
    summary: 'One request: the form as I may see it, who has spoken, what I may do',
    who: 'member',
    input: z.object(onOne),
    output: ApprovalDetail,
    errors: ['approvals.not_found'],
  }),
  actOnApproval: endpoint({
    method: 'POST',
    path: '/approvals/:approvalId/acts',
    summary: 'Approve, refuse, pass on, add somebody, send back, withdraw, urge; a repeat changes nothing',
    who: 'member',
    input: z.object({ ...onOne, cid, act: Act }),
    output: z.object({ status: ApprovalStatus }),
    errors: actErrors,
  }),
  approveBatch: endpoint({
    method: 'POST',
    path: '/approvals/batch',
    summary: 'Approve or refuse several at once; each stands alone, those that could not be done are named',
    who: 'member',
    input: z.object({
      cid,
      how: z.enum(['approve', 'reject']),
      comment: said.optional(),
      tasks: z
        .array(z.object({ ...onOne, taskId: ApprovalTaskId }))
        .min(1)
        .max(50),
    }),
    output: z.object({
      done: z.array(ApprovalId),
      refused: z.array(z.object({ ...onOne, code: z.string(), text: z.string() })),
    }),
    errors: [],
  }),
  sealApproval: endpoint({
    method: 'GET',
    path: '/approvals/:approvalId/seal',
    summary:
      'What a printed request is stamped with: a signed code that says how it stood, and where to check it',
    who: 'member',
    input: z.object(onOne),
    output: z.object({ code: z.string(), url: z.string(), seq: z.number().int(), hash: z.string() }),
    errors: ['approvals.not_found'],
  }),
  sealQr: endpoint({
    method: 'GET',
    path: '/approvals/:approvalId/seal.svg',
    summary: 'The link that checks a printed request, as a code to scan',
    who: 'member',
    input: z.object(onOne),
    output: z.unknown(),
    errors: ['approvals.not_found'],
    raw: true,
  }),
  checkSeal: endpoint({
    method: 'GET',
    path: '/approvals/seals/:code',
    summary: 'Is a printed request genuine, how did it stand when it was printed, and how does it stand now',
    who: 'member',
    input: z.object({ code: z.string().max(200) }),
    output: z.object({
      id: ApprovalId,
      no: z.string(),
      ...named,
      applicantId: MemberId,
      submittedAt: when,
      /** as printed */
      printed: z.object({ seq: z.number().int(), hash: z.string(), status: ApprovalStatus, at: when }),
      now: z.object({ seq: z.number().int(), hash: z.string(), status: ApprovalStatus }),
      /** every line of the journal still carries the hash of the one before */
      unbroken: z.boolean(),
    }),
    errors: ['approvals.not_found', 'approvals.bad_seal'],
  }),
  listDelegations: endpoint({
    method: 'GET',
    path: '/approvals/delegations',
    summary: 'Who speaks for me while I am away',
    who: 'member',
    input: z.object({}),
    output: z.object({ delegations: z.array(Delegation) }),
    errors: [],
  }),
  addDelegation: endpoint({
    method: 'POST',
    path: '/approvals/delegations',
    summary: 'Let a colleague speak for me for a while; requests reach them from then on',
    who: 'member',
    input: Delegation.omit({ id: true }),
    output: Delegation,
    errors: ['approvals.unknown_member', 'approvals.bad_span'],
  }),
  removeDelegation: endpoint({
    method: 'DELETE',
    path: '/approvals/delegations/:delegationId',
    summary: 'Speak for myself again',
    who: 'member',
    input: z.object({ delegationId: DelegationId }),
    output: z.object({}),
    errors: [],
  }),
};
