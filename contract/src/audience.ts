// Whom a broadcast or a journey means.
import * as z from 'zod';
import { Stage } from './customers.ts';
import { ContactCodeId, CustomerFieldId, CustomerId, CustomerTagId, MemberId } from './ids.ts';

export const Audience = z.object({
  /** `all`: everybody's customers, for the outreach role */
  whose: z.enum(['mine', 'all']).default('mine'),
  /** has at least one of these */
  tagIds: z.array(CustomerTagId).max(100).default([]),
  /** has at least one of every group */
  tagGroups: z.array(z.array(CustomerTagId).min(1).max(100)).max(100).default([]),
  /** has none of these */
  withoutTagIds: z.array(CustomerTagId).max(100).default([]),
  stages: z.array(Stage).default([]),
  memberIds: z.array(MemberId).max(50_000).default([]),
  codeIds: z.array(ContactCodeId).max(100).default([]),
  /** where they came from, as the channel of the code says */
  sources: z.array(z.string().max(60)).max(100).default([]),
  /** all of these are so of the company's own fields: equal, or between two (numbers and days; both ends count) */
  fields: z
    .array(
      z.object({
        fieldId: CustomerFieldId,
        fieldIs: z.string().trim().max(100).optional(),
        fieldFrom: z.string().trim().max(40).optional(),
        fieldTo: z.string().trim().max(40).optional(),
      }),
    )
    .max(10)
    .default([]),
  /** only these; empty: everybody the rest lets through */
  customerIds: z.array(CustomerId).max(50_000).default([]),
});
export type Audience = z.infer<typeof Audience>;
