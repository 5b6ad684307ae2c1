import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What both sides know: the token signs, the key encrypts, the id says for whom a text was meant. */
export interface CallbackSecrets {
  token: string;
  /** 43 letters and digits */
  aesKey: string;
  /** the company's code; '' where nobody checks */
  receiver: string;
}

const BLOCK = 32;
const RANDOM = 16;

/** base64 of AES-256-CBC over: 16 random bytes, the length (32 bits, big-endian), the text, the receiver; padded to blocks of 32. */
export function encryptText(
  { aesKey, receiver }: CallbackSecrets,
  text: string,
  random = randomBytes(RANDOM),
): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(receiver)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const key = keyOf(aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(pad, pad)),
    cipher.final(),
  ]).toString('base64');
}

/** The text of an encrypted one meant for this receiver; undefined where anything about it is wrong. */
export function decryptText({ aesKey, receiver }: CallbackSecrets, encrypted: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  // 16-byte ciphers, not blocks of 32: other people's libraries pad to either.
  if (bytes.length < BLOCK || bytes.length % 16 !== 0) return undefined;
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded.at(-1)!;
  if (pad < 1 || pad > BLOCK || padded.subarray(-pad).some((b) => b !== pad)) return undefined;
  const plain = padded.subarray(0, -pad);
  if (plain.length < RANDOM + 4) return undefined;
  const end = RANDOM + 4 + plain.readUInt32BE(RANDOM);
  if (end > plain.length || plain.subarray(end).toString() !== receiver) return undefined;
  return plain.subarray(RANDOM + 4, end).toString();
}

/** Lower-case hex SHA-1 over token, time, nonce and cipher text, sorted bytewise and joined. */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypted: string): string {
  const sorted = [token, timestamp, nonce, encrypted]
    .map((t) => Buffer.from(t))
    .toSorted((a, b) => Buffer.compare(a, b));
  return createHash('sha1').update(Buffer.concat(sorted)).digest('hex');
}

export function sameSignature(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const keyOf = (aesKey: string) => Buffer.from(`${aesKey}=`, 'base64');
