// `npm start`: installs, builds and runs Teahouse.
import { buildClient, home, install } from './prepare.mjs';

install();
buildClient();
await serve();

// In this very process: a signal, an exit code or a kill then means the server itself, never a wrapper around it.
async function serve() {
  process.chdir(home);
  await import('tsx');
  await import('../server/main.ts');
}
