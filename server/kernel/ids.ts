import { randomBytes } from 'node:crypto';
import type { IdOf, Prefix } from '@teahouse/contract/ids';

/** `prefix_` + milliseconds in base 36 + 64 random bits: sorts by time, cannot be guessed. */
export function newId<P extends Prefix>(prefix: P): IdOf<P> {
  return `${prefix}_${Date.now().toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;
}

/** A secret for a URL or a cookie: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
