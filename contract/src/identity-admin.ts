// What administrators do about sign-in: roles, policy, sessions, single sign-on, the audit log.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { DepartmentId, MemberId } from './ids.ts';
import { Session, SessionId } from './identity.ts';

const Done = z.object({});
/** The owner holds every right. The others are kept apart: nobody holds two of them. */
export const Role = z.enum([
  'owner',
  'system',
  'security',
  'audit',
  'attendance',
  'outreach',
  'finance',
  'assessment',
]);
export type Role = z.infer<typeof Role>;

export const SignInPolicy = z.object({
  secondFactor: z.enum(['optional', 'admins', 'everyone']),
  /** a session ends so many hours after it began, whatever happens */
  sessionHours: z.number().int().min(1).max(8_760),
  /** and so many minutes after it was last used */
  idleMinutes: z.number().int().min(5).max(525_600),
  /** owners may always use their password, so that no company locks itself out */
  ways: z.array(z.enum(['password', 'passkey', 'sso'])).min(1),
  /** CIDR networks administrators must come from; empty: from anywhere */
  adminNetworks: z.array(z.union([z.cidrv4(), z.cidrv6()])).max(50),
});
export type SignInPolicy = z.infer<typeof SignInPolicy>;

export const SsoSettings = z.object({
  enabled: z.boolean(),
  issuer: z.url({ protocol: /^https?$/ }).max(300),
  clientId: z.string().min(1).max(300),
  match: z.enum(['email', 'userid']),
  claim: z.string().min(1).max(60),
  createMembers: z.boolean(),
  button: z.string().trim().max(40),
});
export type SsoSettings = z.infer<typeof SsoSettings>;

export const AuditEntry = z.object({
  no: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string(),
  /** the actor's name, where the actor is a member */
  actorName: z.string(),
  action: z.string(),
  object: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
const AuditFilter = {
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  actor: z.string().max(60).optional(),
  /** an action or the beginning of one: 'identity.' */
  action: z.string().max(60).optional(),
};

export const identityAdmin = {
  listRoles: endpoint({
    method: 'GET',
    path: '/admin/roles',
    summary: 'Who administers the company, and what of it',
    who: 'admin:security',
    input: z.object({}),
    output: z.object({
      roles: z.array(
        z.object({
          member: MemberBrief,
          role: Role,
          departments: z.array(DepartmentId).nullable(),
          since: z.iso.datetime(),
        }),
      ),
      /** names of the departments roles are limited to */
      departments: z.array(z.object({ id: DepartmentId, name: z.string() })),
    }),
    errors: [],
  }),
  grantRole: endpoint({
    method: 'PUT',
    path: '/admin/roles/:role/:memberId',
    summary: 'Give a member a role, for the whole company or for some departments',
    who: 'admin:security',
    confirmed: true,
    input: z.object({
      role: Role,
      memberId: MemberId,
      departments: z.array(DepartmentId).min(1).max(200).nullable().default(null),
    }),
    output: Done,
    errors: [
      'identity.only_owner',
      'identity.not_own_role',
      'identity.roles_apart',
      'identity.unknown_member',
      'identity.unknown_department',
      'identity.needs_whole_company',
    ],
  }),
  revokeRole: endpoint({
    method: 'DELETE',
    path: '/admin/roles/:role/:memberId',
    summary: 'Take a role away; the last owner stays',
    who: 'admin:security',
    confirmed: true,
    input: z.object({ role: Role, memberId: MemberId }),
    output: Done,
    errors: [
      'identity.only_owner',
      'identity.last_owner',
      'identity.unknown_member',
      'identity.needs_whole_company',
    ],
  }),
  handOver: endpoint({
    method: 'POST',
    path: '/admin/owner',
    summary: 'Hand the company over to somebody else; I am its owner no longer',
    who: 'admin:security',
    confirmed: true,
    input: z.object({ memberId: MemberId }),
    output: Done,
    errors: ['identity.only_owner', 'identity.unknown_member'],
  }),
  getSignInPolicy: endpoint({
    method: 'GET',
    path: '/admin/sign-in-policy',
    summary: 'How members may sign in, and for how long',
    who: 'admin:security',
    input: z.object({}),
    output: SignInPolicy,
    errors: [],
  }),
  setSignInPolicy: endpoint({
    method: 'PUT',
    path: '/admin/sign-in-policy',
    summary: 'Change how members may sign in, and for how long',
    who: 'admin:security',
    confirmed: true,
    input: SignInPolicy,
    output: Done,
    errors: ['identity.shuts_you_out', 'identity.needs_whole_company'],
  }),
  getSso: endpoint({
    method: 'GET',
    path: '/admin/sso',
    summary: 'Single sign-on settings, without the secret',
    who: 'admin:security',
    input: z.object({}),
    output: z.object({
      settings: SsoSettings.nullable(),
      /** the address to register with the identity provider */
      redirectUri: z.string(),
    }),
    errors: [],
  }),
  setSso: endpoint({
    method: 'PUT',
    path: '/admin/sso',
    summary: 'Set up single sign-on; the provider is asked whether it answers',
    who: 'admin:security',
    confirmed: true,
    input: SsoSettings.extend({
      /** left out: the one already kept */
      clientSecret: z.string().min(1).max(500).optional(),
    }),
    output: Done,
    errors: ['identity.sso_unreachable', 'identity.sso_needs_secret', 'identity.needs_whole_company'],
  }),
  memberSessions: endpoint({
    method: 'GET',
    path: '/admin/members/:memberId/sessions',
    summary: 'Where a member is signed in',
    who: 'admin:security',
    input: z.object({ memberId: MemberId }),
    output: z.object({ sessions: z.array(Session) }),
    errors: ['identity.unknown_member'],
  }),
  endMemberSession: endpoint({
    method: 'DELETE',
    path: '/admin/members/:memberId/sessions/:sessionId',
    summary: 'End a session of a member',
    who: 'admin:security',
    input: z.object({ memberId: MemberId, sessionId: SessionId }),
    output: Done,
    errors: ['identity.unknown_member', 'identity.session_not_found'],
  }),
  endMemberSessions: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/sessions/end',
    summary: 'End every session of a member',
    who: 'admin:security',
    input: z.object({ memberId: MemberId }),
    output: z.object({ ended: z.number().int() }),
    errors: ['identity.unknown_member'],
  }),
  dropFactors: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/factors/drop',
    summary: 'Forget the authenticator app, passkeys and recovery codes of a member who lost them',
    who: 'admin:security',
    confirmed: true,
    input: z.object({ memberId: MemberId }),
    output: Done,
    errors: ['identity.unknown_member', 'identity.only_owner'],
  }),
  inviteMember: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/invitation',
    summary: 'A link with which a member chooses a password: an invitation, or a reset for those who forgot',
    who: 'admin:members',
    confirmed: true,
    input: z.object({ memberId: MemberId }),
    output: z.object({
      url: z.string(),
      expiresAt: z.iso.datetime(),
      /** the member got the link by mail as well */
      mailed: z.boolean(),
    }),
    errors: ['identity.unknown_member', 'identity.only_owner'],
  }),
  readAudit: endpoint({
    method: 'GET',
    path: '/admin/audit',
    summary: 'The audit log, newest first',
    who: 'admin:audit',
    input: z.object({
      ...AuditFilter,
      /** entries older than this number */
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
    errors: [],
  }),
  exportAudit: endpoint({
    method: 'GET',
    path: '/admin/audit.csv',
    summary: 'The audit log as CSV, oldest first',
    who: 'admin:audit',
    confirmed: true,
    input: z.object(AuditFilter),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  verifyAudit: endpoint({
    method: 'POST',
    path: '/admin/audit/verify',
    summary: 'Recompute the hash chain of the audit log',
    who: 'admin:audit',
    input: z.object({}),
    output: z.object({
      entries: z.number().int(),
      /** number of the first entry that does not follow, or null when the chain holds */
      brokenAt: z.number().int().nullable(),
      /** hash of the newest entry */
      head: z.string(),
    }),
    errors: [],
  }),
};
