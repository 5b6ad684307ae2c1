import type * as z from 'zod';
import type { Logger } from 'pino';
import type { Database } from './database.ts';
import type { Shift } from './shift.ts';

export interface JobDef<P> {
  name: string;
  payload: z.ZodType<P>;
  /** how often it may fail before it is laid aside for a person to look at */
  tries: number;
  /** runs once per company and slot of so many milliseconds, without being asked for */
  everyMs?: number;
  /** waits for strangers: many of them at once, and none keeps other work waiting */
  outside?: boolean;
  run(shift: Shift & { jobId: string }, payload: P): Promise<void>;
}

export interface JobOptions {
  /** at most one waiting job per company, name and key: a second ask is ignored */
  key?: string;
  runAt?: Date;
}

/** Declares work that talks to the outside world or runs later. At least once: outside calls carry `jobId` as idempotency key. */
export function job<P>(
  name: string,
  payload: z.ZodType<P>,
  options: { tries?: number; everyMs?: number; outside?: boolean },
  run: JobDef<P>['run'],
): JobDef<P> {
  return {
    name,
    payload,
    tries: options.tries ?? 8,
    ...(options.everyMs ? { everyMs: options.everyMs } : {}),
    ...(options.outside ? { outside: true } : {}),
    run,
  };
}

interface Due {
  corp_id: string;
  id: string;
  name: string;
  payload: unknown;
  attempts: number;
}

const LEASE = '60 seconds';

/** How many jobs of one company run at once in this process, and of all together: own work, and work that waits for strangers. */
const room = { own: { corp: 20, all: 60 }, outside: { corp: 100, all: 400 } } as const;

/**
 * Claims due jobs company by company, so a busy one cannot starve the others, and runs each under a lease. A look does not wait for
 * the jobs it starts: one that hangs takes its own place and nobody else's.
 */
export class JobRunner {
  readonly #db: Database;
  readonly #jobs: ReadonlyMap<string, JobDef<never>>;
  readonly #shift: (corpId: string) => Shift;
  readonly #log: Logger;
  readonly #clock: () => Date;
  readonly #inFlight = new Map<Promise<void>, { corpId: string; outside: boolean }>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<unknown> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    db: Database,
    jobs: readonly JobDef<never>[],
    shift: (corpId: string) => Shift,
    log: Logger,
    clock: () => Date,
  ) {
    this.#db = db;
    this.#jobs = new Map(jobs.map((j) => [j.name, j]));
    this.#shift = shift;
    this.#log = log;
    this.#clock = clock;
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => this.wake(), everyMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.idle();
  }

  /** Resolves when no look is under way and every job that was found has ended. */
  async idle(): Promise<void> {
    while (this.#looking || this.#inFlight.size > 0)
      await Promise.all([this.#looking, ...this.#inFlight.keys()]);
  }

  /** Looks for due jobs soon; calls while one look is under way fold into one more look. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = this.#startDue()
      .catch((error: unknown) => this.#log.warn({ err: error }, 'looking for jobs failed'))
      .finally(() => {
        this.#looking = undefined;
        if (this.#again) {
          this.#again = false;
          this.wake();
        }
      });
  }

  /** Runs what is due now and waits for it; returns how many ran. */
  async runDue(): Promise<number> {
    const started = await this.#startDue();
    await Promise.all(started);
    return started.length;
  }

  async #startDue(): Promise<Promise<void>[]> {
    const now = this.#clock();
    await this.#askForRepeating(now);
    const outside = [...this.#jobs.values()].filter((j) => j.outside).map((j) => j.name);
    const corps = await this.#db.asOwner<{ corp_id: string }>(
      'select distinct corp_id from jobs where due_at <= $1 and dead_at is null and (locked_until is null or locked_until < $1)',
      [now],
    );
    const started: Promise<void>[] = [];
    for (const { corp_id } of corps)
      for (const kind of ['own', 'outside'] as const) {
        const most = this.#roomFor(corp_id, kind);
        if (most <= 0) continue;
        const due = await this.#db.asOwner<Due>(
          `update jobs set locked_until = $2::timestamptz + interval '${LEASE}', attempts = attempts + 1
            where corp_id = $1 and id = any(array(
              select id from jobs where corp_id = $1 and due_at <= $2 and dead_at is null and (locked_until is null or locked_until < $2)
                 and (name = any($3)) = $4
               order by due_at limit $5 for update skip locked))
          returning corp_id, id, name, payload, attempts`,
          [corp_id, now, outside, kind === 'outside', most],
        );
        for (const d of due) started.push(this.#track(d, kind === 'outside'));
      }
    return started;
  }

  #roomFor(corpId: string, kind: keyof typeof room): number {
    const same = [...this.#inFlight.values()].filter((f) => f.outside === (kind === 'outside'));
    const mine = same.filter((f) => f.corpId === corpId).length;
    return Math.min(room[kind].corp - mine, room[kind].all - same.length);
  }

  #track(due: Due, outside: boolean): Promise<void> {
    const run = this.#run(due)
      .catch((error: unknown) => this.#log.warn({ err: error, job: due.name }, 'noting a job failed'))
      .finally(() => {
        const full = this.#roomFor(due.corp_id, outside ? 'outside' : 'own') <= 0;
        this.#inFlight.delete(run);
        // Others may have been left waiting for this place.
        if (full) this.wake();
      });
    this.#inFlight.set(run, { corpId: due.corp_id, outside });
    return run;
  }

  async #run(due: Due): Promise<void> {
    const def = this.#jobs.get(due.name);
    try {
      if (!def) throw new Error(`no job is called ${due.name}`);
      const shift = this.#shift(due.corp_id);
      await def.run(Object.assign(shift, { jobId: due.id }), def.payload.parse(due.payload));
      await this.#db.asOwner('delete from jobs where corp_id = $1 and id = $2', [due.corp_id, due.id]);
    } catch (error) {
      const dead = due.attempts >= (def?.tries ?? 1);
      this.#log.warn({ err: error, job: due.name, jobId: due.id, dead }, 'a job failed');
      await this.#db.asOwner(
        `update jobs set locked_until = null, last_error = $3, due_at = $4, dead_at = $5 where corp_id = $1 and id = $2`,
        [
          due.corp_id,
          due.id,
          String(error).slice(0, 500),
          backOff(this.#clock(), due.attempts),
          dead ? this.#clock() : null,
        ],
      );
    }
  }

  /** One row per company and time slot; the unique key makes any number of replicas ask once. */
  async #askForRepeating(now: Date): Promise<void> {
    for (const def of this.#jobs.values()) {
      if (!def.everyMs) continue;
      const slot = Math.floor(now.getTime() / def.everyMs);
      await this.#db.asOwner(
        `insert into jobs (corp_id, id, name, key, payload, due_at)
         select c.id, 'job_' || md5(c.id || $1 || $2), $1, 'slot', '{}', $3 from corps c
          where not exists (select from installation i where i.name = 'slot:' || $1 and (i.value)::text = $2)
         on conflict do nothing`,
        [def.name, String(slot), now],
      );
      await this.#db.asOwner(
        `insert into installation (name, value) values ('slot:' || $1, to_jsonb($2::bigint))
         on conflict (name) do update set value = excluded.value where installation.value <> excluded.value`,
        [def.name, slot],
      );
    }
  }
}

/** 2, 4, 8 … seconds, at most an hour, with a quarter of jitter so that failures spread. */
export function backOff(now: Date, attempts: number): Date {
  const ms = Math.min(3_600_000, 1_000 * 2 ** attempts);
  return new Date(now.getTime() + ms * (0.875 + Math.random() / 4));
}
