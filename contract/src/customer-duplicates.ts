// Records of customers that look like one person: found, compared, joined, or told apart for good.
import * as z from 'zod';
import { FieldValue } from './customers.ts';
import { endpoint } from './define.ts';
import { CustomerFieldId, CustomerId, CustomerTagId } from './ids.ts';

/** One record, with what everybody who follows this person noted. */
export const CustomerHalf = z.object({
  customerId: CustomerId,
  name: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  marketing: z.boolean(),
  createdAt: z.iso.datetime(),
  /** who follows them, as far as the reader may see */
  owners: z.array(z.string()),
  tagIds: z.array(CustomerTagId),
  fields: z.record(z.string(), FieldValue),
  /** records that are this person already */
  records: z.number().int(),
});
export type CustomerHalf = z.infer<typeof CustomerHalf>;

const one = z.object({ customerId: CustomerId });

export const customerDuplicates = {
  listDuplicates: endpoint({
    method: 'GET',
    path: '/admin/customer-duplicates',
    summary: 'Pairs of customers with the same phone, mail or name who may be one person',
    who: 'admin:members',
    input: z.object({
      /** `name`: the same name, and neither phone nor mail says that they are two */
      by: z.enum(['mobile', 'email', 'name']).default('mobile'),
      after: z.string().max(300).optional(),
    }),
    output: z.object({
      pairs: z.array(z.object({ value: z.string(), one: CustomerHalf, other: CustomerHalf })),
      next: z.string().nullable(),
    }),
    errors: [],
  }),
  previewMerge: endpoint({
    method: 'GET',
    path: '/admin/customers/:customerId/merge',
    summary: 'What merging would join: both, and the person they would be',
    who: 'admin:members',
    input: z.object({ ...one.shape, into: CustomerId }),
    output: z.object({
      from: CustomerHalf,
      into: CustomerHalf,
      joined: CustomerHalf,
      /** fields in which the two differ; what `into` has will stand for both */
      differing: z.array(CustomerFieldId),
    }),
    errors: ['customers.customer_not_found', 'customers.same_person'],
  }),
  tellApart: endpoint({
    method: 'POST',
    path: '/admin/customers/:customerId/not-same',
    summary: 'These two are not one person: do not propose them again',
    who: 'admin:members',
    input: z.object({ ...one.shape, other: CustomerId }),
    output: z.object({}),
    errors: ['customers.customer_not_found', 'customers.same_person'],
  }),
};
