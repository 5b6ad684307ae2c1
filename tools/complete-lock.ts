// `npx tsx tools/complete-lock.ts`: adds the platform packages that package-lock.json names but does not hold. npm drops
// an optional package that the registry in use does not offer, and `npm ci` then refuses the file on every machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));

interface Package {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, Package>;
}

/** Adds the missing packages to the parsed lock file and answers their names. */
export function completeLock(lock: Lock): string[] {
  const added: string[] = [];
  for (const owner of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (lock.packages[place] || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) continue;
      lock.packages[place] = {
        version,
        ...platformOf(name),
        ...(owner.dev && { dev: true }),
        optional: true,
      };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

function platformOf(name: string): Package {
  const words = name.split(/[/-]/);
  const cpu = processors.find((word) => words.includes(word));
  const os = systems.find((word) => words.includes(word));
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = musl ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(path, 'utf8')) as Lock;
  const added = completeLock(lock);
  if (added.length) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length ? `Added ${added.length} platform packages.` : 'Nothing is missing.');
}
