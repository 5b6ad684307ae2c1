// Contact-me codes: permanent links and QR codes by which customers reach a member, a team or a shop.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { ContactCodeId, CustomerTagId, DepartmentId, FileId, MemberId } from './ids.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a member is on duty, in the company's zone; days are 1 (Monday) to 7. `to` before `from` runs past midnight. */
export const DutyHours = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clock,
  to: clock,
});
export type DutyHours = z.infer<typeof DutyHours>;

export const CodeMember = z.object({
  memberId: MemberId,
  /** null: always on duty */
  hours: z.array(DutyHours).min(1).max(14).nullable().default(null),
  /** most new customers in one day; null: no limit */
  dailyCap: z.number().int().min(1).max(10_000).nullable().default(null),
});

export const Welcome = z.object({
  /** '' greets nobody; {name} becomes the member's name */
  text: z.string().trim().max(2_000),
  fileIds: z.array(FileId).max(9).default([]),
});

const settings = {
  name: z.string().trim().min(1).max(60),
  channel: z.string().trim().max(60).default(''),
  how: z.enum(['turn', 'load']).default('turn'),
  /** the member decides before the customer is theirs */
  confirm: z.boolean().default(false),
  welcome: Welcome,
  tagIds: z.array(CustomerTagId).max(20).default([]),
};

export const ContactCode = z.object({
  id: ContactCodeId,
  kind: z.enum(['member', 'team', 'shop']),
  departmentId: DepartmentId.nullable(),
  ...settings,
  members: z.array(z.object({ ...CodeMember.shape, name: z.string() })),
  /** what to send or print; never changes */
  url: z.string(),
  scans: z.number().int(),
  customers: z.number().int(),
  closed: z.boolean(),
  /** whether the reader may change it; whoever only serves it may not */
  changeable: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type ContactCode = z.infer<typeof ContactCode>;

const one = z.object({ codeId: ContactCodeId });
const faults = [
  'directory.department_not_found',
  'directory.outside_scope',
  'directory.member_not_found',
  'customers.tag_not_found',
  'files.not_found',
] as const;

export const contactCodes = {
  listContactCodes: endpoint({
    method: 'GET',
    path: '/contact-codes',
    summary: 'My contact-me codes, those I serve, and those I administer; newest first',
    who: 'member',
    input: z.object({}),
    output: z.object({ codes: z.array(ContactCode) }),
    errors: [],
    raw: true,
  }),
  createContactCode: endpoint({
    method: 'POST',
    path: '/contact-codes',
    summary:
      'Make a contact-me code: for myself, or (as an administrator) for a member, a team or a shop of a department',
    who: 'member',
    input: z.object({
      ...settings,
      kind: ContactCode.shape.kind.default('member'),
      departmentId: DepartmentId.nullable().default(null),
      /** by default myself */
      members: z.array(CodeMember).max(200).default([]),
    }),
    output: ContactCode,
    errors: faults,
    raw: true,
  }),
  changeContactCode: endpoint({
    method: 'PATCH',
    path: '/contact-codes/:codeId',
    summary: 'Change what a code says and who serves it; the link stays the same',
    who: 'member',
    input: z.object({
      ...one.shape,
      name: settings.name.optional(),
      channel: z.string().trim().max(60).optional(),
      how: z.enum(['turn', 'load']).optional(),
      confirm: z.boolean().optional(),
      welcome: Welcome.optional(),
      tagIds: z.array(CustomerTagId).max(20).optional(),
      members: z.array(CodeMember).min(1).max(200).optional(),
      /** closed codes bring nobody new; whoever came by them still finds their chat */
      closed: z.boolean().optional(),
    }),
    output: ContactCode,
    errors: ['customers.code_not_found', ...faults],
    raw: true,
  }),
  contactCodeFigures: endpoint({
    method: 'GET',
    path: '/contact-codes/:codeId/figures',
    summary: 'How many customers a code brought in the last 30 days: day by day, and member by member',
    who: 'member',
    input: one,
    output: z.object({
      /** days of the company's zone on which somebody came, oldest first */
      days: z.array(z.object({ day: z.iso.date(), customers: z.number().int() })),
      members: z.array(z.object({ memberId: MemberId, name: z.string(), customers: z.number().int() })),
    }),
    errors: ['customers.code_not_found'],
  }),
  contactCodeQr: endpoint({
    method: 'GET',
    path: '/contact-codes/:codeId/qr',
    summary: 'The link as a QR code: a picture (svg, png) or a poster for printing (A5, svg)',
    who: 'member',
    input: z.object({ ...one.shape, as: z.enum(['svg', 'png', 'poster']).default('svg') }),
    output: z.unknown(),
    errors: ['customers.code_not_found'],
    raw: true,
  }),
};

/** Nobody new comes by this code any more. */
export const contactCodeClosed = event('customers.code_closed', 'apps', z.object({ codeId: ContactCodeId }));
