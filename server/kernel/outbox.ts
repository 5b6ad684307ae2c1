import type { Logger } from 'pino';
import type { Database } from './database.ts';
import { backOff } from './jobs.ts';
import type { Subscriber } from './module.ts';
import { type Work, system, type Actor } from './work.ts';

interface Row {
  corp_id: string;
  id: number;
  name: string;
  payload: unknown;
  attempts: number;
}

export type OpenWork = <T>(corpId: string, actor: Actor, run: (work: Work) => Promise<T>) => Promise<T>;

/** Delivers committed events to subscribers, oldest first per company. Selects what is not done, so a late committer is never skipped. */
export class Outbox {
  readonly #db: Database;
  readonly #open: OpenWork;
  readonly #log: Logger;
  readonly #clock: () => Date;
  readonly #subscribers = new Map<string, Subscriber[]>();
  readonly #draining = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    db: Database,
    subscribers: readonly Subscriber[],
    open: OpenWork,
    log: Logger,
    clock: () => Date,
  ) {
    this.#db = db;
    this.#open = open;
    this.#log = log;
    this.#clock = clock;
    for (const s of subscribers) {
      this.#subscribers.set(s.event.name, [...(this.#subscribers.get(s.event.name) ?? []), s]);
    }
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => void this.sweep(), everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.idle();
  }

  /** Resolves when nothing is being delivered. */
  async idle(): Promise<void> {
    while (this.#draining.size > 0) await Promise.all(this.#draining.values());
  }

  /** Delivers what this company has, soon. */
  wake(corpId: string): void {
    if (this.#draining.has(corpId)) {
      this.#again.add(corpId);
      return;
    }
    const run = this.#drain(corpId)
      .catch((error: unknown) => this.#log.warn({ err: error, corpId }, 'delivering events failed'))
      .finally(() => {
        this.#draining.delete(corpId);
        if (this.#again.delete(corpId)) this.wake(corpId);
      });
    this.#draining.set(corpId, run);
  }

  /** The net under `wake`: what a crashed process left behind. */
  async sweep(): Promise<void> {
    try {
      const due = await this.#db.asOwner<{ corp_id: string }>(
        'select distinct corp_id from outbox where due_at <= $1 and dead_at is null and (locked_until is null or locked_until < $1)',
        [this.#clock()],
      );
      for (const { corp_id } of due) this.wake(corp_id);
    } catch (error) {
      this.#log.warn({ err: error }, 'looking for events failed');
    }
  }

  async #drain(corpId: string): Promise<void> {
    for (;;) {
      const now = this.#clock();
      const rows = await this.#db.asOwner<Row>(
        `update outbox set locked_until = $2::timestamptz + interval '30 seconds', attempts = attempts + 1
          where corp_id = $1 and id = any(array(
            select id from outbox where corp_id = $1 and due_at <= $2 and dead_at is null and (locked_until is null or locked_until < $2)
             order by id limit 100 for update skip locked))
        returning corp_id, id, name, payload, attempts`,
        [corpId, now],
      );
      for (const row of rows.toSorted((a, b) => a.id - b.id)) await this.#deliver(row);
      if (rows.length < 100) return;
    }
  }

  async #deliver(row: Row): Promise<void> {
    try {
      for (const s of this.#subscribers.get(row.name) ?? [])
        await this.#open(row.corp_id, system, (work) =>
          s.run(work, s.event.payload.parse(row.payload) as never),
        );
      await this.#db.asOwner('delete from outbox where corp_id = $1 and id = $2', [row.corp_id, row.id]);
    } catch (error) {
      const dead = row.attempts >= 12;
      this.#log.error({ err: error, event: row.name, dead }, 'a subscriber failed');
      await this.#db.asOwner(
        'update outbox set locked_until = null, last_error = $3, due_at = $4, dead_at = $5 where corp_id = $1 and id = $2',
        [
          row.corp_id,
          row.id,
          String(error).slice(0, 500),
          backOff(this.#clock(), row.attempts),
          dead ? this.#clock() : null,
        ],
      );
    }
  }
}
