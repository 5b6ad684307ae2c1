import type { EventDef, PayloadOf } from '@teahouse/contract/define';
import { appendAudit } from './audit.ts';
import type { Bus } from './bus.ts';
import { type Database, queriesOf } from './database.ts';
import { Failure } from './fail.ts';
import { type GroupCommit, GroupCommitter } from './group-commit.ts';
import { newId } from './ids.ts';
import type { JobDef, JobOptions } from './jobs.ts';
import type { Actor, AuditNote, Holder, Judge, PlaceViewer, Work } from './work.ts';
import type { Revocation } from './realtime/gateway.ts';

export interface Wakes {
  outbox(corpId: string): void;
  jobs(): void;
}

/** Opens units of work: the only door to a company's rows. */
export class WorkOpener {
  readonly #db: Database;
  readonly #bus: Bus;
  readonly #clock: () => Date;
  readonly #mode: { filtered: boolean; commits: boolean };
  readonly #committers = new Map<string, GroupCommitter<never, unknown>>();
  /** Set once the outbox and the job runner exist; they themselves open works. */
  wakes: Wakes = { outbox() {}, jobs() {} };
  /** kind of place -> who answers for it; filled once from the modules */
  readonly viewers: Record<string, PlaceViewer> = {};
  /** part of what is held about people -> who tells it; filled once from the modules */
  readonly holders: Record<string, Holder> = {};
  /** who has a say before words from outside are kept; filled once from the modules */
  readonly judges: Judge[] = [];

  constructor(db: Database, bus: Bus, clock: () => Date, mode = { filtered: true, commits: true }) {
    this.#mode = mode;
    this.#db = db;
    this.#bus = bus;
    this.#clock = clock;
  }

  readonly open = async <T>(corpId: string, actor: Actor, run: (work: Work) => Promise<T>): Promise<T> => {
    const tx = this.#db.transaction(corpId);
    const after: (() => void)[] = [];
    const now = this.#clock();
    let emitted = false;
    let enqueued = false;
    const revoked: Revocation[] = [];
    let queries: Work['db'] | undefined;
    const { filtered } = this.#mode;
    const committers = (lane: GroupCommit<never, unknown>) => this.#committerOf(lane);
    const bus = this.#bus;
    const viewers = this.viewers;
    const holders = this.holders;
    const judges = this.judges;
    const work: Work = {
      corpId,
      actor,
      now,
      // Made when it is first asked for: a post, the most frequent work of all, never does.
      get db() {
        return (queries ??= queriesOf(tx, corpId, filtered));
      },
      async sql<R extends object>(text: string, values: readonly unknown[] = []) {
        return (await tx.query<R>(text, values)).rows;
      },
      async emit<E extends EventDef>(event: E, payload: PayloadOf<E>) {
        emitted = true;
        await tx.query('insert into outbox (corp_id, name, payload, due_at) values ($1, $2, $3, $4)', [
          corpId,
          event.name,
          JSON.stringify(payload),
          now,
        ]);
      },
      async enqueue<P>(def: JobDef<P>, payload: P, options: JobOptions = {}) {
        enqueued = true;
        await tx.query(
          `insert into jobs (corp_id, id, name, key, payload, due_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (corp_id, name, key) do nothing`,
          [
            corpId,
            newId('job'),
            def.name,
            options.key ?? null,
            JSON.stringify(payload),
            options.runAt ?? now,
          ],
        );
      },
      audit(this: Work, note: AuditNote) {
        return appendAudit(tx, corpId, this.actor.id, now, note);
      },
      afterCommit(then) {
        after.push(then);
      },
      tell(topic, hint) {
        const told = topic === 'sessions' ? { ...(hint as object), id: crypto.randomUUID() } : hint;
        if (topic === 'sessions') revoked.push(told as Revocation);
        after.push(() => bus.publish(`corp.${corpId}.${topic}`, told));
      },
      async placesSeen(this: Work, kind, ids) {
        const viewer = ids.length ? viewers[kind] : undefined;
        return new Set(viewer ? await viewer(this, ids) : []);
      },
      async heldAbout(this: Work, ids) {
        const held: Record<string, object[]> = {};
        for (const [part, tell] of Object.entries(holders)) held[part] = await tell(this, ids);
        return held;
      },
      async judged(this: Work, said) {
        for (const judge of judges) {
          const against = await judge(this, said);
          if (against) return against;
        }
        return undefined;
      },
      commitTogether<I extends { key: string }, R>(lane: GroupCommit<I, R>, item: I): Promise<R> {
        return committers(lane as never).add(corpId, item as never) as Promise<R>;
      },
    };
    let result: T;
    try {
      result = await run(work);
      // Sign-outs must reach every replica in two seconds, with or without the bus: they are written down as well.
      for (const hint of revoked)
        await tx.query('insert into revocations (corp_id, id, hint) values ($1, $2, $3)', [
          corpId,
          hint.id,
          JSON.stringify(hint),
        ]);
      if (!this.#mode.commits) {
        await tx.rollback();
        return result;
      }
      await tx.commit();
    } catch (error) {
      await tx.rollback();
      throw diskFull(error) ? new Failure('common.disk_full', String(error)) : error;
    }
    for (const then of after) then();
    if (emitted) this.wakes.outbox(corpId);
    if (enqueued) this.wakes.jobs();
    return result;
  };

  #committerOf(lane: GroupCommit<never, unknown>): GroupCommitter<never, unknown> {
    let committer = this.#committers.get(lane.name);
    if (!committer)
      this.#committers.set(
        lane.name,
        (committer = new GroupCommitter(
          this.#db,
          lane,
          this.#clock,
          this.#bus,
          (corpId) => this.wakes.outbox(corpId),
          this.#mode.commits,
        )),
      );
    return committer;
  }
}

/** SQLSTATE 53100 of the database, 25006 while the disk guard keeps it from writing, ENOSPC of our own files. */
export function diskFull(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '53100' || code === '25006' || code === 'ENOSPC';
}
