import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardedFetch, isPublic, OutsideRefused } from './outbound.ts';

/** Stands for the public internet: the one address the tests let through. */
const OUTSIDE = '127.0.0.2';
let port: number;
/** requests that reached a server they must not reach */
const trapped: string[] = [];
const seen: IncomingMessage[] = [];
let answer: RequestListener = (_request, response) => response.end('outside');
const closers: (() => void)[] = [];

const listen = async (host: string, at: number, listener: RequestListener) => {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(at, host, ready));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  port = await listen(OUTSIDE, 0, (request, response) => {
    seen.push(request);
    answer(request, response);
  });
  const trap: RequestListener = (request, response) => {
    trapped.push(`${request.headers.host}${request.url}`);
    response.end('inside');
  };
  await listen('127.0.0.1', port, trap);
  await listen('::1', port, trap);
});
afterAll(() => {
  for (const close of closers) close();
});

/** Names of the test world; every other name does not exist. */
const names: Record<string, string[]> = {
  'outside.example': [OUTSIDE],
  'inside.example': ['127.0.0.1'],
  'mixed.example': [OUTSIDE, '127.0.0.1'],
  'mixed6.example': [OUTSIDE, '::1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'nothing.example': [],
  'garbage.example': ['not an address'],
  'zone.example': ['fe80::1%lo'],
};
const asked: string[] = [];
const resolve = async (name: string) => {
  asked.push(name);
  return names[name] ?? Promise.reject(new Error('ENOTFOUND'));
};
const go = () => guardedFetch({ resolve, ports: [port], allow: (address) => address === OUTSIDE });

const refusal = async (url: string, options = {}) => {
  try {
    const { body } = await go()(url, options);
    return `reached: ${body.toString()}`;
  } catch (error) {
    return error instanceof OutsideRefused ? error.reason : `threw ${String(error)}`;
  }
};

const inside4 = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '100.64.0.1',
  '192.0.0.192',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];
const inside6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '100::1',
  '5f00::1',
];

/** The same address as people, parsers and attackers write it. */
function spellings(address: string): string[] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number) => n.toString(16).padStart(2, '0');
  const [high, low] = [hex(a) + hex(b), hex(c) + hex(d)];
  return [
    address,
    `${address}.`,
    String(number),
    `0x${number.toString(16)}`,
    `0${number.toString(8)}`,
    [a, b, c, d].map((n) => `0x${n.toString(16)}`).join('.'),
    [a, b, c, d].map((n) => `0${n.toString(8)}`).join('.'),
    [a, b, c, d].map((n) => `000${n.toString(8)}`).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    address.replaceAll(/\d/g, (n) => String.fromCharCode(0xff10 + Number(n))),
    address.replaceAll('.', '。'),
    address.replaceAll(/\d/g, (n) => `%3${n}`),
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${address}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${high}:${low}::1]`,
    `[::ffff:0:${address}]`,
  ];
}

const hostile = [
  ...inside4.flatMap((address) => spellings(address).map((host) => ({ host, path: '/' }))),
  ...inside6.map((address) => ({ host: `[${address}]`, path: '/' })),
  ...Object.keys(names)
    .filter((name) => name !== 'outside.example')
    .map((host) => ({ host, path: '/' })),
  { host: 'LOCALHOST', path: '/' },
  { host: 'ｌｏｃａｌｈｏｓｔ', path: '/' },
  { host: 'unknown.example', path: '/' },
];

describe('addresses one may not reach', () => {
  test(`${hostile.length} hosts in every spelling`, async () => {
    expect(hostile.length).toBeGreaterThan(200);
    for (const { host, path } of hostile) {
      const url = `http://${host}:${port}${path}`;
      expect(await refusal(url), url).toMatch(/^(address|name|url)$/);
    }
    expect(trapped).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('other schemes, names and passwords, other ports, broken text', async () => {
    for (const url of [
      'file:///etc/passwd',
      'gopher://outside.example/_x',
      'ftp://outside.example/x',
      'dict://outside.example/x',
      'data:text/html,x',
      'javascript:alert(1)',
      'ws://outside.example/',
      'blob:http://outside.example/x',
      `http://user@outside.example:${port}/`,
      `http://user:pass@outside.example:${port}/`,
      `http://outside.example@inside.example:${port}/`,
      `http://outside.example:${port}@127.0.0.1/`,
      'http://',
      'http:///x',
      'http://[::1',
      'http://outside.example:99999/',
      '//outside.example/',
      'outside.example',
      '',
      `http://outside.example:${port}/${'x'.repeat(5_000)}`,
    ])
      expect(await refusal(url), url).toMatch(/^(url|address|name|port)$/);
    for (const other of [22, 25, 6379, 5432, 8080, 0])
      expect(await refusal(`http://outside.example:${other}/`)).toBe('port');
    expect(trapped).toEqual([]);
  });

  test('an address is public only when every rule book says so', () => {
    for (const good of ['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:82a::200e'])
      expect(isPublic(good), good).toBe(true);
    for (const bad of [
      ...inside4,
      ...inside6,
      '::7f00:1',
      '4000::1',
      '2001:db8::1%eth0',
      'localhost',
      '',
      '1',
    ])
      expect(isPublic(bad), bad).toBe(false);
  });
});

describe('names', () => {
  test('a name that changes its answer is asked once, and the line goes to the address that was checked', async () => {
    const answers = [[OUTSIDE], ['127.0.0.1'], ['127.0.0.1']];
    let times = 0;
    const rebinding = guardedFetch({
      resolve: async () => answers[times++] ?? [],
      ports: [port],
      allow: (address) => address === OUTSIDE,
    });
    answer = (_request, response) => response.end('outside');
    const got = await rebinding(`http://rebind.example:${port}/`);
    expect([got.body.toString(), times]).toEqual(['outside', 1]);
    await expect(rebinding(`http://rebind.example:${port}/`)).rejects.toThrow(OutsideRefused);
    expect(trapped).toEqual([]);
  });

  test('one private address among public ones spoils the name', async () => {
    expect(await refusal(`http://mixed.example:${port}/`)).toBe('address');
    expect(await refusal(`http://mixed6.example:${port}/`)).toBe('address');
  });

  test('a resolver that never answers is not waited for', async () => {
    const stuck = guardedFetch({ resolve: () => new Promise(() => undefined), ports: [port] });
    await expect(stuck('http://slow.example/', { timeoutMs: 50 })).rejects.toThrow(/^time/);
  });
});

describe('redirects', () => {
  const chain =
    (to: Record<string, string>, status = 302): RequestListener =>
    (request, response) => {
      const next = to[request.url ?? ''];
      if (next === undefined) response.end(`end ${request.method} ${request.url}`);
      else response.writeHead(status, { location: next }).end();
    };

  test('three are followed, relative ones too, the fourth is not', async () => {
    const base = `http://outside.example:${port}`;
    answer = chain({
      '/0': '/1',
      '/1': `${base}/2`,
      '/2': '3',
      '/a': '/b',
      '/b': '/c',
      '/c': '/d',
      '/d': '/e',
    });
    const got = await go()(`${base}/0`);
    expect([got.body.toString(), got.url]).toEqual(['end GET /3', `${base}/3`]);
    expect(await refusal(`${base}/a`)).toBe('redirects');
    answer = chain({ '/loop': '/loop' });
    expect(await refusal(`${base}/loop`)).toBe('redirects');
  });

  test.each([301, 302, 303, 307, 308])('a %i inwards is refused, however it is written', async (status) => {
    for (const target of [
      `http://127.0.0.1:${port}/`,
      `http://inside.example:${port}/`,
      `//127.0.0.1:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::1]:${port}/`,
      'http://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
      `http://x@outside.example:${port}/`,
      'http://outside.example:22/',
    ]) {
      answer = chain({ '/in': target }, status);
      expect(await refusal(`http://outside.example:${port}/in`), target).toMatch(/^(address|url|port)$/);
    }
    expect(trapped).toEqual([]);
  });

  test('a secret header stays with its host, and a body does not follow a 303', async () => {
    names['second.example'] = [OUTSIDE];
    answer = chain({ '/0': `http://second.example:${port}/1` }, 303);
    seen.length = 0;
    await go()(`http://outside.example:${port}/0`, {
      method: 'POST',
      body: 'secret',
      headers: { authorization: 'Bearer x', 'x-other': 'y' },
    });
    expect(
      seen.map((r) => [r.method, r.headers.authorization, r.headers['x-other'], r.headers.cookie]),
    ).toEqual([
      ['POST', 'Bearer x', 'y', undefined],
      ['GET', undefined, 'y', undefined],
    ]);
  });
});

describe('limits', () => {
  const url = () => `http://outside.example:${port}/`;

  test('an endless answer is refused, or cut where that is asked for', async () => {
    answer = (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await refusal(url())).toBe('size');
    const cut = await go()(url(), { maxBytes: 100_000, tooLong: 'cut' });
    expect(cut.body.length).toBe(100_000);
  });

  test('an answer that drips is given up', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await refusal(url(), { timeoutMs: 300 })).toBe('time');
  });

  test('an answer that never begins is given up', async () => {
    answer = () => undefined;
    expect(await refusal(url(), { timeoutMs: 200 })).toBe('time');
  });

  test('headers and a body go out, a cookie that was set does not come back', async () => {
    seen.length = 0;
    answer = (request, response) => {
      response.setHeader('set-cookie', 'a=b');
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => response.writeHead(201, { 'x-y': 'z' }).end(body));
    };
    const fetchOutside = go();
    const got = await fetchOutside(url(), { method: 'POST', body: '{"a":1}' });
    expect([got.status, got.headers['x-y'], got.body.toString()]).toEqual([201, 'z', '{"a":1}']);
    await fetchOutside(url());
    expect(seen.at(-1)!.headers.cookie).toBeUndefined();
  });
});
