// The rules of the house as one question: which sentence does this import or file break?
import { dirname, join, relative } from 'node:path';

export interface SourceFile {
  /** path from the root, with forward slashes */
  path: string;
  text: string;
}

/** Rooms of the house and what they may import, by the first folder (and `node:` or a package name). */
const rooms: Record<string, { may: RegExp; never?: RegExp; because: string }> = {
  contract: { may: /^(contract\/|zod$)/, because: 'the contract is promises alone: zod and nothing else' },
  sdk: {
    may: /^(sdk\/|contract\/|@teahouse\/contract)/,
    because: 'the sdk knows the contract and nothing of the server or the page',
  },
  web: {
    may: /^(?!server\/|cli\/|e2e\/|bench\/)/,
    never: /^(node:|zod$)/,
    because: 'the client sees contract types, the sdk and its own rooms; schemas would weigh 100 KB',
  },
  server: {
    may: /^(?!web\/|cli\/|e2e\/|bench\/|sdk\/)/,
    because: 'the server never imports the client, the command line or the sdk',
  },
};

/** The floors, lowest first, as they stand in server/modules/all.ts. */
export function floorsOf(all: string): string[] {
  const listed = /modules = \[([^\]]*)\]/.exec(all)?.[1] ?? '';
  return listed
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean);
}

export function brokenRules(files: readonly SourceFile[], floors: readonly string[]): string[] {
  return files.flatMap((f) => [
    ...nameRules(f),
    ...importsOf(f).flatMap((target) => importRules(f.path, target, floors)),
  ]);
}

function importRules(path: string, target: string, floors: readonly string[]): string[] {
  const room = path.split('/')[0]!;
  const test = /\.(test|setup|fixture)\.tsx?$/.test(path) || path.startsWith('server/testing/');
  const rule = rooms[room];
  const say = (why: string) => [`${path} imports ${target}: ${why}`];
  if (rule && !test && (!rule.may.test(target) || rule.never?.test(target))) return say(rule.because);
  const from = moduleOf(path);
  const to = moduleOf(target);
  if (!['bench', 'conformance'].includes(room) && !test && target.startsWith('server/testing/'))
    return say('product code never needs the test world');
  if (path.startsWith('server/kernel/') && to && !test) return say('the kernel knows no module');
  const vendor = compatOf(path);
  if (!vendor && compatOf(target) && path !== 'server/compat/all.ts' && !test)
    return say('compat can be taken out without anything else noticing');
  if (vendor && compatOf(target) && compatOf(target) !== vendor && !test)
    return say('one interface is not built on another');
  if (vendor && to && !/^server\/modules\/[^/]+\/index\.ts$/.test(target) && !test)
    return say(`only the door of ${to} (index.ts) is open to compat`);
  if (from && to && from !== to) {
    if (!/^server\/modules\/[^/]+\/index\.ts$/.test(target) && !test)
      return say(`only the door of ${to} (index.ts) is open to others`);
    if (floors.indexOf(to) > floors.indexOf(from) && !test)
      return say(`${to} stands above ${from}; emit an event and let it subscribe`);
  }
  if ((from || vendor) && !test && target === 'fastify')
    return say('only kernel/http knows the HTTP framework');
  if ((from || vendor) && !test && target === 'pg') return say('modules get work, never a connection');
  const feature = /^web\/src\/features\/([^/]+)\//.exec(path)?.[1];
  const other = /^web\/src\/features\/([^/]+)\//.exec(target)?.[1];
  if (feature && other && feature !== other)
    return say('features never import each other; pages compose them');
  if (/^web\/src\/(ui|lib)\//.test(path) && /^web\/src\/(features|pages)\//.test(target) && !test)
    return say('look and plumbing know no feature');
  return [];
}

function nameRules({ path, text }: SourceFile): string[] {
  const name = path.split('/').at(-1)!;
  const broken: string[] = [];
  if (/^(utils?|helpers?|common|manager|misc)\b/.test(name))
    broken.push(`${path}: a file is named for what it does`);
  if (!/^[a-z0-9$]+([-.][a-z0-9$]+)*\.(tsx?|mjs)$/.test(name))
    broken.push(`${path}: file names are kebab-case`);
  const config = /\.(config|setup)\.ts$/.test(name);
  if (/^export default /m.test(text) && !config && !path.endsWith('.d.ts'))
    broken.push(`${path}: no default exports`);
  return broken;
}

const compatOf = (path: string) => /^server\/compat\/([^/]+)\//.exec(path)?.[1];
const moduleOf = (path: string) => /^server\/modules\/([^/]+)\//.exec(path)?.[1];

/** Every imported thing of a file: paths from the root, or package names. `import type` and `import()` count too. */
export function importsOf({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+)'([^']+)'/gm)].map((m) => {
    const named = m[1]!;
    if (named.startsWith('@teahouse/contract')) return named.replace('@teahouse/contract', 'contract/src');
    if (named.startsWith('@teahouse/sdk')) return named.replace('@teahouse/sdk', 'sdk/src');
    return named.startsWith('.') ? relative('.', join(dirname(path), named)).replaceAll('\\', '/') : named;
  });
}
