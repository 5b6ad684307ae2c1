import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinaries } from '../postgres/binaries.ts';
import { withClient } from '../postgres/connect.ts';
import { chooseAccount, giveDirectory } from '../postgres/server-account.ts';
import { startServer } from '../postgres/start-server.ts';
import { literalWord } from '../postgres/wal-archive.ts';

export interface Replay {
  /** A data directory laid out from a backup. */
  cluster: string;
  /** Directories with WAL, asked in order; each may be missing. */
  sources: readonly string[];
  /** Instant to stop at; without it the replay ends where the backup ended. */
  to?: string;
  /** Timeline to follow: `current` or its number. */
  timeline: string;
}

export interface Replayed {
  /** False when the WAL ended before `to`. */
  reached: boolean;
  /** ISO instant of the last commit replayed. */
  lastChange: string | null;
  /** The line of history that begins here. */
  timeline: number;
}

const endedEarly = 'recovery ended before configured recovery target was reached';

/** Lets PostgreSQL replay WAL into the directory until the wanted instant, and stops it again. */
export async function replayWal(replay: Replay): Promise<Replayed> {
  const target: Record<string, string> = replay.to
    ? { recovery_target_time: replay.to }
    : { recovery_target: 'immediate' };
  try {
    return { reached: true, ...(await run(replay, target)) };
  } catch (error) {
    if (!replay.to || !(error instanceof Error) || !error.message.includes(endedEarly)) throw error;
    // Everything recorded lies before the instant; keeping all of it comes nearest.
    return { reached: false, ...(await run(replay, {})) };
  }
}

async function run(replay: Replay, target: Record<string, string>): Promise<Omit<Replayed, 'reached'>> {
  const { cluster, sources } = replay;
  const account = await chooseAccount(await findBinaries(), cluster);
  await writeFile(join(cluster, 'recovery.signal'), '');
  await giveDirectory(cluster, account);
  const program = fileURLToPath(new URL('./restore-wal.mjs', import.meta.url));
  const words = [process.execPath, program].map(literalWord).concat('%f', '%p', sources.map(literalWord));
  const server = await startServer({
    dataDir: cluster,
    account,
    durable: true,
    log: () => undefined,
    role: 'command',
    extra: {
      ...target,
      restore_command: words.join(' '),
      recovery_target_action: 'promote',
      recovery_target_timeline: replay.timeline,
      hot_standby: 'off', // the first connection sees the finished result
    },
  });
  if (server === 'taken') throw new Error(`Another PostgreSQL already works in ${cluster}.`);
  try {
    return await withClient(server.url, async (client) => {
      await client.query('checkpoint');
      const { rows } = await client.query<{ last: Date | null; timeline: number }>(
        `select pg_last_xact_replay_timestamp() as last,
                (select timeline_id from pg_control_checkpoint()) as timeline`,
      );
      const [row] = rows;
      return {
        lastChange: row?.last ? new Date(row.last).toISOString() : null,
        timeline: row?.timeline ?? 1,
      };
    });
  } finally {
    await server.stop();
  }
}
