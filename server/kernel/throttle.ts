import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** At most `most` tries in a window of `perMs` that begins with the first try. */
export interface Pace {
  name: string;
  most: number;
  perMs: number;
}

const SWEEP_EVERY = 1_000;

/** Counts tries in the database, so that a limit holds over any number of replicas. */
export class Throttles {
  readonly #db: Database;
  readonly #clock: () => Date;
  #takes = 0;

  constructor(db: Database, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Counts one try against every pace at once; false when any of them is used up. Many tries at the same moment cannot slip through together. */
  async take(...tries: readonly [pace: Pace, whom: string][]): Promise<boolean> {
    const now = this.#clock();
    // One order of rows for everybody: two callers with the same paces cannot wait for each other.
    const rows = tries.map(([pace, whom]) => ({ ...pace, key: keyOf(pace, whom) })).toSorted(byKey);
    const counted = await this.#db.asOwner<{ name: string; tries: number }>(
      `insert into throttles (name, tries, until)
       select n, 1, $3::timestamptz + per * interval '1 millisecond' from unnest($1::text[], $2::bigint[]) x(n, per)
       on conflict (name) do update set
         tries = case when throttles.until <= $3 then 1 else least(throttles.tries + 1, 1000000) end,
         until = case when throttles.until <= $3 then excluded.until else throttles.until end
       returning name, tries`,
      [rows.map((r) => r.key), rows.map((r) => r.perMs), now],
    );
    if (++this.#takes % SWEEP_EVERY === 0)
      await this.#db.asOwner('delete from throttles where until < $1', [now]);
    const most = new Map(rows.map((r) => [r.key, r.most]));
    return counted.every((c) => c.tries <= most.get(c.name)!);
  }

  /** Takes one try back: it turned out well. */
  async giveBack(...tries: readonly [pace: Pace, whom: string][]): Promise<void> {
    await this.#db.asOwner('update throttles set tries = greatest(tries - 1, 0) where name = any($1)', [
      tries.map(([pace, whom]) => keyOf(pace, whom)).toSorted(),
    ]);
  }

  /** True the first time something is shown, false ever after, for as long as it could be valid. */
  async once(kind: string, what: string, forMs: number): Promise<boolean> {
    return await this.take([{ name: kind, most: 1, perMs: forMs }, what]);
  }
}

const keyOf = (pace: Pace, whom: string) =>
  `${pace.name}:${createHash('sha256').update(whom).digest('base64url')}`;
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
