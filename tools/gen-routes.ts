// Reads every endpoint off the contract and writes contract/src/routes*.generated.ts: method and path only, so that a client
// which knows where to call carries no schemas.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const contractDir = new URL('../contract/src/', import.meta.url);

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

/** What a client needs before the first chat is open; the rest is fetched with the first call of it. */
const first = new Set(['messaging', 'identity', 'directory', 'notices', 'files', 'links']);

/** The texts of the generated files as the contract stands now, by file name. */
async function renderRoutes(): Promise<Map<string, string>> {
  const groups = await readContract();
  const written = '// Written by tools/gen-routes.ts from the contract. Do not edit.';
  const types = [
    ...groups.map((g) => `import type { ${g.name} } from './${g.file}';`),
    '',
    'export interface Contract {',
    ...groups.map((g) => `  ${g.name}: typeof ${g.name};`),
    '}',
  ];
  const table = (of: readonly Group[]) => [
    '',
    'export const routes = {',
    ...of.flatMap((g) => [
      `  ${g.name}: {`,
      ...g.endpoints.map(([name, route]) => `    ${name}: '${route}',`),
      '  },',
    ]),
    '} as const satisfies { [M in keyof Contract]?: { [E in keyof Contract[M]]: string } };',
    '',
  ];
  const [now, later] = [groups.filter((g) => first.has(g.name)), groups.filter((g) => !first.has(g.name))];
  return new Map([
    ['routes.generated.ts', [written, ...types, ...table(now)].join('\n')],
    [
      'routes-later.generated.ts',
      [written, "import type { Contract } from './routes.generated.ts';", ...table(later)].join('\n'),
    ],
  ]);
}

for (const [file, text] of await renderRoutes()) {
  const target = new URL(file, contractDir);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else {
    process.stderr.write(`contract/src/${file} is stale: run \`npx tsx tools/gen-routes.ts\`\n`);
    process.exitCode = 1;
  }
}
