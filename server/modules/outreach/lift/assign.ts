import { createHmac } from 'node:crypto';

export type Arm = 'send' | 'hold';

/**
 * The arm of one person (their merged identity, never a channel id): the first 8 bytes of HMAC-SHA256(salt, person) mod 10,000 below
 * `holdOut` (of 10,000) are held out. The same in every process; a salt per broadcast makes broadcasts independent of one another.
 */
export function armOf({ salt, personId, holdOut }: { salt: string; personId: string; holdOut: number }): Arm {
  return bucketOf(salt, personId) < holdOut ? 'hold' : 'send';
}

/** 0 to 9,999, evenly. */
export function bucketOf(salt: string, personId: string): number {
  const digest = createHmac('sha256', salt).update(personId).digest();
  return Number(digest.readBigUInt64BE(0) % 10_000n);
}
