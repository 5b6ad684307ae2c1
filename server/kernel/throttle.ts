import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** At most `most` tries in a window of `perMs` that begins with the first try. */
export interface Pace {
  name: string;
  most: number;
  perMs: number;
}

export interface Meter {
  most: number;
  left: number;
  until: Date;
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
    return (await this.meter(...tries)).every((m) => m.left >= 0);
  }

  /** The same, told in numbers for each pace in the order given: how many tries are left (below 0: used up), and when they all come back. */
  async meter(...tries: readonly [pace: Pace, whom: string][]): Promise<Meter[]> {
    const now = this.#clock();
    // One order of rows for everybody: two callers with the same paces cannot wait for each other.
    const rows = tries.map(([pace, whom]) => ({ ...pace, key: keyOf(pace, whom) })).toSorted(byKey);
    const counted = await this.#db.asOwner<{ name: string; tries: number; until: Date }>(
      `insert into throttles (name, tries, until)
       select n, 1, $3::timestamptz + per * interval '1 millisecond' from unnest($1::text[], $2::bigint[]) x(n, per)
       on conflict (name) do update set
         tries = case when throttles.until <= $3 then 1 else least(throttles.tries + 1, 1000000) end,
         until = case when throttles.until <= $3 then excluded.until else throttles.until end
       returning name, tries, until`,
      [rows.map((r) => r.key), rows.map((r) => r.perMs), now],
    );
    if (++this.#takes % SWEEP_EVERY === 0)
      await this.#db.asOwner('delete from throttles where until < $1', [now]);
    const found = new Map(counted.map((c) => [c.name, c]));
    return tries.map(([pace, whom]) => {
      const { tries: used, until } = found.get(keyOf(pace, whom))!;
      return { most: pace.most, left: pace.most - used, until };
    });
  }

  /** How a pace stands for somebody, without a try; undefined where its window has not begun or is over. */
  async look(pace: Pace, whom: string): Promise<Meter | undefined> {
    const [row] = await this.#db.asOwner<{ tries: number; until: Date }>(
      'select tries, until from throttles where name = $1 and until > $2',
      [keyOf(pace, whom), this.#clock()],
    );
    return row && { most: pace.most, left: pace.most - row.tries, until: row.until };
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
