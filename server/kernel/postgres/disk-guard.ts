import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskSpace } from '../disk-space.ts';
import type { Tell } from './running-postgres.ts';
import { writeSpaceSettings } from './server-settings.ts';

const mega = 1024 * 1024;
const segment = 16 * mega; // PostgreSQL writes its WAL in pieces of this size
const ballastSize = 4 * segment;
const tight = 2048 * mega;
const ballastDelay = 5_000; // ms; passing commands end before

/**
 * Keeps PostgreSQL off the end of the disk. When it cannot write WAL it does not refuse the write: it aborts, and
 * cannot start again either. So writes are refused while there is still room, and a ballast file is given up when
 * something else took the rest; reading goes on meanwhile. Once there is space again, so do writes.
 */
export class DiskGuard {
  readonly #dataDir: string;
  readonly #log: Tell;
  readonly #reload: (nowFull: boolean) => void;
  #settings: Record<string, string> | undefined;
  #full = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #startedAt = Date.now();

  /** `reload` makes the server read its settings anew; `nowFull` = and give back what it can. */
  constructor(dataDir: string, log: Tell, reload: (nowFull: boolean) => void) {
    this.#dataDir = dataDir;
    this.#log = log;
    this.#reload = reload;
  }

  /** Before a start: leaves settings that fit the space there is. `outOfSpace` = the last start failed for want of it. */
  async prepare(outOfSpace = false): Promise<void> {
    const { free } = await diskSpace(this.#dataDir);
    const dropped = outOfSpace || free < 2 * segment ? await this.#dropBallast() : false;
    this.#settings = undefined;
    await this.#adjust(outOfSpace || dropped);
    // On a small disk it must be there before the first write; elsewhere a passing command need not wait for it.
    if (free < tight && !this.#full) await this.#makeBallast();
  }

  /** From now on looks at the disk once a second, up to forty times a second when there is little left. */
  watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => this.#log(`Could not look at the disk: ${String(error)}`, 'warn'))
        .finally(() => this.#stopped || this.watch());
    }, this.#pause);
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #pause = 1_000;

  async #look(): Promise<void> {
    const { free } = await diskSpace(this.#dataDir);
    const dropped = free < 2 * segment ? await this.#dropBallast() : false;
    const wasFull = this.#full;
    // What the reserve gave back is for reading and coming back, not for more writes.
    if (await this.#adjust(dropped)) this.#reload(this.#full && !wasFull);
    const settled = Date.now() - this.#startedAt > ballastDelay;
    if (settled && !this.#full && !this.#stopped) await this.#makeBallast();
  }

  async #adjust(forceFull: boolean): Promise<boolean> {
    const { free, total } = await diskSpace(this.#dataDir);
    // A fast writer fills the last pieces within a tenth of a second.
    this.#pause = free < tight / 4 ? 25 : free < tight ? 100 : 1_000;
    const floor = floorOf(total);
    // The way back needs more: the reserve comes first, and a little must not switch writing on and off.
    const reserve = existsSync(this.#ballast) ? 0 : ballastSize;
    const full = forceFull || free < (this.#full ? floor * 1.5 + reserve : floor);
    if (full !== this.#full) {
      this.#log(
        full ? 'The disk is full: reading goes on, writes are refused.' : 'The disk has space again.',
        'warn',
      );
    }
    const settings = {
      max_wal_size: free > 8192 * mega ? '2GB' : free > 1024 * mega ? '512MB' : '64MB',
      min_wal_size: free > 1024 * mega ? '80MB' : '32MB',
      default_transaction_read_only: full ? 'on' : 'off',
    };
    const same = JSON.stringify(settings) === JSON.stringify(this.#settings);
    this.#full = full;
    if (same) return false;
    await writeSpaceSettings(this.#dataDir, settings);
    this.#settings = settings;
    return true;
  }

  get #ballast(): string {
    return join(this.#dataDir, 'teahouse-ballast');
  }

  async #dropBallast(): Promise<boolean> {
    if (!existsSync(this.#ballast)) return false;
    await rm(this.#ballast, { force: true });
    this.#log('The disk is nearly full; gave up the reserve so that the database can go on.', 'warn');
    return true;
  }

  async #makeBallast(): Promise<void> {
    if (existsSync(this.#ballast)) return;
    const { free, total } = await diskSpace(this.#dataDir);
    if (free < floorOf(total) * 2 + ballastSize) return;
    const part = `${this.#ballast}.part`;
    const file = await open(part, 'w', 0o600);
    try {
      // Random, since some disks store zeros in no space at all.
      for (let at = 0; at < ballastSize; at += mega) await file.write(randomBytes(mega));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, this.#ballast);
  }
}

/** Bytes that stay free: 3 % of a small disk, at most 1 GiB, at least three pieces of WAL. */
function floorOf(total: number): number {
  return Math.max(3 * segment, Math.min(total * 0.03, 1024 * mega));
}
