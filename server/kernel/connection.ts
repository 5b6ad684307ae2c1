import { Client, Pool, type PoolClient, types } from 'pg';

// bigint arrives as text from pg; our ids and counters stay below 2^53, so numbers are safe and natural.
types.setTypeParser(types.builtins.INT8, (text) => {
  const n = Number(text);
  if (!Number.isSafeInteger(n)) throw new RangeError(`bigint ${text} does not fit a number`);
  return n;
});
// A calendar day has no zone; a Date would invent one.
types.setTypeParser(types.builtins.DATE, (text) => text);

const names = new Map<string, string>();

/** One statement name per text, so the server plans each hot text once a connection. Capped: texts beyond it stay unnamed. */
export function statement(text: string, values: readonly unknown[] = []) {
  let name = names.get(text);
  if (!name && names.size < 500) names.set(text, (name = `s${names.size}`));
  return { text, values: values as unknown[], ...(name ? { name } : {}) };
}

export interface PoolOptions {
  max: number;
  /** server settings for each connection, such as plan_cache_mode */
  settings?: Record<string, string>;
}

export function openPool(
  url: string,
  { max, settings = {} }: PoolOptions,
  onError: (e: Error) => void,
): Pool {
  const options = Object.entries({
    ...settings,
    // Citus passes SET LOCAL on to its workers only when asked; plain PostgreSQL ignores the prefix.
    'citus.propagate_set_commands': 'local',
  })
    .map(([k, v]) => `-c ${k}=${v}`)
    .join(' ');
  const pool = new Pool({
    connectionString: url,
    max,
    pipeline: true,
    options,
    idleTimeoutMillis: 60_000,
    // Plans are kept as long as their connection: one that was made while a table was small should not stay for ever.
    maxLifetimeSeconds: 600,
  } as never);
  // Without a listener a restarted server would end our process.
  pool.on('error', onError);
  return pool;
}

export type { Pool, PoolClient };
export { Client };
