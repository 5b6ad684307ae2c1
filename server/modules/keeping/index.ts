// The door of keeping: how much a company keeps, and for how long.
import { keeping as contract } from '@teahouse/contract/keeping';
import { defineModule } from '../../kernel/module.ts';
import { getKeeping, getStorage, setKeeping } from './keeping.ts';
import { letGo } from './let-go.ts';

export const keeping = defineModule({
  name: 'keeping',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { getStorage, getKeeping, setKeeping },
  jobs: [letGo],
});
