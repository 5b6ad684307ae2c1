// Scripts and materials: what members say and show to customers again and again, the company's and one's own.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { MaterialId } from './ids.ts';
import { Draft, FileBody } from './realtime.ts';

/** A script is words; a material is a picture, a file, a video or a link. */
export const MaterialDraft = Draft.refine((d) => d.k !== 'forward' && d.k !== 'voice', 'not for the library');

/** What makes a script a product: its words are the description. */
export const Product = z.object({
  /** in the smallest unit of `currency` */
  price: z.number().int().min(0).max(10_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** the company's own number for it; '' where it has none */
  sn: z.string().regex(/^[A-Za-z0-9]{0,128}$/),
  pictures: z.array(FileBody).min(1).max(9),
});
export type Product = z.infer<typeof Product>;

const settings = {
  folder: z.string().trim().max(40),
  title: z.string().trim().min(1).max(60),
  /** words may hold {customer} and {member} */
  draft: MaterialDraft,
  /** a product to be shown with pictures and price; its draft is text */
  product: Product.nullable(),
  /** everybody's; else the actor's alone */
  company: z.boolean(),
};

export const Material = z.object({
  id: MaterialId,
  ...settings,
  draft: Draft,
  changeable: z.boolean(),
  /** how often it was used, by everybody together */
  used: z.number().int(),
});
export type Material = z.infer<typeof Material>;

const one = z.object({ materialId: MaterialId });
const NOT_FOUND = 'materials.material_not_found';

export const materials = {
  listMaterials: endpoint({
    method: 'GET',
    path: '/materials',
    summary: 'The company’s scripts and materials and my own, by words in folder, title or text; at most 200',
    who: 'member',
    input: z.object({ q: z.string().trim().max(60).default('') }),
    output: z.object({
      materials: z.array(Material),
      /** the actor may keep some for everybody */
      mayKeep: z.boolean(),
    }),
    errors: [],
  }),
  saveMaterial: endpoint({
    method: 'POST',
    path: '/materials',
    summary:
      'Keep a script or material; with an id, change it. For everybody only as an administrator of all',
    who: 'member',
    input: z.object({
      materialId: MaterialId.optional(),
      ...settings,
      folder: settings.folder.default(''),
      product: settings.product.default(null),
    }),
    output: Material,
    errors: [NOT_FOUND, 'directory.outside_scope', 'files.not_found', 'materials.product_words'],
  }),
  removeMaterial: endpoint({
    method: 'DELETE',
    path: '/materials/:materialId',
    summary: 'Take a script or material away',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: [NOT_FOUND, 'directory.outside_scope'],
  }),
  noteMaterialUsed: endpoint({
    method: 'POST',
    path: '/materials/:materialId/used',
    summary: 'Count one use; by whom is kept nowhere',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: [NOT_FOUND],
  }),
};
