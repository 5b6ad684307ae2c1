import { createECDH, randomBytes } from 'node:crypto';
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

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** The key pair that browsers bind their push subscriptions to; made once, because another one would silence every device. */
export async function pushKeys(db: Database): Promise<PushKeys> {
  return await keepOnce(db, 'push_keys', () => {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    const whole = (key: Buffer) => Buffer.concat([Buffer.alloc(32 - key.length), key]);
    return {
      publicKey: pair.getPublicKey().toString('base64url'),
      privateKey: whole(pair.getPrivateKey()).toString('base64url'),
    };
  });
}

/** Questions about the installation as a whole, for doors that open before any company is known. */
export class Installation {
  readonly #db: Database;
  constructor(db: Database) {
    this.#db = db;
  }

  /** Ids of the first few companies, oldest first. */
  async corps(most: number): Promise<string[]> {
    const rows = await this.#db.asOwner<{ id: string }>('select id from corps order by created_at limit $1', [
      most,
    ]);
    return rows.map((r) => r.id);
  }

  /** Runs while nobody else in the installation runs something of this name; undefined when somebody does. */
  async alone<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    const client = await this.#db.pool.connect();
    try {
      const held = await client.query<{ ok: boolean }>('select pg_try_advisory_lock(hashtext($1)) ok', [
        name,
      ]);
      if (!held.rows[0]?.ok) return undefined;
      try {
        return await run();
      } finally {
        await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
      }
    } finally {
      client.release();
    }
  }
}
