// The door of sample: a company made up for looking around. It stands on top of everything and nothing stands on it.
import { sample as contract } from '@teahouse/contract/sample';
import { defineModule } from '../../kernel/module.ts';
import { setUpSample } from './set-up-sample.ts';

export { openSample } from './open-sample.ts';

export const sample = defineModule({
  name: 'sample',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { setUpSample },
});
