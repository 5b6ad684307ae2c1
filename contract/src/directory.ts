import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { CorpId, DepartmentId, MemberId } from './ids.ts';

export const MemberStatus = z.enum(['invited', 'active', 'disabled', 'left']);

/** What any colleague who may see this person sees in lists, mentions and search. */
export const MemberBrief = z.object({
  id: MemberId,
  /** the handle an administrator chose; WeCom calls it userid */
  userid: z.string(),
  name: z.string(),
  alias: z.string(),
  /** path of a picture under /api, or null: show initials */
  avatar: z.string().nullable(),
  position: z.string(),
  departments: z.array(z.object({ id: DepartmentId, name: z.string(), leader: z.boolean() })),
  status: MemberStatus,
});
export type MemberBrief = z.infer<typeof MemberBrief>;

export const Department = z.object({
  id: DepartmentId,
  /** WeCom's number of this department; unique per company, 1 is the root */
  no: z.number().int(),
  name: z.string(),
  parentId: DepartmentId.nullable(),
  order: z.number().int(),
  /** active members in it and below, each counted once */
  memberCount: z.number().int(),
});
export type Department = z.infer<typeof Department>;

/** A department in a tree that loads as it is opened. */
export const DepartmentNode = Department.extend({ hasChildren: z.boolean(), hidden: z.boolean() });
export type DepartmentNode = z.infer<typeof DepartmentNode>;

export const CustomKind = z.enum(['text', 'number', 'date', 'select', 'url']);
export type CustomKind = z.infer<typeof CustomKind>;

/** What the card of a member shows to the one who asks; fields the company keeps back are absent. */
export const MemberCard = MemberBrief.extend({
  gender: z.enum(['', 'male', 'female']).optional(),
  mobile: z.string().nullable().optional(),
  phone: z.string().optional(),
  email: z.string().nullable().optional(),
  address: z.string().optional(),
  manager: MemberBrief.nullable(),
  /** departments from the top down, one line for each the member is in */
  paths: z.array(z.object({ id: DepartmentId, names: z.array(z.string()) })),
  custom: z.array(z.object({ name: z.string(), kind: CustomKind, value: z.string() })),
});
export type MemberCard = z.infer<typeof MemberCard>;

/** Where the next page begins; opaque. */
export const Page = {
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
/** A yes or no that survives a query string. */
export const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((s) => s === 'true')]);

export const directory = {
  getMembers: endpoint({
    method: 'GET',
    path: '/members',
    summary: 'Names and faces of up to 200 members I may see, by id',
    who: 'member',
    app: 'contacts.read',
    input: z.object({ ids: z.string().transform((s) => s.split(',').filter(Boolean).slice(0, 200)) }),
    output: z.object({ members: z.array(MemberBrief) }),
    errors: [],
  }),
  searchMembers: endpoint({
    method: 'GET',
    path: '/search/members',
    summary: 'Colleagues by name, pinyin, initials, alias, userid, mobile or mail',
    who: 'member',
    app: 'contacts.read',
    input: z.object({
      q: z.string().trim().min(1).max(60),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ members: z.array(MemberBrief) }),
    errors: [],
  }),
  getMemberCard: endpoint({
    method: 'GET',
    path: '/members/:memberId/card',
    summary: 'The card of a colleague, with the fields I may see',
    who: 'member',
    app: 'contacts.read',
    input: z.object({ memberId: MemberId }),
    output: MemberCard,
    errors: ['directory.member_not_found'],
  }),
  listDepartments: endpoint({
    method: 'GET',
    path: '/departments',
    summary: 'The departments under one of them (under none: the company itself) that I may see',
    who: 'member',
    app: 'contacts.read',
    input: z.object({ parentId: DepartmentId.optional() }),
    output: z.object({ departments: z.array(DepartmentNode) }),
    errors: ['directory.department_not_found'],
  }),
  listDepartmentMembers: endpoint({
    method: 'GET',
    path: '/departments/:departmentId/members',
    summary: 'Colleagues of a department that I may see, leaders and higher order first, page by page',
    who: 'member',
    app: 'contacts.read',
    input: z.object({ departmentId: DepartmentId, below: Flag.default(false), ...Page }),
    output: z.object({ members: z.array(MemberBrief), next: z.string().nullable() }),
    errors: ['directory.department_not_found'],
  }),
  searchDepartments: endpoint({
    method: 'GET',
    path: '/search/departments',
    summary: 'Departments whose name, pinyin or initials begin so, that I may see',
    who: 'member',
    app: 'contacts.read',
    input: z.object({
      q: z.string().trim().min(1).max(60),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    output: z.object({
      departments: z.array(z.object({ id: DepartmentId, name: z.string(), names: z.array(z.string()) })),
    }),
    errors: [],
  }),
};

export const memberJoined = event('directory.member_joined', 'apps', z.object({ memberId: MemberId }));
/** Name, departments, position or any other shown fact of a member changed. */
export const memberChanged = event('directory.member_changed', 'apps', z.object({ memberId: MemberId }));
/** Disabled or left: every session, token and socket of this member is dead. */
export const memberStopped = event(
  'directory.member_stopped',
  'apps',
  z.object({ memberId: MemberId, status: MemberStatus }),
);
/** Somebody entered or left departments; `departments` are those touched, before and after. */
export const memberMoved = event(
  'directory.member_moved',
  'apps',
  z.object({ memberId: MemberId, departments: z.array(DepartmentId) }),
);
export const departmentChanged = event(
  'directory.department_changed',
  'apps',
  z.object({ departmentId: DepartmentId, what: z.enum(['created', 'changed', 'removed']) }),
);
export const corpCreated = event('directory.corp_created', 'server', z.object({ corpId: CorpId }));
