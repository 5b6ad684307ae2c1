import type { DatabaseConnection, QueryResult } from 'kysely';
import type { QueryResult as PgResult } from 'pg';
import { type Pool, type PoolClient, statement } from './connection.ts';

/**
 * One pipelined transaction of one company. The connection is taken and BEGIN is sent together with the first statement, so a
 * unit of work that never asks the database costs nothing, and a short one costs two round trips.
 */
export class Transaction implements DatabaseConnection {
  readonly #pool: Pool;
  readonly #corpId: string;
  #client: Promise<PoolClient> | undefined;
  #entering: Promise<unknown> | undefined;

  constructor(pool: Pool, corpId: string) {
    this.#pool = pool;
    this.#corpId = corpId;
  }

  /** Runs one statement. Several may be under way at once; they are answered in the order they were sent. */
  async query<R extends object>(text: string, values: readonly unknown[] = []): Promise<PgResult<R>> {
    const first = this.#client === undefined;
    this.#client ??= this.#pool.connect();
    const client = await this.#client;
    if (!first) return await client.query<R>(statement(text, values));
    // One packet for the three statements.
    const stream = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } })
      .connection.stream;
    stream.cork();
    const entering = Promise.all([client.query('begin'), client.query(statement(ENTER, [this.#corpId]))]);
    // Its failure shows at the commit at the latest; until then it must not count as unhandled.
    entering.catch(() => undefined);
    this.#entering = entering;
    const answer = client.query<R>(statement(text, values));
    stream.uncork();
    return await answer;
  }

  async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
    const result = await this.query<R & object>(query.sql, query.parameters);
    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator; cursors cannot share a pipelined connection
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('cursors cannot share a pipelined connection; page by key instead');
  }

  async commit(): Promise<void> {
    if (!this.#client) return;
    const client = await this.#client;
    this.#client = undefined; // whatever happens now, the connection is no longer ours
    try {
      const [, done] = await Promise.all([this.#entering, client.query('commit')]);
      // A statement that failed and was swallowed turns COMMIT into ROLLBACK; saying "done" would be a lie.
      if (done.command === 'ROLLBACK')
        throw new Error('the transaction was rolled back by an earlier failed statement');
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  async rollback(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    if (!client) return;
    try {
      await client.query('rollback');
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
    }
  }
}

const ENTER = `select set_config('teahouse.corp_id', $1, true), set_config('role', 'teahouse_app', true)`;
