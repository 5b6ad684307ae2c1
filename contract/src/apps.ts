// Programs of a company: what administrators decide about them, and what members find in the workbench.
import * as z from 'zod';
import { appScopes } from './app-scopes.ts';
import { endpoint, event } from './define.ts';
import { AppId, ChatId, DepartmentId, FileId, MemberId, TagId } from './ids.ts';

/** Who sees an app and may be reached by it: everybody, or the union of members, departments with all below, and tags. */
export const VisibleRange = z.object({
  all: z.boolean(),
  memberIds: z.array(MemberId).max(10_000),
  departmentIds: z.array(DepartmentId).max(1_000),
  tagIds: z.array(TagId).max(1_000),
});
export type VisibleRange = z.infer<typeof VisibleRange>;

const Named = z.array(z.object({ id: z.string(), name: z.string() }));
const HttpUrl = z
  .string()
  .trim()
  .max(1_024)
  .regex(/^$|^https?:\/\/[^\s]+$/i);
const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^$|^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]+(?::\d{1,5})?$/);

const AppFields = z.object({
  name: z.string().trim().min(1).max(32),
  description: z.string().trim().max(120),
  logoFile: FileId.nullable(),
  /** opened from the workbench; '' for none */
  homeUrl: HttpUrl,
  /** OAuth and JS-SDK pages live there; '' for none */
  trustedDomain: Domain,
  visible: VisibleRange,
  /** addresses or CIDR ranges it may call from; none: everywhere */
  allowedIps: z.array(z.string().trim().max(50)).max(100),
  scopes: z.array(z.enum(appScopes)),
  enabled: z.boolean(),
  /** its home page may stand beside a chat */
  sidebar: z.boolean(),
  callsPerMinute: z.number().int().min(1).max(1_000_000),
});

export const AppRecord = AppFields.extend({
  id: AppId,
  /** WeCom's AgentId */
  no: z.number().int(),
  kind: z.enum(['self_built', 'contacts', 'customers']),
  /** path of a picture under /api, or null: show initials */
  logo: z.string().nullable(),
  scopes: z.array(z.string()),
  /** the range in names, as far as those it names still exist */
  range: z.object({ members: Named, departments: Named, tags: Named }),
  createdAt: z.iso.datetime(),
});
export type AppRecord = z.infer<typeof AppRecord>;

/** An app as a member finds it. */
export const WorkbenchApp = z.object({
  id: AppId,
  no: z.number().int(),
  name: z.string(),
  description: z.string(),
  logo: z.string().nullable(),
  homeUrl: z.string(),
  /** its home page may stand beside a chat */
  sidebar: z.boolean(),
  /** figures the app shows in place of its description, for this member */
  figures: z.array(z.object({ key: z.string(), data: z.string(), url: z.string() })),
});
export type WorkbenchApp = z.infer<typeof WorkbenchApp>;

const OneApp = z.object({ appId: AppId });
const Secret = z.object({ secret: z.string() });
const whole = 'identity.needs_whole_company' as const;

export const apps = {
  listApps: endpoint({
    method: 'GET',
    path: '/apps',
    summary: 'The apps I may use, by name',
    who: 'member',
    input: z.object({}),
    output: z.object({ apps: z.array(WorkbenchApp) }),
    errors: [],
  }),
  openAppChat: endpoint({
    method: 'POST',
    path: '/apps/:appId/chat',
    summary: 'My chat with an app, made on first use',
    who: 'member',
    input: OneApp,
    output: z.object({ chatId: ChatId }),
    errors: ['apps.app_not_found'],
  }),
};

/** For programs outside: what they work with. Answers speak OAuth 2.0 (RFC 6749, client credentials), so that any client of it gets in. */
export const appTokens = {
  getToken: endpoint({
    method: 'POST',
    path: '/oauth/token',
    summary:
      'A bearer token for an app: the same one while it is fresh. Say who you are in the body, or as OAuth clients do with `Authorization: Basic` (client id: the id of the app)',
    who: 'anyone',
    input: z.object({
      /** the company, as CorpId or corp_… */
      corpId: z.string().max(100).optional(),
      /** AgentId of the app */
      agentId: z.coerce.number().int().optional(),
      secret: z.string().max(200).optional(),
    }),
    output: z.object({
      access_token: z.string(),
      token_type: z.literal('bearer'),
      /** whole seconds */
      expires_in: z.number().int(),
      /** separated by spaces */
      scope: z.string(),
    }),
    errors: ['apps.wrong_secret', 'common.app_off', 'common.app_elsewhere'],
  }),
};

export const appsAdmin = {
  adminApps: endpoint({
    method: 'GET',
    path: '/admin/apps',
    summary: 'All apps of the company, and what foreign programs call it',
    who: 'admin:apps',
    input: z.object({}),
    output: z.object({ corpCode: z.string(), apps: z.array(AppRecord) }),
    errors: [whole],
  }),
  adminApp: endpoint({
    method: 'GET',
    path: '/admin/apps/:appId',
    summary: 'Everything about one app',
    who: 'admin:apps',
    input: OneApp,
    output: AppRecord,
    errors: ['apps.app_not_found', whole],
  }),
  createApp: endpoint({
    method: 'POST',
    path: '/admin/apps',
    summary: 'A new app of the company itself',
    who: 'admin:apps',
    input: AppFields.pick({ name: true }).extend({
      description: AppFields.shape.description.default(''),
      homeUrl: HttpUrl.default(''),
      visible: VisibleRange.optional(),
    }),
    output: AppRecord,
    errors: [whole],
  }),
  changeApp: endpoint({
    method: 'PATCH',
    path: '/admin/apps/:appId',
    summary: 'Change what is given; the rest stays',
    who: 'admin:apps',
    input: AppFields.partial().extend({ appId: AppId }),
    output: AppRecord,
    errors: [
      'apps.app_not_found',
      'apps.bad_address',
      'apps.built_in',
      'files.not_found',
      'files.not_a_picture',
      whole,
    ],
  }),
  showAppSecret: endpoint({
    method: 'POST',
    path: '/admin/apps/:appId/secret',
    summary: 'The secret of an app',
    who: 'admin:apps',
    confirmed: true,
    input: OneApp,
    output: Secret,
    errors: ['apps.app_not_found', whole],
  }),
  renewAppSecret: endpoint({
    method: 'POST',
    path: '/admin/apps/:appId/secret/renew',
    summary: 'A new secret; the old one and every token handed out for it are dead at once',
    who: 'admin:apps',
    confirmed: true,
    input: OneApp,
    output: Secret,
    errors: ['apps.app_not_found', whole],
  }),
  removeApp: endpoint({
    method: 'DELETE',
    path: '/admin/apps/:appId',
    summary:
      'Remove an app of the company itself: secret, tokens and callbacks are dead at once; its messages stay',
    who: 'admin:apps',
    confirmed: true,
    input: OneApp,
    output: z.object({}),
    errors: ['apps.app_not_found', 'apps.built_in', 'apps.asked_by_flows', whole],
  }),
  openBuiltInApp: endpoint({
    method: 'POST',
    path: '/admin/apps/built-in/:kind',
    summary: 'The built-in app for the directory or for customers, made on first use',
    who: 'admin:apps',
    confirmed: true,
    input: z.object({ kind: z.enum(['contacts', 'customers']) }),
    output: AppRecord,
    errors: [whole],
  }),
  listCallGaps: endpoint({
    method: 'GET',
    path: '/admin/call-gaps',
    summary: 'What programs of the company called and this product does not have, most wanted first',
    who: 'admin:apps',
    input: z.object({}),
    output: z.object({
      gaps: z.array(z.object({ path: z.string(), calls: z.number().int(), lastAt: z.iso.datetime() })),
    }),
    errors: [whole],
  }),
};

/** Long work that a program asked for has ended; the program may fetch its result. */
export const appJobEnded = event('apps.job_ended', 'apps', z.object({ jobId: z.string(), appId: AppId }));

/** An app is gone; what it could do is over already. */
export const appRemoved = event('apps.app_removed', 'server', z.object({ appId: AppId }));

/** A member opened an app: its chat or its page. */
export const appEntered = event('apps.app_entered', 'apps', z.object({ appId: AppId, memberId: MemberId }));
