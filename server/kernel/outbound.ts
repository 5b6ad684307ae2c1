import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import { isAllowed, type OutsideAllow } from './outside-allow.ts';

export interface OutsideRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** by default 1 MB */
  maxBytes?: number;
  /** what happens to a longer answer: refuse it (default) or keep its beginning */
  tooLong?: 'refuse' | 'cut';
  /** for everything together: names, redirects, bytes; by default 10 s */
  timeoutMs?: number;
  /** how many redirects are followed, by default 3; the one after the last is the answer where this is 0 */
  redirects?: number;
  /** hosts that may be private and have any port: the operator's, never what a member types */
  inside?: OutsideAllow;
}

export interface OutsideAnswer {
  status: number;
  /** after redirects */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

export type FetchOutside = (url: string, options?: OutsideRequest) => Promise<OutsideAnswer>;

/** The guard refused to ask. `reason` says which rule; the message is for logs. */
export class OutsideRefused extends Error {
  override name = 'OutsideRefused';
  readonly reason: 'url' | 'address' | 'port' | 'redirects' | 'size' | 'time' | 'name';
  constructor(reason: OutsideRefused['reason'], why: string) {
    super(`${reason}: ${why}`);
    this.reason = reason;
  }
}

export interface OutsideGuard {
  /** the addresses of a name, all of them */
  resolve?: (name: string) => Promise<string[]>;
  /** ports besides 80 and 443 */
  ports?: readonly number[];
  /** addresses that are let through although they are not public: the operator's explicit list */
  allow?: (address: string) => boolean;
}

const MOST_REDIRECTS = 3;
const MB = 1024 * 1024;

/**
 * The one way out of the house for addresses that people type. A name is resolved once, every address it has must be public, and the
 * line is opened to exactly those addresses, so a name that changes its answer gains nothing. Redirects are followed by hand and
 * checked like the first address. No cookies, no proxy, no credentials in the URL.
 */
export function guardedFetch(guard: OutsideGuard = {}): FetchOutside {
  const resolve = guard.resolve ?? resolveAll;
  const ports = new Set(['', '80', '443', ...(guard.ports ?? []).map(String)]);

  const checked = async (url: URL, signal: AbortSignal, inside: OutsideAllow): Promise<string[]> => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutsideRefused('url', url.protocol);
    if (url.username || url.password) throw new OutsideRefused('url', 'names a user');
    const known = ports.has(url.port);
    if (!known && inside.length === 0) throw new OutsideRefused('port', url.port);
    // WHATWG parsing has already turned 0x7f.1, 2130706433 and full-width digits into plain addresses.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = ipaddr.isValid(host) ? [host] : await named(host, signal);
    for (const address of addresses) {
      if (isAllowed(inside, host, address)) continue;
      if (!isPublic(address) && !guard.allow?.(address))
        throw new OutsideRefused('address', `${url.hostname} is ${address}`);
      if (!known) throw new OutsideRefused('port', url.port);
    }
    return addresses;
  };

  const named = async (host: string, signal: AbortSignal): Promise<string[]> => {
    const found = await Promise.race([
      resolve(host).catch((error: unknown) => {
        throw new OutsideRefused('name', `${host}: ${String(error)}`);
      }),
      aborted(signal),
    ]);
    return found.length ? found : Promise.reject(new OutsideRefused('name', `${host} has no address`));
  };

  return async (address, options = {}) => {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 10_000);
    const most = options.redirects ?? MOST_REDIRECTS;
    let { method = 'GET', headers = {}, body } = options;
    let url = parsed(address);
    try {
      for (let redirects = 0; ; redirects++) {
        const addresses = await checked(url, signal, options.inside ?? []);
        const agent = agentTo(addresses);
        try {
          const answer = await request(url, {
            dispatcher: agent,
            method,
            headers: {
              'user-agent': 'Teahouse/0.1',
              'accept-encoding': 'identity',
              ...headers,
            },
            body: body ?? null,
            signal,
          });
          const to = header(answer.headers['location']);
          if (answer.statusCode < 300 || answer.statusCode > 399 || to === undefined || most === 0)
            return {
              status: answer.statusCode,
              url: url.href,
              headers: plain(answer.headers),
              body: await limited(answer.body, options.maxBytes ?? MB, options.tooLong ?? 'refuse'),
            };
          // Cut on purpose; the stream calls that an error.
          answer.body.on('error', () => undefined).destroy();
          if (redirects === most) throw new OutsideRefused('redirects', url.href);
          const next = parsed(to, url);
          // Secrets meant for one host do not travel to another.
          if (next.origin !== url.origin) headers = withoutSecrets(headers);
          if (answer.statusCode !== 307 && answer.statusCode !== 308 && method !== 'HEAD') {
            method = 'GET';
            body = undefined;
          }
          url = next;
        } finally {
          await agent.destroy();
        }
      }
    } catch (error) {
      throw signal.aborted ? new OutsideRefused('time', url.href) : error;
    }
  };
}

/** Global unicast and nothing else: no private, local, shared, mapped, tunnelled, documentation or multicast address. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const ip = ipaddr.parse(address);
  if (ip.range() !== 'unicast') return false;
  // Only 2000::/3 is given out; what else a library calls unicast may still reach inside (::7f00:1).
  return ip.kind() === 'ipv4' || ip.toByteArray()[0]! >> 5 === 1;
}

async function resolveAll(name: string): Promise<string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map((found) => found.address);
}

/** Opens lines to these addresses only, whatever the name says by then. */
function agentTo(addresses: readonly string[]): Agent {
  const given: LookupFunction = (_name, options, done) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) done(null, all);
    else done(null, all[0]!.address, all[0]!.family);
  };
  return new Agent({
    connect: { lookup: given, timeout: 10_000 },
    pipelining: 0,
    maxHeaderSize: 16 * 1024,
  });
}

function parsed(text: string, base?: URL): URL {
  if (text.length > 4_000 || !URL.canParse(text, base?.href))
    throw new OutsideRefused('url', text.slice(0, 200));
  return new URL(text, base);
}

async function limited(
  body: AsyncIterable<Uint8Array>,
  most: number,
  tooLong: 'refuse' | 'cut',
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most && tooLong === 'refuse') throw new OutsideRefused('size', `more than ${most} bytes`);
    chunks.push(chunk);
    if (size >= most && tooLong === 'cut') break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new OutsideRefused('time', 'resolving a name')), {
      once: true,
    });
  });
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-authorization)$/i.test(name)),
  );
}

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function plain(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const one = header(value);
      return one === undefined ? [] : [[name, one]];
    }),
  );
}
