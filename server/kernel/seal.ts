import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Encrypts what must be stored readable (AES-256-GCM). Each purpose has a key of its own, derived from the installation's secret. */
export function seal(secret: Buffer, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** What was sealed for this purpose, or undefined: damaged, forged, or sealed for something else. */
export function unseal(secret: Buffer, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** A short-lived note to ourselves that travels through a browser: it can be neither read nor changed there. */
export function sealTicket(secret: Buffer, purpose: string, facts: object, expiresAt: Date): string {
  return seal(secret, `ticket:${purpose}`, JSON.stringify({ facts, until: expiresAt.getTime() }));
}

/** The facts of a ticket of this purpose that has not expired. */
export function openTicket(secret: Buffer, purpose: string, ticket: string, now: Date): unknown {
  const text = unseal(secret, `ticket:${purpose}`, ticket);
  if (text === undefined) return undefined;
  const { facts, until } = JSON.parse(text) as { facts: unknown; until: number };
  return until > now.getTime() ? facts : undefined;
}

const keyFor = (secret: Buffer, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `teahouse ${purpose}`, 32));
