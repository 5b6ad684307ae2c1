// Approvals as an administrator sees them: the templates, their drafts and versions.
import * as z from 'zod';
import { ShownStep, Template } from './approvals.ts';
import { Flow, FormValues } from './approvals-shapes.ts';
import { endpoint } from './define.ts';
import { AppId, ApprovalId, ApprovalTemplateId, DepartmentId, MemberId, TagId } from './ids.ts';

const when = z.iso.datetime();
const versioned = { templateId: ApprovalTemplateId };
const section = z.string().trim().max(20);
export const AdminTemplate = Template.extend({
  version: z.number().int().nullable(),
  retired: z.boolean(),
  /** the draft differs from what is published */
  changed: z.boolean(),
  /** members who may change it without being administrators */
  managers: z.array(MemberId),
});
/** Something that keeps a draft from being published. */
export const FlowFault = z.object({
  code: z.string(),
  /** the control, option or field concerned */
  at: z.string(),
  /** id of the control or node to open; '': the flow as a whole */
  where: z.string(),
});
export type FlowFault = z.infer<typeof FlowFault>;

/** The way a request takes: each step with whom it asks. */
export const Route = z.object({
  steps: z.array(
    z.object({
      node: z.string(),
      name: z.string(),
      en: z.string().nullable(),
      kind: z.enum(['approve', 'handle', 'cc', 'program']),
      people: z.array(MemberId),
    }),
  ),
  /** rejected: a step finds nobody and refuses; stuck: a field is missing that the flow needs */
  ends: z.enum(['approved', 'rejected', 'stuck']),
});
export type Route = z.infer<typeof Route>;

export const approvalsAdmin = {
  adminTemplates: endpoint({
    method: 'GET',
    path: '/admin/approvals/templates',
    summary: 'All templates I may change, with drafts and retired ones',
    who: 'member',
    input: z.object({}),
    output: z.object({ templates: z.array(AdminTemplate) }),
    errors: [],
  }),
  adminTemplate: endpoint({
    method: 'GET',
    path: '/admin/approvals/templates/:templateId',
    summary: 'The draft of a template, and its versions',
    who: 'member',
    input: z.object(versioned),
    output: AdminTemplate.extend({
      flow: Flow,
      faults: z.array(FlowFault),
      /** departments the draft names */
      departments: z.array(z.object({ id: DepartmentId, name: z.string() })),
      /** every tag of the company: what may be named */
      tags: z.array(z.object({ id: TagId, name: z.string() })),
      /** apps that may decide a step */
      programs: z.array(z.object({ id: AppId, name: z.string() })),
      versions: z.array(z.object({ version: z.number().int(), at: when, by: MemberId.nullable() })),
    }),
    errors: ['approvals.template_not_found'],
  }),
  templateVersion: endpoint({
    method: 'GET',
    path: '/admin/approvals/templates/:templateId/versions/:version',
    summary: 'The flow of a version, as it was published',
    who: 'member',
    input: z.object({ ...versioned, version: z.coerce.number().int().min(1) }),
    output: z.object({ flow: Flow }),
    errors: ['approvals.template_not_found'],
  }),
  createTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates',
    summary: 'A new template, as a draft',
    who: 'admin:settings',
    input: z.object({ name: z.string().trim().min(1).max(40), flow: Flow }),
    output: z.object({ id: ApprovalTemplateId }),
    errors: [],
  }),
  saveTemplate: endpoint({
    method: 'PUT',
    path: '/admin/approvals/templates/:templateId',
    summary: 'Keep the draft; nothing that runs changes. Only administrators say who manages it',
    who: 'member',
    input: z.object({
      ...versioned,
      name: z.string().trim().min(1).max(40),
      en: z.string().trim().max(80).nullable(),
      about: z.string().trim().max(200),
      section: section.optional(),
      managers: z.array(MemberId).max(50).optional(),
      flow: Flow,
    }),
    output: z.object({ faults: z.array(FlowFault) }),
    errors: ['approvals.template_not_found'],
  }),
  publishTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates/:templateId/versions',
    summary: 'Make the draft the version that new requests use; running ones keep theirs',
    who: 'member',
    input: z.object(versioned),
    output: z.object({ version: z.number().int() }),
    errors: ['approvals.template_not_found', 'approvals.bad_flow'],
  }),
  retireTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates/:templateId/retire',
    summary: 'Take a template off the list, or put it back; running requests go on',
    who: 'member',
    input: z.object({ ...versioned, retired: z.boolean() }),
    output: z.object({}),
    errors: ['approvals.template_not_found'],
  }),
  arrangeTemplates: endpoint({
    method: 'PUT',
    path: '/admin/approvals/order',
    summary: 'The order in which members find the templates; those not named come after',
    who: 'admin:settings',
    input: z.object({ ids: z.array(ApprovalTemplateId).max(500) }),
    output: z.object({}),
    errors: [],
  }),
  tryTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/try',
    summary: 'Who a flow would ask for a request of this applicant, before it is published',
    who: 'member',
    input: z.object({ flow: Flow, applicantId: MemberId, form: FormValues }),
    output: z.object({ steps: z.array(ShownStep), missing: z.string().nullable() }),
    errors: ['approvals.unknown_member', 'approvals.template_not_found'],
  }),
  rehearseTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates/:templateId/rehearsal',
    summary:
      'Runs the draft over the requests of the last days and tells which would have gone another way; both ways as people stand today',
    who: 'member',
    input: z.object({ ...versioned, days: z.number().int().min(1).max(365).default(90) }),
    output: z.object({
      looked: z.number().int(),
      differing: z.number().int(),
      /** there were more than were looked at */
      cut: z.boolean(),
      requests: z.array(
        z.object({
          id: ApprovalId,
          no: z.string(),
          applicantId: MemberId,
          submittedAt: when,
          before: Route,
          after: Route,
          /** labels of controls whose value the draft's form would not take */
          invalid: z.array(z.string()),
        }),
      ),
    }),
    errors: ['approvals.template_not_found'],
  }),
};
