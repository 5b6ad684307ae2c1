// Customers as members see them: one person, several members who follow them, each with a remark, tags and a stage of their own.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import {
  ChatId,
  ContactCodeId,
  CustomerFieldId,
  CustomerId,
  CustomerTagGroupId,
  CustomerTagId,
  MemberId,
} from './ids.ts';
import { Flag, Page } from './directory.ts';

/** How far a member has come with a customer: one of the company's stages, by its id. */
export const Stage = z.string().regex(/^[a-z0-9_]{1,40}$/);
export type Stage = z.infer<typeof Stage>;

/** What a company keeps about a customer beside what everybody keeps: text, a number, a day as YYYY-MM-DD, or ids of options. */
export const FieldValue = z.union([z.string().max(2_000), z.number(), z.array(z.string().max(40)).max(50)]);
export type FieldValue = z.infer<typeof FieldValue>;

/** What one member has with one customer. */
export const Follow = z.object({
  customerId: CustomerId,
  /** shared by those found to be one person; of somebody alone the same as customerId */
  rootId: CustomerId,
  memberId: MemberId,
  memberName: z.string(),
  chatId: ChatId,
  state: z.enum(['waiting', 'following', 'refused']),
  /** what the customer calls themselves */
  name: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  remark: z.string(),
  description: z.string(),
  company: z.string(),
  /** numbers the member noted, beside the one the customer gave */
  mobiles: z.array(z.string()),
  stage: Stage,
  tagIds: z.array(CustomerTagId),
  personal: z.array(z.string()),
  codeId: ContactCodeId.nullable(),
  codeName: z.string(),
  channel: z.string(),
  addedAt: z.iso.datetime(),
  muted: z.boolean(),
  /** the company's own fields, by their id; of the customer, so the same for everybody who follows them */
  fields: z.record(z.string(), FieldValue),
});
export type Follow = z.infer<typeof Follow>;

export const CustomerTag = z.object({
  id: CustomerTagId,
  group: z.string(),
  groupId: CustomerTagGroupId,
  name: z.string(),
});

export const Customer = z.object({
  id: CustomerId,
  name: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  marketing: z.boolean(),
  marketingAt: z.iso.datetime().nullable(),
  /** those the reader may see: their own, and what they administer */
  follows: z.array(Follow),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.string(),
      memberId: MemberId.nullable(),
      detail: z.string(),
    }),
  ),
});

/** What a table did, or would do. Lines with a fault are left out; the others go in. */
export const CustomerImport = z.object({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  /** known, and the table says nothing new about them */
  unchanged: z.number().int(),
  faulty: z.number().int(),
  /** the first thousand, by line and the title of their column */
  faults: z.array(
    z.object({
      line: z.number().int(),
      column: z.string(),
      value: z.string(),
      what: z.enum(['no_name', 'bad_email', 'bad_stage', 'bad_value', 'unknown_tag', 'not_mine', 'twice']),
    }),
  ),
  /** the first two hundred that are added or changed */
  people: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      what: z.enum(['added', 'changed']),
      /** titles of the columns that bring something new */
      columns: z.array(z.string()),
    }),
  ),
  /** titles of columns that mean nothing here */
  ignored: z.array(z.string()),
});
export type CustomerImport = z.infer<typeof CustomerImport>;

const one = z.object({ customerId: CustomerId });
const filters = {
  /** `all`: whoever the administrator's role reaches; an app always sees all of its visible range */
  whose: z.enum(['mine', 'all']).default('mine'),
  q: z.string().trim().max(60).optional(),
  tagId: CustomerTagId.optional(),
  stage: Stage.optional(),
  memberId: MemberId.optional(),
  codeId: ContactCodeId.optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** a field of the company's own, with `fieldIs` (that text, number, day or option) or between two (numbers and days) */
  fieldId: CustomerFieldId.optional(),
  fieldIs: z.string().trim().max(100).optional(),
  fieldFrom: z.string().trim().max(40).optional(),
  fieldTo: z.string().trim().max(40).optional(),
};

export const customers = {
  listCustomers: endpoint({
    method: 'GET',
    path: '/customers',
    summary:
      'Customers I follow, or (as an administrator) those of my departments; newest first, page by page',
    who: 'member',
    app: 'customers.read',
    input: z.object({ ...filters, ...Page }),
    output: z.object({ follows: z.array(Follow), next: z.string().nullable() }),
    errors: [],
  }),
  countCustomers: endpoint({
    method: 'GET',
    path: '/customers/count',
    summary: 'How many the same filter finds, counted up to 10,000',
    who: 'member',
    input: z.object(filters),
    output: z.object({ count: z.number().int(), more: z.boolean() }),
    errors: [],
  }),
  exportCustomers: endpoint({
    method: 'GET',
    path: '/customers/export',
    summary: 'The same customers as a table (CSV or XLSX), at most 100,000 lines',
    who: 'member',
    input: z.object({ ...filters, as: z.enum(['csv', 'xlsx']).default('csv') }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  importCustomers: endpoint({
    method: 'POST',
    path: '/customers/import',
    summary:
      'Add customers of mine from a table (CSV or XLSX as application/octet-stream); a mobile, a mail or an id I have already changes that customer',
    who: 'member',
    input: z.object({
      fileName: z.string().min(1).max(200),
      /** only says what would happen; nothing is written */
      preview: Flag.default(false),
    }),
    output: CustomerImport,
    errors: ['customers.unreadable_table'],
    raw: true,
  }),
  getCustomer: endpoint({
    method: 'GET',
    path: '/customers/:customerId',
    summary: 'One customer: who they are, who follows them, what happened',
    who: 'member',
    app: 'customers.read',
    input: one,
    output: Customer,
    errors: ['customers.customer_not_found'],
  }),
  changeFollow: endpoint({
    method: 'PATCH',
    path: '/customers/:customerId/follow',
    summary: 'Change what I noted about a customer I follow',
    who: 'member',
    app: 'customers.write',
    input: z.object({
      ...one.shape,
      /** whose note it is; members change their own, so only apps need to say */
      memberId: MemberId.optional(),
      remark: z.string().trim().max(60).optional(),
      description: z.string().trim().max(2_000).optional(),
      company: z.string().trim().max(100).optional(),
      mobiles: z.array(z.string().trim().min(1).max(30)).max(5).optional(),
      stage: Stage.optional(),
      tagIds: z.array(CustomerTagId).max(100).optional(),
      personal: z.array(z.string().trim().min(1).max(30)).max(50).optional(),
      /** fields that change; null empties one */
      fields: z.record(CustomerFieldId, FieldValue.nullable()).optional(),
    }),
    output: Follow,
    errors: [
      'customers.customer_not_found',
      'customers.tag_not_found',
      'customers.stage_not_found',
      'customers.field_not_found',
      'customers.field_invalid',
      'customers.field_required',
    ],
  }),
  answerCustomer: endpoint({
    method: 'POST',
    path: '/customers/:customerId/answer',
    summary: 'Accept or refuse a customer who waits for my confirmation',
    who: 'member',
    input: z.object({ ...one.shape, accept: z.boolean() }),
    output: Follow,
    errors: ['customers.customer_not_found'],
  }),
  listCustomerTags: endpoint({
    method: 'GET',
    path: '/customer-tags',
    summary: 'The tags of the company for customers, by group',
    who: 'member',
    app: 'customers.read',
    input: z.object({}),
    output: z.object({ tags: z.array(CustomerTag) }),
    errors: [],
  }),
  createCustomerTag: endpoint({
    method: 'POST',
    path: '/admin/customer-tags',
    summary: 'Add a tag to a group; a new group begins with its first tag',
    who: 'admin:members',
    app: 'customers.write',
    input: z.object({ group: z.string().trim().min(1).max(30), name: z.string().trim().min(1).max(30) }),
    output: CustomerTag,
    errors: ['customers.tag_taken', 'directory.outside_scope'],
  }),
  removeCustomerTag: endpoint({
    method: 'DELETE',
    path: '/admin/customer-tags/:tagId',
    summary: 'Take a tag away, from every customer',
    who: 'admin:members',
    app: 'customers.write',
    input: z.object({ tagId: CustomerTagId }),
    output: z.object({}),
    errors: ['customers.tag_not_found', 'directory.outside_scope'],
  }),
  mergeCustomers: endpoint({
    method: 'POST',
    path: '/admin/customers/:customerId/merge',
    summary: 'These two are one person. Nothing is lost: un-merging gives back what each had',
    who: 'admin:members',
    input: z.object({ ...one.shape, into: CustomerId }),
    output: Customer,
    errors: ['customers.customer_not_found'],
  }),
  unmergeCustomer: endpoint({
    method: 'POST',
    path: '/admin/customers/:customerId/unmerge',
    summary: 'This one is somebody else after all',
    who: 'admin:members',
    input: one,
    output: Customer,
    errors: ['customers.customer_not_found', 'customers.not_merged'],
  }),
};

const pair = z.object({ customerId: CustomerId, memberId: MemberId, codeId: ContactCodeId.nullable() });
/** A member follows a customer from now on. */
export const customerAdded = event('customers.customer_added', 'apps', pair);
/** A customer said their first word to the member they came to. */
export const customerSpoke = event('customers.customer_spoke', 'apps', pair);
/** Remark, tags, stage or another fact of the pair changed. */
export const customerChanged = event('customers.customer_changed', 'apps', pair.omit({ codeId: true }));
/** A tag or a group of tags came, changed or went. */
export const customerTagChanged = event(
  'customers.tag_changed',
  'apps',
  z.object({
    id: z.union([CustomerTagId, CustomerTagGroupId]),
    kind: z.enum(['tag', 'group']),
    how: z.enum(['create', 'update', 'delete']),
  }),
);
