// The door of sample: a company to try the product with.
import { sample as contract } from '@teahouse/contract/sample';
import { defineModule } from '../../kernel/module.ts';
import { openSample } from './open-sample.ts';

export { sampleOf } from './open-sample.ts';

export const sample = defineModule({
  name: 'sample',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { openSample },
});
