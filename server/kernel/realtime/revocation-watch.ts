import type { Logger } from 'pino';
import type { Database } from '../database.ts';
import type { Revocation } from './gateway.ts';

const EVERY_MS = 1_000;
/** A transaction may commit this much later than the moment it carries. */
const MARGIN_S = 30;
const KEEP_MINUTES = 10;

/**
 * Reads the revocations of other processes from the database each second. The bus tells them sooner, but it may be down for one replica
 * and not for another, and the command line has none: two seconds to the last closed socket are promised without it.
 */
export class RevocationWatch {
  readonly #db: Database;
  readonly #revoke: (corpId: string, hint: Revocation) => void;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  #looking = false;
  #since: Date | undefined;
  #seen = new Set<string>();

  constructor(db: Database, revoke: (corpId: string, hint: Revocation) => void, log: Logger) {
    this.#db = db;
    this.#revoke = revoke;
    this.#log = log;
  }

  /** What stands there before the first socket opens is history. */
  async start(): Promise<void> {
    await this.#look(() => undefined);
    this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#look(this.#revoke);
      if (++this.#turn % 60 === 0)
        await this.#db.asOwner(
          `delete from revocations where at < now() - interval '${KEEP_MINUTES} minutes'`,
        );
    } catch (error) {
      this.#log.warn({ err: error }, 'looking for revocations failed');
    } finally {
      this.#looking = false;
    }
  }

  async #look(revoke: (corpId: string, hint: Revocation) => void): Promise<void> {
    const [found] = await this.#db.asOwner<{
      now: Date;
      rows: { corp_id: string; id: string; hint: Revocation }[] | null;
    }>(
      `select now() now, (select jsonb_agg(r) from revocations r
         where at > coalesce($1::timestamptz, now()) - interval '${MARGIN_S} seconds') rows`,
      [this.#since ?? null],
    );
    this.#since = found!.now;
    const seen = new Set<string>();
    for (const { corp_id, id, hint } of found!.rows ?? []) {
      seen.add(id);
      if (!this.#seen.has(id)) revoke(corp_id, hint);
    }
    this.#seen = seen;
  }
}
