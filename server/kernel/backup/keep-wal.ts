import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { writeServerSettings } from '../postgres/server-settings.ts';
import { archiveDirectory, noteArchiveDirectory } from '../postgres/wal-archive.ts';

const patience = 120_000; // ms

/** Makes the running server keep its finished WAL and answers where. WAL of another cluster never mixes in. */
export async function keepWal(
  client: Client,
  cluster: string,
  walDir: string,
  systemId: string,
): Promise<string> {
  const archive = join(walDir, systemId);
  if ((await archiveDirectory(cluster)) === archive && existsSync(archive)) return archive;
  await noteArchiveDirectory(cluster, archive);
  await writeServerSettings(cluster, true);
  await client.query('select pg_reload_conf()');
  for (;;) {
    const { rows } = await client.query<{ on: boolean }>(
      `select position($1 in current_setting('archive_command')) > 0 and current_setting('archive_mode') = 'on' as on`,
      [systemId],
    );
    if (rows[0]?.on) return archive;
    await sleep(20);
  }
}

/** Waits until these segments are archived; throws a sentence when the archive does not get them. */
export async function waitForWal(
  client: Client,
  archive: string,
  segments: readonly string[],
): Promise<void> {
  const deadline = Date.now() + patience;
  for (const segment of segments) {
    while (!existsSync(join(archive, `${segment}.gz`))) {
      if (Date.now() > deadline) {
        const { rows } = await client.query<{ failed: string | null }>(
          'select last_failed_wal as failed from pg_stat_archiver',
        );
        const failed = rows[0]?.failed ? `; PostgreSQL could not put ${rows[0].failed} there` : '';
        throw new Error(`The changes since the backup began did not arrive in ${archive}${failed}.`);
      }
      await sleep(50);
    }
  }
}
