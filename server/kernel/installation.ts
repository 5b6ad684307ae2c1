import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/** A fact of the whole installation that is made once and then stays, even when several replicas start at the same moment. */
export async function keepOnce<T>(db: Database, name: string, make: () => T): Promise<T> {
  await db.asOwner('insert into installation (name, value) values ($1, $2) on conflict do nothing', [
    name,
    JSON.stringify(make()),
  ]);
  const [row] = await db.asOwner<{ value: T }>('select value from installation where name = $1', [name]);
  return row!.value;
}

/** The secret that signs short-lived tickets and encrypts stored secrets. */
export async function installationSecret(db: Database): Promise<Buffer> {
  return Buffer.from(await keepOnce(db, 'secret', () => randomBytes(32).toString('base64')), 'base64');
}
