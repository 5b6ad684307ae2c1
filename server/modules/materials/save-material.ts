import { materials } from '@teahouse/contract/materials';
import type { MaterialId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { spellingOf } from '../directory/index.ts';
import { attachFiles, detachFiles } from '../files/index.ts';
import { folded, withTrueFiles } from '../messaging/index.ts';
import { MATERIAL, type MaterialRow, mayKeepForAll, toMaterial } from './list-materials.ts';

const fileIn = (draft: Draft) => ('fileId' in draft.b ? draft.b.fileId : undefined);
const wordsIn = (draft: Draft): string =>
  draft.k === 'text' ? draft.b.text : draft.k === 'card' ? (draft.b.url ?? '') : '';

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
  async (work, { materialId, folder, title, draft, company }) => {
    const mayKeep = await mayKeepForAll(work);
    if (company && !mayKeep) fail('directory.outside_scope');
    const before = materialId && (await materialToChange(work, materialId));
    const id = materialId ?? newId('mat');
    const kept = await withTrueFiles(work, draft);
    const [had, has] = [before && fileIn(before.draft), fileIn(kept)];
    const place = { kind: 'material', id };
    if (had && had !== has) await detachFiles(work, [had], place);
    if (has && had !== has) await attachFiles(work, [has], place);
    const search = folded([folder, title, wordsIn(kept), ...Object.values(spellingOf(title))].join('\n'));
    const [row] = await work.sql<MaterialRow>(
      `insert into materials (corp_id, id, owner_id, folder, title, draft, search, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (corp_id, id) do update set owner_id = excluded.owner_id, folder = excluded.folder, title = excluded.title,
         draft = excluded.draft, search = excluded.search
       returning ${MATERIAL}`,
      [
        work.corpId,
        id,
        company ? null : actingMember(work),
        folder,
        title,
        JSON.stringify(kept),
        search,
        work.now,
      ],
    );
    return toMaterial(row!, mayKeep);
  },
);

export const removeMaterial = implement(materials.removeMaterial, async (work, { materialId }) => {
  const row = await materialToChange(work, materialId);
  const file = fileIn(row.draft);
  if (file) await detachFiles(work, [file], { kind: 'material', id: materialId });
  await work.sql('delete from materials where corp_id = $1 and id = $2', [work.corpId, materialId]);
  return {};
});

export const noteMaterialUsed = implement(materials.noteMaterialUsed, async (work, { materialId }) => {
  const rows = await work.sql(
    'update materials set used = used + 1 where corp_id = $1 and id = $2 and (owner_id is null or owner_id = $3) returning id',
    [work.corpId, materialId, actingMember(work)],
  );
  return rows.length ? {} : fail('materials.material_not_found');
});
