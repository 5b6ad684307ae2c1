// The company's products, for programs that keep a product album.
import type { Product } from '@teahouse/contract/materials';
import type { AppId, MaterialId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { MATERIAL, type MaterialRow } from './list-materials.ts';
import { dropMaterial, writeMaterial } from './write-material.ts';

const TITLE = 60;
const ALBUM = '';

export interface ProductDraft extends Product {
  /** what it is called and what is to be said about it */
  words: string;
}

export interface KeptProduct extends ProductDraft {
  id: MaterialId;
  madeBy: AppId | null;
  createdAt: Date;
}

type Row = MaterialRow & { madeBy: AppId | null; createdAt: Date };
const COLUMNS = `${MATERIAL}, made_by "madeBy", created_at "createdAt"`;

const toProduct = ({ id, draft, product, madeBy, createdAt }: Row): KeptProduct => ({
  ...product!,
  id,
  madeBy,
  createdAt,
  words: draft.k === 'text' ? draft.b.text : '',
});

const titleOf = (words: string) => [...words.split('\n', 1)[0]!.trim()].slice(0, TITLE).join('');

/** One more for everybody. Fails with files.not_found. */
export async function keepProduct(
  work: Work,
  madeBy: AppId,
  { words, ...product }: ProductDraft,
): Promise<MaterialId> {
  const id = newId('mat');
  const entry = { id, ownerId: null, madeBy, folder: ALBUM, title: titleOf(words), product };
  await writeMaterial(work, { ...entry, draft: { k: 'text', b: { text: words } } }, undefined);
  return id;
}

/** One of the company's. Fails with materials.material_not_found. */
export async function productToSee(work: Work, id: string): Promise<KeptProduct> {
  const [row] = await work.sql<Row>(
    `select ${COLUMNS} from materials where corp_id = $1 and id = $2 and owner_id is null and product is not null`,
    [work.corpId, id],
  );
  return row ? toProduct(row) : fail('materials.material_not_found');
}

/** The company's, by id from after `after` on. */
export async function pageOfProducts(
  work: Work,
  { after, limit }: { after: string; limit: number },
): Promise<KeptProduct[]> {
  const rows = await work.sql<Row>(
    `select ${COLUMNS} from materials where corp_id = $1 and owner_id is null and product is not null and id > $2 order by id limit $3`,
    [work.corpId, after, limit],
  );
  return rows.map(toProduct);
}

/** Changes one that this app keeps. Fails with materials.material_not_found. */
export async function changeProduct(
  work: Work,
  madeBy: AppId,
  id: string,
  change: Partial<ProductDraft>,
): Promise<void> {
  const row = await productToChange(work, madeBy, id);
  const { words, ...rest } = change;
  const draft = words === undefined ? row.draft : ({ k: 'text', b: { text: words } } as const);
  const title = words === undefined ? row.title : titleOf(words);
  const { folder } = row;
  await writeMaterial(
    work,
    { id: row.id, ownerId: null, folder, title, draft, product: { ...row.product!, ...rest } },
    row,
  );
}

/** Takes away one that this app keeps. Fails with materials.material_not_found. */
export async function dropProduct(work: Work, madeBy: AppId, id: string): Promise<void> {
  const row = await productToChange(work, madeBy, id);
  await dropMaterial(work, row.id, row);
}

/** Held until the work is done. */
async function productToChange(work: Work, madeBy: AppId, id: string): Promise<Row> {
  const [row] = await work.sql<Row>(
    `select ${COLUMNS} from materials where corp_id = $1 and id = $2 and made_by = $3 and owner_id is null and product is not null for update`,
    [work.corpId, id, madeBy],
  );
  return row ?? fail('materials.material_not_found');
}
