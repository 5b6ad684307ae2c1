// Reads every endpoint off the contract and writes contract/src/routes.generated.ts: method and path only, so that a client
// which knows where to call carries no schemas.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const contractDir = new URL('../contract/src/', import.meta.url);
const target = new URL('routes.generated.ts', contractDir);

interface EndpointShape {
  method: string;
  path: string;
}
const isEndpoint = (v: unknown): v is EndpointShape =>
  typeof v === 'object' && v !== null && 'method' in v && 'path' in v && 'input' in v && 'output' in v;

interface Group {
  file: string;
  name: string;
  endpoints: [name: string, route: string][];
}

async function readContract(): Promise<Group[]> {
  const groups: Group[] = [];
  for (const file of readdirSync(contractDir).sort()) {
    if (!file.endsWith('.ts') || /\.(generated|test)\.ts$/.test(file)) continue;
    const module = (await import(new URL(file, contractDir).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'object' || value === null) continue;
      const endpoints = Object.entries(value).filter((pair): pair is [string, EndpointShape] =>
        isEndpoint(pair[1]),
      );
      if (endpoints.length > 0)
        groups.push({ file, name, endpoints: endpoints.map(([n, e]) => [n, `${e.method} ${e.path}`]) });
    }
  }
  return groups;
}

/** The text of routes.generated.ts as the contract stands now. */
export async function renderRoutes(): Promise<string> {
  const groups = await readContract();
  const lines = ['// Written by tools/gen-routes.ts from the contract. Do not edit.'];
  for (const g of groups) lines.push(`import type { ${g.name} } from './${g.file}';`);
  lines.push('', 'export interface Contract {');
  for (const g of groups) lines.push(`  ${g.name}: typeof ${g.name};`);
  lines.push('}', '', 'export const routes = {');
  for (const g of groups) {
    lines.push(`  ${g.name}: {`);
    for (const [name, route] of g.endpoints) lines.push(`    ${name}: '${route}',`);
    lines.push('  },');
  }
  lines.push('} as const satisfies { [M in keyof Contract]: { [E in keyof Contract[M]]: string } };', '');
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await renderRoutes();
  const fresh = (() => {
    try {
      return readFileSync(target, 'utf8') === text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  })();
  if (process.argv.includes('--check')) {
    if (!fresh) {
      process.stderr.write('contract/src/routes.generated.ts is stale: run `npx tsx tools/gen-routes.ts`\n');
      process.exitCode = 1;
    }
  } else if (!fresh) writeFileSync(target, text);
}
