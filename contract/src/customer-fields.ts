// What a company itself decides to know about customers: fields, the stages of a deal, and its tags in their groups.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CustomerFieldId, CustomerTagGroupId, CustomerTagId } from './ids.ts';
import { Stage } from './customers.ts';

export const customerFieldKinds = ['text', 'number', 'date', 'choice', 'choices'] as const;

const Option = z.object({ id: z.string().min(1).max(40), name: z.string().trim().min(1).max(60) });
export const CustomerField = z.object({
  id: CustomerFieldId,
  name: z.string(),
  kind: z.enum(customerFieldKinds),
  /** of a choice: what there is to choose, in order */
  options: z.array(Option),
  required: z.boolean(),
  /** no longer asked for; what customers have in it is kept */
  archived: z.boolean(),
});
export type CustomerField = z.infer<typeof CustomerField>;

export const CustomerStage = z.object({
  id: Stage,
  /** empty for a stage that came with the product and was never renamed: pages have their own word for it */
  name: z.string(),
  archived: z.boolean(),
});
export type CustomerStage = z.infer<typeof CustomerStage>;

const Asked = z.object({ fields: z.array(CustomerField), stages: z.array(CustomerStage) });

export const customerFields = {
  listCustomerFields: endpoint({
    method: 'GET',
    path: '/customer-fields',
    summary: "The company's own fields and stages of customers, in their order, archived ones last",
    who: 'member',
    app: 'customers.read',
    input: z.object({}),
    output: Asked,
    errors: [],
  }),
  setCustomerFields: endpoint({
    method: 'PUT',
    path: '/admin/customer-fields',
    summary:
      'Write the list of fields whole: those with an id change, those without begin, those left out are archived',
    who: 'admin:members',
    input: z.object({
      fields: z
        .array(
          z.object({
            id: CustomerFieldId.optional(),
            name: z.string().trim().min(1).max(30),
            /** stays what it was in a field that exists */
            kind: z.enum(customerFieldKinds),
            options: z
              .array(z.object({ id: Option.shape.id.optional(), name: Option.shape.name }))
              .max(100)
              .default([]),
            required: z.boolean().default(false),
          }),
        )
        .max(50),
    }),
    output: Asked,
    errors: ['customers.field_not_found', 'customers.field_taken', 'directory.outside_scope'],
  }),
  setCustomerStages: endpoint({
    method: 'PUT',
    path: '/admin/customer-stages',
    summary:
      'Write the list of stages whole, first to last; those left out are archived, and new customers begin in the first',
    who: 'admin:members',
    input: z.object({
      stages: z
        .array(z.object({ id: Stage.optional(), name: z.string().trim().min(1).max(30) }))
        .min(1)
        .max(30),
    }),
    output: Asked,
    errors: ['customers.stage_not_found', 'customers.field_taken', 'directory.outside_scope'],
  }),
  renameCustomerTag: endpoint({
    method: 'PATCH',
    path: '/admin/customer-tags/:tagId/name',
    summary: 'Another name for a customer tag or a group of them',
    who: 'admin:members',
    input: z.object({
      /** a tag's id or a group's */
      tagId: z.union([CustomerTagId, CustomerTagGroupId]),
      name: z.string().trim().min(1).max(30),
    }),
    output: z.object({}),
    errors: ['customers.tag_not_found', 'customers.tag_taken', 'directory.outside_scope'],
  }),
  orderCustomerTags: endpoint({
    method: 'PUT',
    path: '/admin/customer-tags/order',
    summary: 'The order of the tags of a group, or of the groups',
    who: 'admin:members',
    input: z.object({ ids: z.array(z.union([CustomerTagId, CustomerTagGroupId])).max(3_000) }),
    output: z.object({}),
    errors: ['customers.tag_not_found', 'directory.outside_scope'],
  }),
};
