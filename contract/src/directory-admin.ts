// What administrators promise themselves about departments and members.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CustomKind, DepartmentNode, Flag, MemberBrief, MemberStatus, Page } from './directory.ts';
import { CustomFieldId, DepartmentId, MemberId, TagId } from './ids.ts';

const Name = z.string().trim().min(1).max(64);
/** Letters, digits and `_-@.`, as WeCom allows; it never changes its spelling. */
export const Userid = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/);
const Gender = z.enum(['', 'male', 'female']);
const CustomValues = z.record(CustomFieldId, z.string().max(1_000));

/** A member's place in one department. */
export const Membership = z.object({
  id: DepartmentId,
  leader: z.boolean().default(false),
  main: z.boolean().default(false),
  /** larger stands first */
  order: z.number().int().min(0).max(4_294_967_295).default(0),
});

export const MemberFields = z.object({
  name: Name,
  alias: z.string().trim().max(64),
  position: z.string().trim().max(128),
  gender: Gender,
  mobile: z.string().trim().max(32).nullable(),
  phone: z.string().trim().max(64),
  email: z.string().trim().max(254).nullable(),
  address: z.string().trim().max(200),
  managerId: MemberId.nullable(),
  hidden: z.boolean(),
  /** the first day of employment: '2027-05-10' */
  since: z.iso.date(),
  departments: z.array(Membership).min(1).max(100),
  tags: z.array(TagId).max(50),
  /** by field id; an empty text removes the value */
  custom: CustomValues,
});

/** Everything an administrator sees of a member. */
export const MemberRecord = MemberBrief.extend({
  gender: Gender,
  mobile: z.string().nullable(),
  phone: z.string(),
  email: z.string().nullable(),
  address: z.string(),
  manager: z.object({ id: MemberId, name: z.string() }).nullable(),
  hidden: z.boolean(),
  memberships: z.array(
    z.object({
      id: DepartmentId,
      names: z.array(z.string()),
      leader: z.boolean(),
      main: z.boolean(),
      order: z.number().int(),
    }),
  ),
  tags: z.array(z.object({ id: TagId, name: z.string() })),
  custom: CustomValues,
  /** the first day of employment; the day they were entered where nobody said */
  since: z.iso.date(),
  createdAt: z.iso.datetime(),
});
export type MemberRecord = z.infer<typeof MemberRecord>;

export const CustomField = z.object({
  id: CustomFieldId,
  name: Name,
  kind: CustomKind,
  /** the choices of a select */
  options: z.array(Name).max(100),
  /** false: administrators only */
  shown: z.boolean(),
  order: z.number().int(),
});
export type CustomField = z.infer<typeof CustomField>;

export const Tag = z.object({ id: TagId, name: Name, memberCount: z.number().int() });

export const cardFields = ['mobile', 'phone', 'email', 'address', 'gender'] as const;
export const CorpInfo = z.object({
  name: Name,
  locale: z.enum(['zh', 'en']),
  zone: z.string().max(64),
  /** fields that member cards keep back from colleagues */
  keptBack: z.array(z.enum(cardFields)),
  members: z.number().int(),
  departments: z.number().int(),
});

export const VisibilityRule = z.object({
  departmentId: DepartmentId,
  /** own: the departments they are in and those below; chosen: these, those below and the own; all: everyone */
  sees: z.enum(['own', 'chosen', 'all']),
  chosen: z.array(DepartmentId).max(200),
});
export type VisibilityRule = z.infer<typeof VisibilityRule>;

const memberFaults = [
  'directory.member_not_found',
  'directory.department_not_found',
  'directory.outside_scope',
  'directory.needs_owner',
  'directory.userid_taken',
  'directory.mobile_taken',
  'directory.email_taken',
  'directory.bad_mobile',
  'directory.bad_email',
  'directory.since_after_end',
  'directory.manager_cycle',
  'directory.custom_value',
  'directory.tag_not_found',
] as const;
const departmentFaults = [
  'directory.department_not_found',
  'directory.outside_scope',
  'directory.department_name_taken',
  'directory.department_no_taken',
  'directory.department_cycle',
  'directory.root_stays',
] as const;
const lifeFaults = [
  'directory.member_not_found',
  'directory.outside_scope',
  'directory.needs_owner',
  'directory.wrong_status',
  'directory.mobile_taken',
  'directory.email_taken',
] as const;
const OneMember = z.object({ memberId: MemberId });
const DepartmentFields = z.object({
  name: Name,
  nameEn: z.string().trim().max(64),
  order: z.number().int().min(0).max(4_294_967_295),
  hidden: z.boolean(),
});

export const directoryAdmin = {
  getCorp: endpoint({
    method: 'GET',
    path: '/admin/corp',
    summary: 'The company itself',
    who: 'admin:settings',
    input: z.object({}),
    output: CorpInfo,
    errors: [],
  }),
  changeCorp: endpoint({
    method: 'PATCH',
    path: '/admin/corp',
    summary: 'Change name, language, time zone or what member cards keep back',
    who: 'admin:settings',
    input: CorpInfo.pick({ name: true, locale: true, zone: true, keptBack: true }).partial(),
    output: z.object({}),
    errors: [],
  }),
  adminDepartments: endpoint({
    method: 'GET',
    path: '/admin/departments',
    summary: 'Departments under one of them, or those at the top of what I administer',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({ parentId: DepartmentId.optional() }),
    output: z.object({ departments: z.array(DepartmentNode) }),
    errors: ['directory.department_not_found', 'directory.outside_scope'],
  }),
  departmentsById: endpoint({
    method: 'GET',
    path: '/admin/departments/by-id',
    summary: 'Up to 200 departments I administer, with their names from the company down',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({ ids: z.string().transform((s) => s.split(',').filter(Boolean).slice(0, 200)) }),
    output: z.object({ departments: z.array(z.object({ id: DepartmentId, names: z.array(z.string()) })) }),
    errors: [],
  }),
  createDepartment: endpoint({
    method: 'POST',
    path: '/admin/departments',
    summary: 'Create a department',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({
      parentId: DepartmentId,
      name: Name,
      nameEn: DepartmentFields.shape.nameEn.default(''),
      order: DepartmentFields.shape.order.default(0),
      hidden: z.boolean().default(false),
      no: z.number().int().min(2).max(4_294_967_295).optional(),
    }),
    output: z.object({ id: DepartmentId, no: z.number().int() }),
    errors: departmentFaults,
  }),
  changeDepartment: endpoint({
    method: 'PATCH',
    path: '/admin/departments/:departmentId',
    summary: 'Rename, order, hide or move a department with all below it',
    who: 'admin:members',
    app: 'contacts.write',
    input: DepartmentFields.partial().extend({
      departmentId: DepartmentId,
      parentId: DepartmentId.optional(),
    }),
    output: z.object({}),
    errors: departmentFaults,
  }),
  removeDepartment: endpoint({
    method: 'DELETE',
    path: '/admin/departments/:departmentId',
    summary: 'Remove an empty department',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({ departmentId: DepartmentId }),
    output: z.object({}),
    errors: [...departmentFaults, 'directory.department_not_empty'],
  }),
  adminMembers: endpoint({
    method: 'GET',
    path: '/admin/members',
    summary: 'Members I administer, by department, status, tag or words, page by page',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({
      departmentId: DepartmentId.optional(),
      below: Flag.default(true),
      status: MemberStatus.optional(),
      tagId: TagId.optional(),
      q: z.string().trim().max(60).optional(),
      ...Page,
    }),
    output: z.object({ members: z.array(MemberRecord), next: z.string().nullable() }),
    errors: ['directory.department_not_found', 'directory.outside_scope'],
  }),
  adminMember: endpoint({
    method: 'GET',
    path: '/admin/members/:memberId',
    summary: 'Everything about one member',
    who: 'admin:members',
    app: 'contacts.write',
    input: OneMember,
    output: MemberRecord,
    errors: ['directory.member_not_found', 'directory.outside_scope'],
  }),
  createMember: endpoint({
    method: 'POST',
    path: '/admin/members',
    summary: 'Add a member, invited until they sign in',
    who: 'admin:members',
    app: 'contacts.write',
    input: MemberFields.partial()
      .required({ name: true, departments: true })
      .extend({ userid: Userid.optional() }),
    output: MemberRecord,
    errors: memberFaults,
  }),
  changeMember: endpoint({
    method: 'PATCH',
    path: '/admin/members/:memberId',
    summary: 'Change what is given; the rest stays',
    who: 'admin:members',
    app: 'contacts.write',
    input: MemberFields.partial().extend({ memberId: MemberId, userid: Userid.optional() }),
    output: MemberRecord,
    errors: memberFaults,
  }),
  moveMembers: endpoint({
    method: 'POST',
    path: '/admin/members/move',
    summary: 'Take members out of a department (of all, when none is named) and into another',
    who: 'admin:members',
    app: 'contacts.write',
    input: z.object({
      memberIds: z.array(MemberId).min(1).max(200),
      from: DepartmentId.optional(),
      to: DepartmentId,
    }),
    output: z.object({}),
    errors: memberFaults,
  }),
  disableMember: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/disable',
    summary: 'Shut a member out for now',
    who: 'admin:members',
    app: 'contacts.write',
    input: OneMember,
    output: z.object({}),
    errors: lifeFaults,
  }),
  leaveMember: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/leave',
    summary: 'The member has left the company',
    who: 'admin:members',
    app: 'contacts.write',
    input: OneMember,
    output: z.object({}),
    errors: lifeFaults,
  }),
  reactivateMember: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/reactivate',
    summary: 'Let a disabled member, or one who had left, in again',
    who: 'admin:members',
    app: 'contacts.write',
    input: OneMember,
    output: z.object({}),
    errors: lifeFaults,
  }),
  getHandover: endpoint({
    method: 'GET',
    path: '/admin/members/:memberId/handover',
    summary: 'What of the directory somebody else must take over when this member goes',
    who: 'admin:members',
    input: OneMember,
    output: z.object({
      reports: z.array(MemberBrief),
      led: z.array(z.object({ id: DepartmentId, names: z.array(z.string()) })),
    }),
    errors: ['directory.member_not_found', 'directory.outside_scope'],
  }),
  handOver: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/handover',
    summary: 'Give direct reports, led departments or both to a colleague',
    who: 'admin:members',
    input: z.object({
      memberId: MemberId,
      to: MemberId,
      only: z.enum(['reports', 'departments']).optional(),
    }),
    output: z.object({ reports: z.number().int(), led: z.number().int() }),
    errors: ['directory.member_not_found', 'directory.outside_scope', 'directory.manager_cycle'],
  }),
};
