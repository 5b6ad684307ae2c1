import { materials } from '@teahouse/contract/materials';
import type { MaterialId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { MATERIAL, type MaterialRow, mayKeepForAll, toMaterial } from './list-materials.ts';
import { dropMaterial, writeMaterial } from './write-material.ts';

/** One the actor may change, held until the work is done. Fails with materials.material_not_found, directory.outside_scope. */
async function materialToChange(work: Work, id: MaterialId): Promise<MaterialRow> {
  const [row] = await work.sql<MaterialRow>(
    `select ${MATERIAL} from materials where corp_id = $1 and id = $2 and (owner_id is null or owner_id = $3) for update`,
    [work.corpId, id, actingMember(work)],
  );
  if (!row) return fail('materials.material_not_found');
  if (row.ownerId === null && !(await mayKeepForAll(work))) fail('directory.outside_scope');
  return row;
}

export const saveMaterial = implement(
  materials.saveMaterial,
  async (work, { materialId, company, ...entry }) => {
    const mayKeep = await mayKeepForAll(work);
    if (company && !mayKeep) fail('directory.outside_scope');
    const before = materialId && (await materialToChange(work, materialId));
    const id = materialId ?? newId('mat');
    const ownerId = company ? null : actingMember(work);
    return toMaterial(await writeMaterial(work, { ...entry, id, ownerId }, before), mayKeep);
  },
);

export const removeMaterial = implement(materials.removeMaterial, async (work, { materialId }) => {
  await dropMaterial(work, materialId, await materialToChange(work, materialId));
  return {};
});

export const noteMaterialUsed = implement(materials.noteMaterialUsed, async (work, { materialId }) => {
  const rows = await work.sql(
    'update materials set used = used + 1 where corp_id = $1 and id = $2 and (owner_id is null or owner_id = $3) returning id',
    [work.corpId, materialId, actingMember(work)],
  );
  return rows.length ? {} : fail('materials.material_not_found');
});
