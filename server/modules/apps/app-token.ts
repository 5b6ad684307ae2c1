import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type FrontDesk, handOutKey, keyHash } from '../../kernel/front-desk.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';

const PURPOSE = 'app token';
const LIFE_MS = 7_200_000;
/** In the last tenth of its life the next token is handed out; this one lives on to its end and a little longer. */
const RENEW_MS = LIFE_MS / 10;
const GRACE_MS = 300_000;

export interface AppToken {
  token: string;
  /** whole seconds it is still good for */
  expiresIn: number;
}

/**
 * The token an app works with: the same one as long as it is fresh, with the seconds it has left. A token says when it ends and that it
 * is ours, so that an expired one is told from a made-up one without remembering it.
 */
export async function issueToken(work: Work, key: Buffer, appId: string): Promise<AppToken> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${appId} token`]);
  const [known] = await work.sql<{ token_sealed: string; expires_at: Date }>(
    `select token_sealed, expires_at from app_tokens where corp_id = $1 and app_id = $2 and expires_at > $3
      order by expires_at desc limit 1`,
    [work.corpId, appId, new Date(work.now.getTime() + RENEW_MS)],
  );
  const kept = known && unseal(key, PURPOSE, known.token_sealed);
  if (known && kept !== undefined) return { token: kept, expiresIn: secondsTo(known.expires_at, work.now) };
  const expiresAt = new Date(work.now.getTime() + LIFE_MS);
  const token = madeToken(key, expiresAt);
  await work.sql('delete from app_tokens where corp_id = $1 and app_id = $2 and expires_at < $3', [
    work.corpId,
    appId,
    work.now,
  ]);
  await work.sql(
    `insert into app_tokens (corp_id, app_id, key_hash, token_sealed, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [work.corpId, appId, keyHash(token), seal(key, PURPOSE, token), work.now, expiresAt],
  );
  await handOutKey(work, 'app_token', {
    secret: token,
    opens: appId,
    holder: appId,
    expiresAt: new Date(expiresAt.getTime() + GRACE_MS),
  });
  return { token, expiresIn: LIFE_MS / 1000 };
}

export type TokenFinding = { corpId: string; appId: string } | 'expired' | 'unknown';

/** Whom a token belongs to; `expired` where it was ours once, `unknown` where it never was or has been taken back. */
export async function whoseToken(
  desk: FrontDesk,
  key: Buffer,
  token: string,
  now: Date,
): Promise<TokenFinding> {
  const found = await desk.whoseKey('app_token', token);
  if (found) return { corpId: found.corpId, appId: found.opens };
  const endsAt = endOf(key, token);
  return endsAt !== undefined && endsAt + GRACE_MS <= now.getTime() ? 'expired' : 'unknown';
}

/** random id . end in base 36 . MAC over both */
function madeToken(key: Buffer, expiresAt: Date): string {
  const body = `${randomBytes(32).toString('base64url')}.${expiresAt.getTime().toString(36)}`;
  return `${body}.${macOf(key, body).toString('base64url')}`;
}

function endOf(key: Buffer, token: string): number | undefined {
  const at = token.lastIndexOf('.');
  const given = Buffer.from(token.slice(at + 1), 'base64url');
  const right = macOf(key, token.slice(0, Math.max(at, 0)));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return Number.parseInt(token.slice(0, at).split('.')[1] ?? '', 36);
}

const macOf = (key: Buffer, body: string) => createHmac('sha256', key).update(`${PURPOSE} ${body}`).digest();
const secondsTo = (end: Date, now: Date) => Math.floor((end.getTime() - now.getTime()) / 1000);
