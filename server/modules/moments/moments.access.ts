// Who may reach a moment: its maker, the outreach role, and whoever publishes it; customers through their feed.
import type {
  AppId,
  BroadcastId,
  CustomerId,
  CustomerTagId,
  MemberId,
  MomentId,
} from '@teahouse/contract/ids';
import type { MomentContent } from '@teahouse/contract/moments';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { hasOutreachRole } from '../outreach/index.ts';

export interface MomentRow {
  id: MomentId;
  broadcastId: BroadcastId | null;
  kind: 'own' | 'task';
  madeBy: MemberId | AppId;
  content: MomentContent;
  tagIds: CustomerTagId[];
  automatic: boolean;
  holdOut: number;
  createdAt: Date;
  startAt: Date;
  withdrawnAt: Date | null;
}

/** The columns of `MomentRow`, of the table that goes by `m`. */
export const MOMENT = `m.id, m.broadcast_id "broadcastId", m.kind, m.made_by "madeBy", m.content, m.tag_ids "tagIds", m.automatic,
       m.hold_out "holdOut", m.created_at "createdAt", m.start_at "startAt", m.withdrawn_at "withdrawnAt"`;

/** "I made it, publish it, or have the outreach role", as SQL on `m`; $2 is the member, $3 whether the role. A task unbegun is its maker's. */
export const SEEN = `($3 or m.made_by = $2 or (m.start_at <= $4 and exists (select from moment_performers p
       where p.corp_id = $1 and p.moment_id = m.id and p.member_id = $2)))`;

export const seenValues = (work: Work): unknown[] => [
  work.corpId,
  actingMember(work),
  hasOutreachRole(work),
  work.now,
];

/** Fails with moments.moment_not_found. `hold`: nobody else changes it until the work is done. */
export async function momentToSee(work: Work, id: MomentId, { hold = false } = {}): Promise<MomentRow> {
  const [row] = await work.sql<MomentRow>(
    `select ${MOMENT} from moments m where m.corp_id = $1 and m.id = $5 and ${SEEN}${hold ? ' for update' : ''}`,
    [...seenValues(work), id],
  );
  return row ?? fail('moments.moment_not_found');
}

/** Maker and role see the whole of it and may take it back; performers see their own part. */
export const manages = (work: Work, row: MomentRow): boolean =>
  hasOutreachRole(work) || row.madeBy === actingMember(work);

/** Pictures are seen by whoever may see the moment. */
export async function momentsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind === 'customer') return await shownTo(work, work.actor.id, ids);
  if (work.actor.kind !== 'member') return [];
  const rows = await work.sql<{ id: string }>(
    `select m.id from moments m where m.corp_id = $1 and m.id = any($5) and ${SEEN}`,
    [...seenValues(work), ids],
  );
  return rows.map((r) => r.id);
}

async function shownTo(work: Work, customerId: CustomerId, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select m.id from moments m join moment_feed f on f.corp_id = $1 and f.moment_id = m.id and f.customer_id = $2
      where m.corp_id = $1 and m.id = any($3) and m.withdrawn_at is null`,
    [work.corpId, customerId, ids],
  );
  return rows.map((r) => r.id);
}
