import pg from 'pg';
import { migrate } from '../kernel/migrate.ts';
import { modules } from '../modules/all.ts';

export const TEMPLATE = 'teahouse_template';

/** The migrated database every test file copies; copying costs a tenth of migrating. */
export async function prepareTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`create database ${TEMPLATE}`);
    await migrate(databaseAt(url, TEMPLATE), modules);
  } finally {
    // A line left open would die with the server, and its death would hide what went wrong.
    await admin.end();
  }
}

/** The same server, another database. */
export function databaseAt(url: string, name: string): string {
  const at = new URL(url);
  at.pathname = `/${name}`;
  return at.href;
}
