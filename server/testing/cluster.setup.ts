import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../kernel/postgres/open-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One PostgreSQL for the whole run; user postgres, database teahouse. */
    clusterUrl: string;
  }
}

interface Template {
  /** Makes the migrated database that tests copy. */
  prepareTemplate(url: string): Promise<void>;
}

/** One PostgreSQL per test run, gone afterwards even when the run is killed. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-test-'));
  const postgres = await openPostgres(join(dir, 'postgres'), { durable: false });
  const remove = async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const template = new URL('./template.ts', import.meta.url);
    if (existsSync(template)) {
      const made = (await import(template.href)) as Template;
      await made.prepareTemplate(postgres.url);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('clusterUrl', postgres.url);
  return remove;
}
