// A push service and the browsers subscribed to it: decrypts what arrives with each browser's own keys (RFC 8291) and checks the
// sender's VAPID token (RFC 8292).
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Pushed {
  title: string;
  text: string;
  tag: string;
  path: string;
  topic: string | undefined;
  urgency: string | undefined;
  ttl: number;
  /** bytes as they came over the wire */
  size: number;
}

export interface Browser {
  /** what the page sends to our server */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** in the order they came */
  received: Pushed[];
  /** what the push service answers from now on; 201 at first */
  status: number;
}

export interface PushDouble {
  url: string;
  port: number;
  /** requests turned away: bad token, wrong key, undecipherable */
  refused: string[];
  subscribe(serverKey: string): Browser;
  close(): Promise<void>;
}

export async function servePush(host = '127.0.0.1'): Promise<PushDouble> {
  const browsers = new Map<
    string,
    { browser: Browser; take(request: IncomingMessage, bytes: Buffer): Pushed }
  >();
  const server = createServer((request, response) => {
    void (async () => {
      const bytes = await buffer(request);
      const to = browsers.get(request.url ?? '');
      if (!to) return response.writeHead(404).end();
      if (to.browser.status >= 300) return response.writeHead(to.browser.status).end();
      try {
        to.browser.received.push(to.take(request, bytes));
        return response.writeHead(201).end();
      } catch (error) {
        double.refused.push(String(error));
        return response.writeHead(400).end(String(error));
      }
    })();
  });
  await new Promise<void>((ready) => server.listen(0, host, ready));
  const { port } = server.address() as AddressInfo;
  const double: PushDouble = {
    url: `http://${host}:${port}`,
    port,
    refused: [],
    subscribe(serverKey) {
      const pair = createECDH('prime256v1');
      pair.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(16).toString('hex')}`;
      const browser: Browser = {
        subscription: {
          endpoint: double.url + path,
          keys: { p256dh: pair.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
        },
        received: [],
        status: 201,
      };
      browsers.set(path, {
        browser,
        take(request, bytes) {
          checkToken(request, serverKey, double.url);
          if (request.headers['content-encoding'] !== 'aes128gcm') throw new Error('wrong content encoding');
          const said = JSON.parse(deciphered(bytes, pair, auth)) as Pick<
            Pushed,
            'title' | 'text' | 'tag' | 'path'
          >;
          return {
            ...said,
            topic: request.headers['topic'] as string | undefined,
            urgency: request.headers['urgency'] as string | undefined,
            ttl: Number(request.headers['ttl']),
            size: bytes.length,
          };
        },
      });
      return browser;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}

function deciphered(bytes: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = bytes.subarray(0, 16);
  const record = bytes.readUInt32BE(16);
  const idLength = bytes[20]!;
  const sender = bytes.subarray(21, 21 + idLength);
  const sealed = bytes.subarray(21 + idLength);
  if (sealed.length > record) throw new Error('more than one record');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0 || plain.subarray(end + 1).some((b) => b !== 0)) throw new Error('wrong padding');
  return plain.subarray(0, end).toString('utf8');
}

function checkToken(request: IncomingMessage, serverKey: string, audience: string): void {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(
    request.headers.authorization ?? '',
  );
  if (!found) throw new Error('no VAPID token');
  const [, head, claims, signature, key] = found as unknown as [string, string, string, string, string];
  if (key !== serverKey) throw new Error('not the key of the subscription');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw new Error('wrong signature');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    exp: number;
    sub: string;
  };
  if (aud !== audience) throw new Error(`meant for ${aud}`);
  const left = exp - Date.now() / 1000;
  if (left < 0 || left > 86_400) throw new Error('wrong lifetime');
  if (!/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(sub)) throw new Error('nobody to write to');
}
