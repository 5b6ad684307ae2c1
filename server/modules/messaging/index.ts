// The door of messaging.
import { defineModule } from '../../kernel/module.ts';

export const messaging = defineModule({
  name: 'messaging',
  migrations: new URL('./migrations/', import.meta.url),
  contract: {},
  handlers: {},
});
