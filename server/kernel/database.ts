import {
  DefaultQueryExecutor,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
} from 'kysely';
import { type Pool, openPool, statement } from './connection.ts';
import { CorpFilter } from './corp-filter.ts';
import type { Tables } from './tables.generated.ts';
import { Transaction } from './transaction.ts';

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
// Never connected: each unit of work brings its own connection; Kysely only wants a dialect to exist.
const dialect = new PostgresDialect({
  pool: async () => Promise.reject(new Error('units of work bring their own connection')),
});
const driver = dialect.createDriver();
const filters = new Map<string, CorpFilter>();

/** Typed, company-filtered queries over one transaction. Unfiltered ones exist for the test of the second wall alone. */
export function queriesOf(tx: Transaction, corpId: string, filtered: boolean): Kysely<Tables> {
  let filter = filters.get(corpId);
  if (!filter) {
    if (filters.size > 10_000) filters.clear();
    filters.set(corpId, (filter = new CorpFilter(corpId)));
  }
  const executor = new DefaultQueryExecutor(
    compiler,
    adapter,
    { provideConnection: (use) => use(tx) },
    filtered ? [filter] : [],
  );
  return new Kysely<Tables>({ config: { dialect }, driver, dialect, executor } as never);
}

/** The connections. Modules never see this; they get `work`. */
export class Database {
  readonly url: string;
  readonly pool: Pool;
  /** For group commits: long-lived connections whose plans are made once. */
  readonly lanes: Pool;
  constructor(url: string, onError: (e: Error) => void, max = 16) {
    this.url = url;
    this.pool = openPool(
      url,
      { max, settings: { statement_timeout: '15000', idle_in_transaction_session_timeout: '15000' } },
      onError,
    );
    // Left to itself the planner plans array statements anew each time, about half of their cost.
    this.lanes = openPool(
      url,
      {
        max: 4,
        settings: {
          plan_cache_mode: 'force_generic_plan',
          // A plan made while a table was small would read all of it once it has grown; each statement here goes by keys.
          enable_seqscan: 'off',
          enable_hashjoin: 'off',
          enable_mergejoin: 'off',
          statement_timeout: '15000',
        },
      },
      onError,
    );
  }

  /** Across companies, as the owner: migrations, the front desk, sweepers. Never reachable from a module. */
  async asOwner<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.pool.query<R>(statement(text, values))).rows;
  }

  transaction(corpId: string): Transaction {
    return new Transaction(this.pool, corpId);
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.lanes.end()]);
  }
}
