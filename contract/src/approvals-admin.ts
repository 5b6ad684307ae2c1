// Approvals as an administrator sees them: the templates, their drafts and versions.
import * as z from 'zod';
import { ShownStep, Template } from './approvals.ts';
import { Flow, FormValues } from './approvals-shapes.ts';
import { endpoint } from './define.ts';
import { ApprovalTemplateId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const versioned = { templateId: ApprovalTemplateId };
export const AdminTemplate = Template.extend({
  version: z.number().int().nullable(),
  retired: z.boolean(),
  changed: z.boolean(),
});
export const approvalsAdmin = {
  adminTemplates: endpoint({
    method: 'GET',
    path: '/admin/approvals/templates',
    summary: 'All templates, with drafts and retired ones',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({ templates: z.array(AdminTemplate) }),
    errors: [],
  }),
  adminTemplate: endpoint({
    method: 'GET',
    path: '/admin/approvals/templates/:templateId',
    summary: 'The draft of a template, and its versions',
    who: 'admin:settings',
    input: z.object(versioned),
    output: AdminTemplate.extend({
      flow: Flow,
      versions: z.array(z.object({ version: z.number().int(), at: when, by: MemberId.nullable() })),
    }),
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
    summary: 'Keep the draft; nothing that runs changes',
    who: 'admin:settings',
    input: z.object({
      ...versioned,
      name: z.string().trim().min(1).max(40),
      en: z.string().trim().max(80).nullable(),
      about: z.string().trim().max(200),
      flow: Flow,
    }),
    output: z.object({ faults: z.array(z.object({ code: z.string(), at: z.string() })) }),
    errors: ['approvals.template_not_found'],
  }),
  publishTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates/:templateId/versions',
    summary: 'Make the draft the version that new requests use; running ones keep theirs',
    who: 'admin:settings',
    input: z.object(versioned),
    output: z.object({ version: z.number().int() }),
    errors: ['approvals.template_not_found', 'approvals.bad_flow'],
  }),
  retireTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/templates/:templateId/retire',
    summary: 'Take a template off the list, or put it back; running requests go on',
    who: 'admin:settings',
    input: z.object({ ...versioned, retired: z.boolean() }),
    output: z.object({}),
    errors: ['approvals.template_not_found'],
  }),
  tryTemplate: endpoint({
    method: 'POST',
    path: '/admin/approvals/try',
    summary: 'Who a flow would ask for a request of this applicant, before it is published',
    who: 'admin:settings',
    input: z.object({ flow: Flow, applicantId: MemberId, form: FormValues }),
    output: z.object({ steps: z.array(ShownStep), missing: z.string().nullable() }),
    errors: ['approvals.unknown_member'],
  }),
};
