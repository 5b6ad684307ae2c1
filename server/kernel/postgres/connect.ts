import { Client } from 'pg';

/** Address of a database on a server that listens on the socket in `socketDir`; understood by `pg`, psql and pgbench. */
export function socketUrl(socketDir: string, database: string): string {
  return `postgres://postgres@localhost:5432/${database}?host=${encodeURIComponent(socketDir)}`;
}

/** Opens one connection, hands it to `use`, closes it. Statement limits are lifted: these are maintenance calls. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // A lost connection also fails the call in flight, which reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set statement_timeout = 0');
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The SQLSTATE or system code of an error; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
