import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import { Failure } from './fail.ts';
import { faultPoint } from './fault-point.ts';
import { Transaction } from './transaction.ts';

/**
 * Many small writes as few transactions. A lane flushes when it is idle and gathers while a batch is under way, so nobody waits for
 * a timer: alone a write costs one commit, in a crowd hundreds share one.
 */
export interface GroupCommit<I extends { key: string }, R> {
  name: string;
  /** batches under way at once; items of one key always meet in the same lane, in order */
  lanes: number;
  /**
   * Handles items of one company in one transaction; answers one outcome per item, in order; a Failure refuses that item alone.
   * `writes` are statements already sent: the commit travels in the same packet as they do. `emitted`: some of them filled the outbox.
   */
  run(
    tx: Transaction,
    corpId: string,
    items: readonly I[],
    now: Date,
  ): Promise<{ results: readonly (R | Failure)[]; writes: readonly Promise<unknown>[]; emitted?: boolean }>;
  /** Once per committed batch, before the callers hear: what to tell all replicas. */
  hints?(items: readonly I[], results: readonly (R | Failure)[]): { topic: string; hint: unknown }[];
}

export const groupCommit = <I extends { key: string }, R>(lane: GroupCommit<I, R>) => lane;

interface Waiting<I, R> {
  corpId: string;
  item: I;
  resolve(result: R): void;
  reject(error: unknown): void;
}

const MOST = 500;

/** The queues of one declared group commit in one process. */
export class GroupCommitter<I extends { key: string }, R> {
  readonly #db: Database;
  readonly #lane: GroupCommit<I, R>;
  readonly #clock: () => Date;
  readonly #bus: Bus;
  readonly #queues: Waiting<I, R>[][];
  readonly #busy: boolean[];
  readonly #commits: boolean;
  readonly #wakeOutbox: (corpId: string) => void;

  constructor(
    db: Database,
    lane: GroupCommit<I, R>,
    clock: () => Date,
    bus: Bus,
    wakeOutbox: (corpId: string) => void,
    commits = true,
  ) {
    this.#commits = commits;
    this.#wakeOutbox = wakeOutbox;
    this.#bus = bus;
    this.#db = db;
    this.#lane = lane;
    this.#clock = clock;
    this.#queues = Array.from({ length: lane.lanes }, () => []);
    this.#busy = this.#queues.map(() => false);
  }

  add(corpId: string, item: I): Promise<R> {
    return new Promise((resolve, reject) => {
      const lane = hash(item.key) % this.#queues.length;
      this.#queues[lane]!.push({ corpId, item, resolve, reject });
      if (!this.#busy[lane]) void this.#drain(lane);
    });
  }

  async #drain(lane: number): Promise<void> {
    this.#busy[lane] = true;
    const queue = this.#queues[lane]!;
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST);
      const byCorp = new Map<string, Waiting<I, R>[]>();
      for (const w of batch) {
        const mine = byCorp.get(w.corpId);
        if (mine) mine.push(w);
        else byCorp.set(w.corpId, [w]);
      }
      for (const [corpId, waiting] of byCorp) await this.#commit(corpId, waiting);
    }
    this.#busy[lane] = false;
  }

  async #commit(corpId: string, batch: readonly Waiting<I, R>[]): Promise<void> {
    const items = batch.map((w) => w.item);
    const tx = new Transaction(this.#db.lanes, corpId);
    let results: readonly (R | Failure)[];
    let emitted = false;
    try {
      await faultPoint('received');
      const outcome = await this.#lane.run(tx, corpId, items, this.#clock());
      results = outcome.results;
      emitted = outcome.emitted ?? false;
      await Promise.all([...outcome.writes, tx.commit()]);
      await faultPoint('stored');
    } catch (error) {
      await tx.rollback();
      if (!poisons(error)) for (const w of batch) w.reject(error);
      else if (batch.length === 1) batch[0]!.reject(new Failure('common.invalid_input', String(error)));
      // One bad item must not fail its neighbours: halve until it stands alone.
      else {
        const half = Math.ceil(batch.length / 2);
        await this.#commit(corpId, batch.slice(0, half));
        await this.#commit(corpId, batch.slice(half));
      }
      return;
    }
    const hints = this.#commits ? this.#lane.hints?.(items, results) : undefined;
    for (const { topic, hint } of hints ?? []) this.#bus.publish(`corp.${corpId}.${topic}`, hint);
    if (emitted) this.#wakeOutbox(corpId);
    batch.forEach((w, i) => {
      const result = results[i]!;
      if (result instanceof Failure) w.reject(result);
      else w.resolve(result);
    });
  }
}

/** SQLSTATE classes 22 and 23: the data of some item, not the server. */
function poisons(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return typeof code === 'string' && /^2[23]/.test(code);
}

function hash(key: string): number {
  let h = 0;
  for (let i = 0; i < key.length; i++) h = (Math.imul(h, 31) + key.charCodeAt(i)) >>> 0;
  return h;
}
