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

export const directory = {
  getMembers: endpoint({
    method: 'GET',
    path: '/members',
    summary: 'Names and faces of up to 200 members I may see, by id',
    who: 'member',
    input: z.object({ ids: z.string().transform((s) => s.split(',').filter(Boolean).slice(0, 200)) }),
    output: z.object({ members: z.array(MemberBrief) }),
    errors: [],
  }),
  searchMembers: endpoint({
    method: 'GET',
    path: '/search/members',
    summary: 'Colleagues by name, pinyin, initials, alias, userid, mobile or mail',
    who: 'member',
    input: z.object({
      q: z.string().trim().min(1).max(60),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ members: z.array(MemberBrief) }),
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
