// Scripts and materials: what members say and show to customers again and again, the company's and one's own.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { MaterialId } from './ids.ts';
import { Draft } from './realtime.ts';

/** A script is words; a material is a picture, a file, a video or a link. */
export const MaterialDraft = Draft.refine((d) => d.k !== 'forward' && d.k !== 'voice', 'not for the library');

const settings = {
  folder: z.string().trim().max(40),
  title: z.string().trim().min(1).max(60),
  /** words may hold {customer} and {member} */
  draft: MaterialDraft,
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
    input: z.object({ materialId: MaterialId.optional(), ...settings, folder: settings.folder.default('') }),
    output: Material,
    errors: [NOT_FOUND, 'directory.outside_scope', 'files.not_found'],
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
