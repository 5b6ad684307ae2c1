import { withClient } from './connect.ts';
import { openPostgres } from './open-postgres.ts';

// Run by tests as a process of its own: opens the database, says so, and writes until it is told to stop or killed.
const [, , dir = '', role] = process.argv;
const postgres = await openPostgres(dir, { role: role === 'command' ? 'command' : 'server' });
let done = false;
process.stdin.on('end', () => (done = true)).resume();
await withClient(postgres.url, async (client) => {
  process.stdout.write(`open ${postgres.pid}\n`);
  for (let n = Date.now() % 1_000_000_000; !done; n += 1) {
    await client.query('insert into kept values ($1)', [n]);
    process.stdout.write(`kept ${n}\n`);
  }
});
await postgres.stop();
process.exit(0);
