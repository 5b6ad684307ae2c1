// Customer groups: chats in which members and customers sit together, and the permanent codes that lead into them.
import * as z from 'zod';
import { Here } from './customer-page.ts';
import { endpoint, event } from './define.ts';
import { ChatId, CustomerId, CustomerTagId, FileId, GroupCodeId, GroupWelcomeId, MemberId } from './ids.ts';

/** What a group does by itself. */
export const GroupSettings = z.object({
  /** to newcomers; {name} becomes their names, '' greets nobody */
  welcome: z.string().trim().max(4_000).default(''),
  /** shown after the words of the welcome */
  welcomeFiles: z.array(FileId).max(9).default([]),
  /** newcomers within so many minutes are greeted together */
  welcomeGap: z.number().int().min(0).max(1_440).default(1),
  /** an answer to what a customer says; the first that fits */
  replies: z
    .array(
      z.object({
        words: z.array(z.string().trim().min(1).max(40)).min(1).max(20),
        how: z.enum(['exact', 'contains']),
        text: z.string().trim().min(1).max(2_000),
      }),
    )
    .max(50)
    .default([]),
  /** what customers may not do; members may */
  rules: z
    .object({
      links: z.boolean().default(false),
      banned: z.array(z.string().trim().min(1).max(40)).max(200).default([]),
      /** most messages of one customer in a minute; null: any number */
      flood: z.number().int().min(2).max(100).nullable().default(null),
      /** how many warnings before somebody is removed */
      warnings: z.number().int().min(0).max(10).default(1),
    })
    .default({ links: false, banned: [], flood: null, warnings: 1 }),
});
export type GroupSettings = z.output<typeof GroupSettings>;

/** The same with nothing left out. */
const GroupSettingsShown = z.object({
  welcome: z.string(),
  welcomeFiles: z.array(FileId),
  welcomeGap: z.number().int(),
  replies: GroupSettings.shape.replies.removeDefault(),
  rules: z.object({
    links: z.boolean(),
    banned: z.array(z.string()),
    flood: z.number().int().nullable(),
    warnings: z.number().int(),
  }),
});

export const CustomerGroup = z.object({
  chatId: ChatId,
  name: z.string(),
  ownerId: MemberId.nullable(),
  ownerName: z.string(),
  members: z.number().int(),
  customers: z.number().int(),
  /** of the last seven days, today included */
  joined: z.number().int(),
  left: z.number().int(),
  messages: z.number().int(),
  dissolved: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type CustomerGroup = z.infer<typeof CustomerGroup>;

export const GroupCustomer = z.object({
  customerId: CustomerId,
  name: z.string(),
  joinedAt: z.iso.datetime(),
  how: z.enum(['code', 'invited']),
  /** of the code they came by */
  state: z.string(),
  warnings: z.number().int(),
});

/** Figures of one group on one day, in the company's zone; nothing here is about a single person. */
export const GroupDay = z.object({
  day: z.iso.date(),
  joined: z.number().int(),
  left: z.number().int(),
  messages: z.number().int(),
  active: z.number().int(),
});
export type GroupDay = z.infer<typeof GroupDay>;

const name = z.string().trim().min(1).max(60);
const one = z.object({ chatId: ChatId });
const gone = 'groups.group_not_found';

const codeSettings = {
  name,
  /** groups that the code opens are called so, with a number */
  baseName: z.string().trim().min(1).max(40),
  /** the next number */
  baseNo: z.number().int().min(1).max(100_000).default(1),
  /** opens another group when all are full */
  opens: z.boolean().default(true),
  /** most customers in one group */
  cap: z.number().int().min(1).max(2_000).default(200),
  /** says afterwards where somebody came from */
  state: z.string().trim().max(30).default(''),
  /** for those whom the owner of the group follows */
  tagIds: z.array(CustomerTagId).max(20).default([]),
};

export const GroupCode = z.object({
  id: GroupCodeId,
  name: z.string(),
  baseName: z.string(),
  baseNo: z.number().int(),
  opens: z.boolean(),
  cap: z.number().int(),
  state: z.string(),
  tagIds: z.array(CustomerTagId),
  groups: z.array(
    z.object({ chatId: ChatId, name: z.string(), customers: z.number().int(), dissolved: z.boolean() }),
  ),
  /** what to send or print; never changes */
  url: z.string(),
  scans: z.number().int(),
  closed: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type GroupCode = z.infer<typeof GroupCode>;

const code = z.object({ codeId: GroupCodeId });
const key = { key: z.string().max(100) };

export const customerGroups = {
  listCustomerGroups: endpoint({
    method: 'GET',
    path: '/customer-groups',
    summary: 'Customer groups I sit in, or (as an administrator) those of my departments; newest first',
    who: 'member',
    input: z.object({
      whose: z.enum(['mine', 'all']).default('mine'),
      q: z.string().trim().max(60).optional(),
      ownerId: MemberId.optional(),
    }),
    output: z.object({ groups: z.array(CustomerGroup) }),
    errors: [],
  }),
  createCustomerGroup: endpoint({
    method: 'POST',
    path: '/customer-groups',
    summary: 'Open a customer group of mine, with colleagues and customers I follow',
    who: 'member',
    input: z.object({
      name,
      memberIds: z.array(MemberId).max(200).default([]),
      customerIds: z.array(CustomerId).max(200).default([]),
      settings: GroupSettings.optional(),
    }),
    output: CustomerGroup,
    errors: ['messaging.unknown_member', 'customers.customer_not_found', 'files.not_found'],
  }),
  getCustomerGroup: endpoint({
    method: 'GET',
    path: '/customer-groups/:chatId',
    summary: 'One customer group: its people and what it does by itself',
    who: 'member',
    input: one,
    output: z.object({
      group: CustomerGroup,
      /** the actor may change it */
      mayChange: z.boolean(),
      /** to another owner */
      mayGive: z.boolean(),
      seated: z.boolean(),
      settings: GroupSettingsShown,
      members: z.array(
        z.object({ memberId: MemberId, name: z.string(), role: z.enum(['owner', 'admin', 'member']) }),
      ),
      customers: z.array(GroupCustomer),
    }),
    errors: [gone],
  }),
  changeCustomerGroup: endpoint({
    method: 'PATCH',
    path: '/customer-groups/:chatId',
    summary: 'Change what a group is called, what it does by itself, and who owns it',
    who: 'member',
    input: z.object({
      ...one.shape,
      name: name.optional(),
      settings: GroupSettings.optional(),
      ownerId: MemberId.optional(),
    }),
    output: CustomerGroup,
    errors: [gone, 'groups.not_yours', 'groups.dissolved', 'messaging.unknown_member', 'files.not_found'],
  }),
  addGroupCustomers: endpoint({
    method: 'POST',
    path: '/customer-groups/:chatId/customers',
    summary: 'Bring customers I follow into a group I sit in, those who were removed as well',
    who: 'member',
    input: z.object({ ...one.shape, customerIds: z.array(CustomerId).min(1).max(200) }),
    output: z.object({ added: z.number().int() }),
    errors: [gone, 'groups.dissolved', 'customers.customer_not_found'],
  }),
  removeGroupCustomer: endpoint({
    method: 'DELETE',
    path: '/customer-groups/:chatId/customers/:customerId',
    summary: 'Remove a customer; they come back only when a member brings them',
    who: 'member',
    input: z.object({ ...one.shape, customerId: CustomerId }),
    output: z.object({}),
    errors: [gone, 'groups.not_yours', 'customers.customer_not_found'],
  }),
  listGroupDays: endpoint({
    method: 'GET',
    path: '/customer-groups/:chatId/days',
    summary: 'Figures of a group, day by day, the oldest first; days on which nothing happened are there too',
    who: 'member',
    input: z.object({ ...one.shape, days: z.coerce.number().int().min(1).max(180).default(30) }),
    output: z.object({ days: z.array(GroupDay) }),
    errors: [gone],
  }),
  listGroupCodes: endpoint({
    method: 'GET',
    path: '/group-codes',
    summary: 'Join codes I made or administer, newest first',
    who: 'member',
    input: z.object({}),
    output: z.object({ codes: z.array(GroupCode) }),
    errors: [],
    raw: true,
  }),
  createGroupCode: endpoint({
    method: 'POST',
    path: '/group-codes',
    summary: 'Make a join code for groups I may change; without any, it opens its first group by itself',
    who: 'member',
    input: z.object({ ...codeSettings, chatIds: z.array(ChatId).max(5).default([]) }),
    output: GroupCode,
    errors: [gone, 'groups.not_yours', 'groups.dissolved', 'customers.tag_not_found'],
    raw: true,
  }),
  changeGroupCode: endpoint({
    method: 'PATCH',
    path: '/group-codes/:codeId',
    summary: 'Change a join code; its link stays the same. A closed one lets nobody new in',
    who: 'member',
    input: z.object({
      ...code.shape,
      name: name.optional(),
      baseName: codeSettings.baseName.optional(),
      opens: z.boolean().optional(),
      cap: z.number().int().min(1).max(2_000).optional(),
      state: z.string().trim().max(30).optional(),
      chatIds: z.array(ChatId).max(5).optional(),
      closed: z.boolean().optional(),
    }),
    output: GroupCode,
    errors: ['groups.code_not_found', gone, 'groups.not_yours', 'groups.dissolved'],
    raw: true,
  }),
  groupCodeQr: endpoint({
    method: 'GET',
    path: '/group-codes/:codeId/qr',
    summary: 'The link as a QR code: a picture (svg, png) or a poster for printing (A5, svg)',
    who: 'member',
    input: z.object({ ...code.shape, as: z.enum(['svg', 'png', 'poster']).default('svg') }),
    output: z.unknown(),
    errors: ['groups.code_not_found'],
    raw: true,
  }),
  listGroupWelcomes: endpoint({
    method: 'GET',
    path: '/group-welcomes',
    summary: 'Welcomes that programs keep for owners of groups, to take over as one’s own',
    who: 'member',
    input: z.object({}),
    output: z.object({ welcomes: z.array(z.object({ id: GroupWelcomeId, text: z.string() })) }),
    errors: [],
  }),
  groupQr: endpoint({
    method: 'GET',
    path: '/g/:key/qr.png',
    summary: 'The link of this code as a picture, for pages and programs that show it elsewhere',
    who: 'key:group_code',
    input: z.object(key),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  joinGroup: endpoint({
    method: 'POST',
    path: '/g/:key/join',
    summary:
      'Come into a group of this code; whoever is in one already stays there. The session travels in a cookie. Messages and files go through the customer’s page',
    who: 'key:group_code',
    input: z.object({
      ...key,
      device: z.uuid(),
      locale: z.enum(['zh', 'en']).default('zh'),
      zone: z.string().max(60).optional(),
      /** I left, and want to come back */
      again: z.boolean().default(false),
    }),
    output: Here,
    errors: ['groups.closed', 'groups.full', 'groups.removed', 'groups.left'],
    raw: true,
  }),
  groupPeople: endpoint({
    method: 'GET',
    path: '/g/:key/chats/:chatId/people',
    summary: 'Who is in a group of mine: names alone',
    who: 'customer',
    input: z.object({ ...key, ...one.shape }),
    output: z.object({
      people: z.array(z.object({ name: z.string(), kind: z.enum(['owner', 'member', 'customer']) })),
    }),
    errors: ['messaging.chat_not_found'],
  }),
  leaveGroup: endpoint({
    method: 'POST',
    path: '/g/:key/chats/:chatId/leave',
    summary: 'Leave a group',
    who: 'customer',
    input: z.object({ ...key, ...one.shape }),
    output: z.object({}),
    errors: ['messaging.chat_not_found'],
  }),
};

/** A customer group came to be, changed or is no more. */
export const customerGroupChanged = event(
  'groups.group_changed',
  'apps',
  z.object({
    chatId: ChatId,
    what: z.enum(['created', 'joined', 'left', 'removed', 'owner', 'renamed', 'announced', 'archived']),
    /** those who came or went: customers and members */
    ids: z.array(z.string()),
    /** how customers came */
    how: z.enum(['code', 'invited']).nullable(),
    at: z.iso.datetime(),
  }),
);
