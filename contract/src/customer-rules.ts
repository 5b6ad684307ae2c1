// Rule groups: who leads some members where customers are concerned, and what they may do there.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CustomerRuleId, DepartmentId, MemberId } from './ids.ts';

/**
 * What leaders may do beyond seeing the customers and customer groups of those they lead, having codes made for them, and leading
 * people into their groups, which comes with every rule group.
 */
export const customerRights = [
  /** give customers of somebody who is here to another they lead */
  'hand_over',
  /** give customers of somebody who left to another they lead */
  'inherit',
  /** give customer groups of somebody who left to another */
  'give_groups',
  /** settings of customer groups: welcome, keyword replies, anti-spam */
  'group_rules',
  /** welcome, members and tags of contact-me codes that only those they lead serve */
  'codes',
  /** broadcasts to the customers of those they lead */
  'broadcast',
  /** posts into their customer groups */
  'group_posts',
  /** take the list of customers along as a table */
  'export',
] as const;
export const CustomerRight = z.enum(customerRights);
export type CustomerRight = z.infer<typeof CustomerRight>;

const Named = <I extends z.ZodType>(id: I) => z.object({ id, name: z.string() });

export const CustomerRule = z.object({
  id: CustomerRuleId,
  name: z.string(),
  parentId: CustomerRuleId.nullable(),
  leaders: z.array(Named(MemberId)),
  members: z.array(Named(MemberId)),
  /** with everybody below */
  departments: z.array(Named(DepartmentId)),
  rights: z.array(CustomerRight),
});
export type CustomerRule = z.infer<typeof CustomerRule>;

const written = {
  name: z.string().trim().min(1).max(30),
  leaderIds: z.array(MemberId).min(1).max(20),
  memberIds: z.array(MemberId).max(1_000).default([]),
  departmentIds: z.array(DepartmentId).max(100).default([]),
  rights: z.array(CustomerRight),
};
const errors = [
  'directory.outside_scope',
  'directory.member_not_found',
  'directory.department_not_found',
  'customers.rule_not_found',
  'customers.rule_empty',
  'customers.rule_outside_parent',
] as const;

export const customerRules = {
  myCustomerRights: endpoint({
    method: 'GET',
    path: '/customer-rules/mine',
    summary: 'Whether I lead others where customers are concerned, and what I may do there',
    who: 'member',
    input: z.object({}),
    output: z.object({ leads: z.boolean(), rights: z.array(CustomerRight) }),
    errors: [],
  }),
  listCustomerRules: endpoint({
    method: 'GET',
    path: '/admin/customer-rules',
    summary: 'Rule groups of customer contact, by name',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ rules: z.array(CustomerRule) }),
    errors: ['directory.outside_scope'],
  }),
  createCustomerRule: endpoint({
    method: 'POST',
    path: '/admin/customer-rules',
    summary: 'Put members under leaders of their own; a group below another holds none but members of that',
    who: 'admin:members',
    input: z.object({ ...written, parentId: CustomerRuleId.nullable().default(null) }),
    output: CustomerRule,
    errors,
  }),
  changeCustomerRule: endpoint({
    method: 'PUT',
    path: '/admin/customer-rules/:ruleId',
    summary: 'Write a rule group anew; it stays where it is',
    who: 'admin:members',
    input: z.object({ ruleId: CustomerRuleId, ...written }),
    output: CustomerRule,
    errors,
  }),
  removeCustomerRule: endpoint({
    method: 'DELETE',
    path: '/admin/customer-rules/:ruleId',
    summary: 'Its leaders lead nobody by it any more; one that others stand below stays',
    who: 'admin:members',
    input: z.object({ ruleId: CustomerRuleId }),
    output: z.object({}),
    errors: ['directory.outside_scope', 'customers.rule_not_found', 'customers.rule_has_others_below'],
  }),
};
