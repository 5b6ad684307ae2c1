import type { KeptPlan } from '@teahouse/contract/journeys';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type Addressed, audienceOf } from '../../customers/index.ts';

export interface Matching extends Addressed {
  anchorAt: Date;
}

/**
 * Everybody for whom the anchor has come, each once. When a tag was given is not kept: it counts from when the journey notices, which is
 * within minutes. Fails with customers.tag_not_found.
 */
export async function whoMatches(work: Work, plan: KeptPlan, madeBy: MemberId): Promise<Matching[]> {
  const { audience, anchor, anchorTagId } = plan;
  const tagGroups =
    anchor === 'tagged' && anchorTagId ? [...audience.tagGroups, [anchorTagId]] : audience.tagGroups;
  const of = audience.whose === 'mine' ? madeBy : null;
  const people = await audienceOf(work, { ...audience, tagGroups }, of);
  if (anchor === 'tagged') return people.map((p) => ({ ...p, anchorAt: work.now }));
  if (anchor === 'added') return people.map(({ addedAt, ...p }) => ({ ...p, addedAt, anchorAt: addedAt }));
  const ordered = await lastOrders(
    work,
    people.map((p) => p.customerId),
  );
  return people.flatMap((p) => {
    const at = ordered.get(p.customerId);
    return at ? [{ ...p, anchorAt: at }] : [];
  });
}

async function lastOrders(work: Work, ids: readonly CustomerId[]): Promise<Map<CustomerId, Date>> {
  const rows = await work.sql<{ id: CustomerId; at: Date }>(
    `select customer_id id, max(at) at from outcomes where corp_id = $1 and kind = 'order' and customer_id = any($2) group by 1`,
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.at]));
}
