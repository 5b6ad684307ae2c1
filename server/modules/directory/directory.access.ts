import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Of these members, those the actor may see: of this company, and not hidden from them. Keeps the order. */
export async function visibleMembers(work: Work, ids: readonly MemberId[]): Promise<MemberId[]> {
  if (ids.length === 0) return [];
  const rows = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and id = any($2) and (not hidden or id = $3 or $4)`,
    [work.corpId, ids, work.actor.id, work.actor.kind === 'system'],
  );
  const seen = new Set(rows.map((r) => r.id));
  return ids.filter((id) => seen.has(id));
}
