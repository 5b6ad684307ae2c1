import * as z from 'zod';
import { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';

/** Who sees an app and may be reached by it: everybody, or the union of members, departments with all below, and tags. */
export const VisibleRange = z.object({
  all: z.boolean(),
  memberIds: z.array(MemberId).max(10_000).default([]),
  departmentIds: z.array(DepartmentId).max(1_000).default([]),
  tagIds: z.array(TagId).max(1_000).default([]),
});
export type VisibleRange = z.infer<typeof VisibleRange>;

export const everybody: VisibleRange = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
