import type { Material, Product } from '@teahouse/contract/materials';
import type { AppId, FileId, MaterialId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { spellingOf } from '../directory/index.ts';
import { attachFiles, detachFiles } from '../files/index.ts';
import { folded, withTrueFiles } from '../messaging/index.ts';
import { MATERIAL, type MaterialRow } from './list-materials.ts';

type Parts = Pick<Material, 'draft' | 'product'>;

const filesIn = ({ draft, product }: Parts): FileId[] => [
  ...('fileId' in draft.b ? [draft.b.fileId] : []),
  ...(product?.pictures ?? []).map((p) => p.fileId),
];
const wordsIn = ({ draft, product }: Parts): string[] => [
  draft.k === 'text' ? draft.b.text : draft.k === 'card' ? (draft.b.url ?? '') : '',
  product?.sn ?? '',
];

export interface Written extends Parts {
  id: MaterialId;
  /** null: the company's */
  ownerId: MemberId | null;
  madeBy?: AppId;
  folder: string;
  title: string;
}

/** Writes an entry with the facts its files truly have, and shows exactly those files in it. The caller has checked that it may. */
export async function writeMaterial(
  work: Work,
  entry: Written,
  before: Parts | undefined,
): Promise<MaterialRow> {
  if (entry.product && entry.draft.k !== 'text') fail('materials.product_words');
  const kept = {
    draft: await withTrueFiles(work, entry.draft),
    product: entry.product && (await withTruePictures(work, entry.product)),
  };
  const place = { kind: 'material', id: entry.id };
  const [had, has] = [before ? filesIn(before) : [], filesIn(kept)];
  await detachFiles(
    work,
    had.filter((f) => !has.includes(f)),
    place,
  );
  await attachFiles(work, [...new Set(has.filter((f) => !had.includes(f)))], place);
  const { folder, title } = entry;
  const search = folded([folder, title, ...wordsIn(kept), ...Object.values(spellingOf(title))].join('\n'));
  const [row] = await work.sql<MaterialRow>(
    `insert into materials (corp_id, id, owner_id, made_by, folder, title, draft, product, search, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (corp_id, id) do update set owner_id = excluded.owner_id, folder = excluded.folder, title = excluded.title,
       draft = excluded.draft, product = excluded.product, search = excluded.search
     returning ${MATERIAL}`,
    [
      work.corpId,
      entry.id,
      entry.ownerId,
      entry.madeBy ?? null,
      folder,
      title,
      JSON.stringify(kept.draft),
      kept.product && JSON.stringify(kept.product),
      search,
      work.now,
    ],
  );
  return row!;
}

/** Pictures as their files truly are; what is no picture is refused with materials.product_words. */
async function withTruePictures(work: Work, product: Product): Promise<Product> {
  const pictures: Product['pictures'] = [];
  for (const b of product.pictures) {
    const picture: Draft = await withTrueFiles(work, { k: 'image', b });
    pictures.push(picture.k === 'image' ? picture.b : fail('materials.product_words'));
  }
  return { ...product, pictures };
}

/** The entry goes, and with it what showed its files. */
export async function dropMaterial(work: Work, id: MaterialId, before: Parts): Promise<void> {
  await detachFiles(work, filesIn(before), { kind: 'material', id });
  await work.sql('delete from materials where corp_id = $1 and id = $2', [work.corpId, id]);
}
