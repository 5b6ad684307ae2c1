// Joining a company by link or QR code, with or without an administrator's approval.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { DepartmentId, JoinLinkId, JoinRequestId } from './ids.ts';

export const JoinLink = z.object({
  id: JoinLinkId,
  departmentId: DepartmentId,
  /** from the company down; empty when the department is gone */
  departmentNames: z.array(z.string()),
  needsApproval: z.boolean(),
  expiresAt: z.iso.datetime(),
  /** what to send or print; null once the link is closed or over */
  url: z.string().nullable(),
  uses: z.number().int(),
});
export type JoinLink = z.infer<typeof JoinLink>;

export const JoinRequest = z.object({
  id: JoinRequestId,
  name: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  departmentNames: z.array(z.string()),
  state: z.enum(['waiting', 'approved', 'refused']),
  askedAt: z.iso.datetime(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

const linkFaults = ['directory.department_not_found', 'directory.outside_scope'] as const;

export const joining = {
  listJoinLinks: endpoint({
    method: 'GET',
    path: '/admin/join-links',
    summary: 'Links by which people can join, newest first',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ links: z.array(JoinLink) }),
    errors: [],
    raw: true,
  }),
  createJoinLink: endpoint({
    method: 'POST',
    path: '/admin/join-links',
    summary: 'Make a link into a department',
    who: 'admin:members',
    input: z.object({
      departmentId: DepartmentId,
      needsApproval: z.boolean().default(true),
      days: z.number().int().min(1).max(365).default(7),
    }),
    output: JoinLink,
    errors: linkFaults,
    raw: true,
  }),
  closeJoinLink: endpoint({
    method: 'DELETE',
    path: '/admin/join-links/:linkId',
    summary: 'Close a link: it opens nothing any more',
    who: 'admin:members',
    input: z.object({ linkId: JoinLinkId }),
    output: z.object({}),
    errors: ['joining.link_not_found', ...linkFaults],
  }),
  joinLinkQr: endpoint({
    method: 'GET',
    path: '/admin/join-links/:linkId/qr',
    summary: 'The link as a QR code (SVG)',
    who: 'admin:members',
    input: z.object({ linkId: JoinLinkId }),
    output: z.unknown(),
    errors: ['joining.link_not_found', ...linkFaults],
    raw: true,
  }),
  listJoinRequests: endpoint({
    method: 'GET',
    path: '/admin/join-requests',
    summary: 'Who asks to join, those waiting first',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ requests: z.array(JoinRequest) }),
    errors: [],
  }),
  decideJoinRequest: endpoint({
    method: 'POST',
    path: '/admin/join-requests/:requestId',
    summary: 'Let somebody in, or refuse',
    who: 'admin:members',
    input: z.object({ requestId: JoinRequestId, approve: z.boolean() }),
    output: z.object({}),
    errors: [
      'joining.request_not_found',
      'joining.already_decided',
      'directory.userid_taken',
      'directory.mobile_taken',
      'directory.email_taken',
      ...linkFaults,
    ],
  }),
  joinLink: endpoint({
    method: 'GET',
    path: '/join/:key',
    summary: 'What a link invites to',
    who: 'key:join_link',
    input: z.object({ key: z.string() }),
    output: z.object({ corpName: z.string(), departmentName: z.string(), needsApproval: z.boolean() }),
    errors: [],
  }),
  join: endpoint({
    method: 'POST',
    path: '/join/:key',
    summary: 'Join the company, or ask to; who is let in at once is signed in',
    who: 'key:join_link',
    input: z.object({
      key: z.string(),
      name: z.string().trim().min(1).max(64),
      mobile: z.string().trim().max(32).optional(),
      email: z.string().trim().max(254).optional(),
      password: z.string().min(1).max(200),
    }),
    output: z.object({ state: z.enum(['joined', 'waiting']) }),
    errors: [
      'joining.needs_contact',
      'directory.bad_mobile',
      'directory.bad_email',
      'directory.userid_taken',
      'directory.mobile_taken',
      'directory.email_taken',
      'identity.weak_password',
    ],
    raw: true,
  }),
};
