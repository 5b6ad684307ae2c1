// Generated files must be what their tools would write now.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const made = [
  { tool: 'tools/gen-tables.ts', file: 'server/kernel/tables.generated.ts' },
  { tool: 'tools/gen-openapi.ts', file: 'contract/openapi.generated.json' },
  { tool: 'tools/gen-routes.ts', file: 'contract/src/routes.generated.ts' },
  { tool: 'tools/gen-routes.ts', file: 'contract/src/routes-later.generated.ts' },
  { tool: 'tools/gen-tokens.ts', file: 'web/src/ui/tokens.generated.css' },
].filter(({ tool }) => existsSync(home + tool));

let stale = 0;
for (const { tool, file } of made) {
  const before = existsSync(home + file) ? readFileSync(home + file, 'utf8') : '';
  execFileSync(process.execPath, ['--import', 'tsx', tool], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (readFileSync(home + file, 'utf8') === before) continue;
  console.error(`${file} was stale; run: npx tsx ${tool}`);
  stale++;
}
process.exit(stale === 0 ? 0 : 1);
