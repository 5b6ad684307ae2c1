// Who may reach a broadcast: whoever made it, and the outreach role. Everybody else hears that it does not exist.
import type { Audience } from '@teahouse/contract/audience';
import type { BroadcastId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { ledMembers } from '../customers/index.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';

export const hasOutreachRole = ({ actor }: Work): boolean =>
  actor.kind === 'system' || (actor.kind === 'member' && actor.rights.has('outreach'));

/** Fails with outreach.broadcast_not_found. `hold`: nobody else changes it until the work is done. */
export async function broadcastToUse(
  work: Work,
  id: BroadcastId,
  { hold = false } = {},
): Promise<BroadcastRow> {
  const [row] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 and ($3::text is null or b.made_by = $3)${hold ? ' for update' : ''}`,
    [work.corpId, id, whoseBroadcasts(work)],
  );
  return row ?? fail('outreach.broadcast_not_found');
}

/** null: everybody's */
export const whoseBroadcasts = (work: Work): MemberId | null =>
  hasOutreachRole(work) ? null : actingMember(work);

/** Members write to their own customers; to everybody's only with the role. Returns whose customers. */
export function mayAddress(
  work: Work,
  { whose }: Pick<Audience, 'whose'>,
  madeBy: MemberId,
): MemberId | null {
  if (whose === 'mine') return madeBy;
  return hasOutreachRole(work) ? null : fail('outreach.too_few_rights');
}

/**
 * A broadcast's audience as it is kept. Without the role, "everybody" means the customers of those the maker leads: they are named, so
 * that whoever is led later is not written to by an old broadcast. Fails with outreach.too_few_rights.
 */
export async function audienceToKeep<A extends Pick<Audience, 'whose' | 'memberIds'>>(
  work: Work,
  audience: A,
): Promise<A> {
  if (audience.whose === 'mine' || hasOutreachRole(work)) return audience;
  const led = await ledMembers(work, 'broadcast');
  const memberIds = audience.memberIds.length ? audience.memberIds : led;
  if (led.length === 0 || memberIds.some((id) => !led.includes(id))) fail('outreach.too_few_rights');
  return { ...audience, memberIds };
}

/** Whose customers a kept broadcast may go to now; null: whom its audience names. Fails with outreach.too_few_rights. */
export async function mayBroadcast(
  work: Work,
  row: Pick<BroadcastRow, 'audience' | 'madeBy'>,
): Promise<MemberId | null> {
  if (row.audience.whose === 'mine') return memberOf(row);
  if (row.audience.memberIds.length === 0 && !hasOutreachRole(work)) fail('outreach.too_few_rights');
  await audienceToKeep(work, row.audience);
  return null;
}

/** Of a broadcast that a member made; programs address everybody's customers and ask for no member. */
export const memberOf = ({ madeBy }: Pick<BroadcastRow, 'madeBy'>): MemberId =>
  madeBy.startsWith('mbr_') ? (madeBy as MemberId) : fail('outreach.too_few_rights');

/** Files of a broadcast are seen by whoever may see the broadcast. */
export async function broadcastsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  const rows = await work.sql<{ id: string }>(
    'select id from broadcasts where corp_id = $1 and id = any($2) and ($3::text is null or made_by = $3)',
    [work.corpId, ids, whoseBroadcasts(work)],
  );
  return rows.map((r) => r.id);
}
