// The door of materials: scripts and materials that stand beside chats with customers.
import { materials as contract } from '@teahouse/contract/materials';
import { defineModule } from '../../kernel/module.ts';
import { listMaterials, materialsISee } from './list-materials.ts';
import { noteMaterialUsed, removeMaterial, saveMaterial } from './save-material.ts';

export {
  changeProduct,
  dropProduct,
  keepProduct,
  type KeptProduct,
  pageOfProducts,
  productToSee,
} from './products.ts';

export const materials = defineModule({
  name: 'materials',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { listMaterials, saveMaterial, removeMaterial, noteMaterialUsed },
  fileViewers: { material: materialsISee },
});
