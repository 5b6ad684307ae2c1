import { randomBytes, randomInt } from 'node:crypto';
import { fail } from '../../kernel/fail.ts';
import { type FetchOutside, OutsideRefused } from '../../kernel/outbound.ts';
import type { OutsideAllow } from '../../kernel/outside-allow.ts';
import { type CallbackSecrets, encryptText, signatureOf } from './callback-crypto.ts';

const PATIENCE_MS = 1_000;

/** The address with a signature over what is sent there; its own query stays. */
export function signedUrl(
  url: string,
  { token }: CallbackSecrets,
  encrypted: string,
  now: Date,
  more: Record<string, string> = {},
): string {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
  const target = new URL(url);
  const asked = { msg_signature: signatureOf(token, timestamp, nonce, encrypted), timestamp, nonce, ...more };
  const query = Object.entries(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  target.search = [target.search.slice(1), ...query].filter(Boolean).join('&');
  return target.href;
}

/**
 * Asks the address to decrypt a random text, which shows that it knows token and key. Within a second, and once more where the line
 * failed. Fails `callbacks.private_address` or `callbacks.not_proved`.
 */
export async function askForProof(
  fetchOutside: FetchOutside,
  { url, secrets, inside, now }: { url: string; secrets: CallbackSecrets; inside: OutsideAllow; now: Date },
): Promise<void> {
  const word = randomBytes(8).readBigUInt64BE().toString();
  const echostr = encryptText(secrets, word);
  const ask = () =>
    fetchOutside(signedUrl(url, secrets, echostr, now, { echostr }), {
      inside,
      redirects: 0,
      timeoutMs: PATIENCE_MS,
      maxBytes: 4_096,
    });
  const answer = await ask()
    .catch((error: unknown) => (worthAnother(error) ? ask() : Promise.reject(error)))
    .catch((error: unknown) => fail(codeOf(error), String(error)));
  if (answer.status !== 200 || answer.body.toString() !== word)
    fail('callbacks.not_proved', `answered ${answer.status}, ${answer.body.length} bytes`);
}

/** What the way out refuses every time needs no second try. */
const worthAnother = (error: unknown) =>
  !(error instanceof OutsideRefused) || !['address', 'port', 'url'].includes(error.reason);

const codeOf = (error: unknown) =>
  error instanceof OutsideRefused && ['address', 'port'].includes(error.reason)
    ? ('callbacks.private_address' as const)
    : ('callbacks.not_proved' as const);
