// The door of apps: programs that act in a company, their secrets and tokens.
import { defineModule } from '../../kernel/module.ts';

export { type App, type AppKind, actingApp, appById, builtInApp } from './app.ts';
export { issueToken, whoseToken } from './app-token.ts';
export { corpCode } from './corp-code.ts';
export { createApp, secretOf } from './create-app.ts';

export const apps = defineModule({
  name: 'apps',
  migrations: new URL('./migrations/', import.meta.url),
  contract: {},
  handlers: {},
});
