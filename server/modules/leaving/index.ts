// The door of leaving: everything a member leaves behind, in one place. Stands above the modules whose things are handed over.
import { leaving as contract } from '@teahouse/contract/leaving';
import { defineModule } from '../../kernel/module.ts';
import { leave } from './leave.ts';
import { leftBehind } from './left-behind.ts';

export const leaving = defineModule({
  name: 'leaving',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { leftBehind, leave },
});
