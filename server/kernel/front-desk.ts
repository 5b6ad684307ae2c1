import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { newSecret } from './ids.ts';
import type { Work } from './work.ts';

/** Secrets that strangers show us before we know their company. */
export type KeyKind =
  | 'session'
  | 'login'
  | 'join_link'
  | 'invitation'
  | 'reset'
  | 'second_factor'
  | 'oidc'
  | 'ticket'
  | (string & {});

export const keyHash = (secret: string) => createHash('sha256').update(secret).digest('hex');

export interface FoundKey {
  corpId: string;
  opens: string;
  holder: string;
}

/** Looks keys up. Only the kernel and raw doors hold one; units of work can hand keys out and take them back, never read. */
export class FrontDesk {
  readonly #db: Database;
  readonly #clock: () => Date;
  constructor(db: Database, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The company and thing a secret opens; undefined when it is wrong, expired or taken back. */
  async whoseKey(kind: KeyKind, secret: string): Promise<FoundKey | undefined> {
    return (await this.whoseKeys(kind, secret))[0];
  }

  /** Sessions of many devices at once: secret -> what it opens. Wrong, expired and taken-back ones are left out. */
  async whoseSessions(secrets: readonly string[]): Promise<Map<string, FoundKey>> {
    const byHash = new Map(secrets.map((secret) => [keyHash(secret), secret]));
    const rows = await this.#db.asOwner<{ key_hash: string; corp_id: string; opens: string; holder: string }>(
      `select key_hash, corp_id, opens, holder from front_desk
        where kind = 'session' and key_hash = any($1) and (expires_at is null or expires_at > $2)`,
      [[...byHash.keys()], this.#clock()],
    );
    return new Map(
      rows.map((r) => [
        byHash.get(r.key_hash)!,
        { corpId: r.corp_id, opens: r.opens, holder: r.holder } satisfies FoundKey,
      ]),
    );
  }

  /** Kinds that are names rather than secrets (a login) may open several companies: every one of them. */
  async whoseKeys(kind: KeyKind, secret: string): Promise<FoundKey[]> {
    const rows = await this.#db.asOwner<{ corp_id: string; opens: string; holder: string }>(
      `select corp_id, opens, holder from front_desk
        where kind = $1 and key_hash >= $2 and key_hash < $3 and (expires_at is null or expires_at > $4)`,
      // A shared key is stored as `hash:company:holder`; ';' is the character after ':'.
      [kind, keyHash(secret), `${keyHash(secret)};`, this.#clock()],
    );
    return rows.map((r) => ({ corpId: r.corp_id, opens: r.opens, holder: r.holder }));
  }
}

export interface NewKey {
  opens: string;
  /** whose key it is; `takeBackKeys` by holder takes all of theirs */
  holder: string;
  expiresAt?: Date | undefined;
  /** by default a fresh 256-bit secret */
  secret?: string;
  /** the same secret may be known in several companies (a login name): keep one row for each holder */
  shared?: true;
}

/** Puts a key at the front desk, with this work's company; returns the secret, which is stored only as a hash. */
export async function handOutKey(work: Work, kind: KeyKind, key: NewKey): Promise<string> {
  const secret = key.secret ?? newSecret();
  const hash = key.shared ? `${keyHash(secret)}:${work.corpId}:${key.holder}` : keyHash(secret);
  await work.sql(
    `insert into front_desk (kind, key_hash, corp_id, opens, holder, expires_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [kind, hash, work.corpId, key.opens, key.holder, key.expiresAt ?? null],
  );
  return secret;
}

/** Takes keys of this company back, by kind, holder or what they open; returns how many. */
export async function takeBackKeys(
  work: Work,
  which: { kind?: KeyKind; holder?: string; opens?: string },
): Promise<number> {
  const [row] = await work.sql<{ n: number }>('select take_back_keys($1, $2, $3) n', [
    which.kind ?? null,
    which.holder ?? null,
    which.opens ?? null,
  ]);
  return row?.n ?? 0;
}
