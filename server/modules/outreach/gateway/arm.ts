import { createHmac } from 'node:crypto';

/** Which arm somebody is in, the same in every process: the first 8 bytes of HMAC-SHA256(salt, person) mod 10,000 against `holdOut` of 10,000. */
export function armFor(salt: string, personId: string, holdOut: number): 'send' | 'hold' {
  const bucket = createHmac('sha256', salt).update(personId).digest().readBigUInt64BE(0) % 10_000n;
  return bucket < BigInt(holdOut) ? 'hold' : 'send';
}
