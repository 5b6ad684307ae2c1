import { type Material, materials } from '@teahouse/contract/materials';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { adminScope } from '../directory/index.ts';
import { folded } from '../messaging/index.ts';

export type MaterialRow = Omit<Material, 'changeable' | 'company'> & { ownerId: MemberId | null };

/** The columns of `MaterialRow`. */
export const MATERIAL = 'id, owner_id "ownerId", folder, title, draft, product, used';

/** Whoever administers the whole company keeps what everybody uses. */
export async function mayKeepForAll(work: Work): Promise<boolean> {
  return (
    work.actor.kind === 'member' && work.actor.rights.has('members') && (await adminScope(work)) === null
  );
}

export const toMaterial = ({ ownerId, ...row }: MaterialRow, mayKeep: boolean): Material => ({
  ...row,
  company: ownerId === null,
  changeable: ownerId !== null || mayKeep,
});

export const listMaterials = implement(materials.listMaterials, async (work, { q }) => {
  const rows = await work.sql<MaterialRow>(
    `select ${MATERIAL} from materials where corp_id = $1 and (owner_id is null or owner_id = $2) and strpos(search, $3) > 0
      order by folder, title, id limit 200`,
    [work.corpId, actingMember(work), folded(q)],
  );
  const mayKeep = await mayKeepForAll(work);
  return { materials: rows.map((row) => toMaterial(row, mayKeep)), mayKeep };
});

/** Files of the library are seen by whoever sees the entry. */
export async function materialsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  const rows = await work.sql<{ id: string }>(
    'select id from materials where corp_id = $1 and id = any($2) and (owner_id is null or owner_id = $3)',
    [work.corpId, ids, work.actor.id],
  );
  return rows.map((r) => r.id);
}
