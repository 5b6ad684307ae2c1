import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import type { IdOf, Prefix } from '@teahouse/contract/ids';

/** Randomness is drawn for hundreds of ids at once: a draw costs far more than eight bytes of it. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('hex', used, (used += 8));
}

/** `prefix_` + milliseconds in base 36 + 64 random bits: sorts by time, cannot be guessed. */
export function newId<P extends Prefix>(prefix: P): IdOf<P> {
  return `${prefix}_${Date.now().toString(36).padStart(9, '0')}${randomHex()}`;
}

/** A secret for a URL or a cookie: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A UUID that is the same for the same text: the client id of something that may be sent twice. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
