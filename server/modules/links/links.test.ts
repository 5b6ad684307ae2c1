import { links } from '@teahouse/contract/links';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { readHead } from './page-head.ts';

const OUTSIDE = '127.0.0.2';
const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
const asked: string[] = [];
const site = createServer((request, response) => {
  asked.push(request.url!);
  const page = pages.get(request.url!);
  if (page) page(request, response);
  else response.writeHead(404).end();
});
let base: string;
let world: World;
let corp: Company;
let lin: Person;

beforeAll(async () => {
  await new Promise<void>((ready) => site.listen(0, OUTSIDE, ready));
  const { port } = site.address() as AddressInfo;
  base = `http://pages.example:${port}`;
  world = await openWorld({
    outside: {
      resolve: async (name) => (name === 'pages.example' ? [OUTSIDE] : ['10.0.0.1']),
      ports: [port],
      allow: (address) => address === OUTSIDE,
    },
  });
  corp = await world.company();
  lin = await corp.hire('林小满');
});
afterAll(async () => {
  await world.close();
  site.close();
  site.closeAllConnections();
});

const html = (path: string, text: string | Buffer, type = 'text/html; charset=utf-8') =>
  pages.set(path, (_request, response) => response.writeHead(200, { 'content-type': type }).end(text));
const preview = async (path: string, person = lin) =>
  (await person.call(links.getLinkPreview, { url: path.startsWith('http') ? path : base + path })).body;
const shown = async (path: string, person = lin) => {
  expect((await preview(path, person)).state).toBe('waiting');
  await world.settle();
  return await preview(path, person);
};
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3a6' } })
    .png()
    .toBuffer();

test('the first who asks makes the server look; title, description, site and picture are kept', async () => {
  const png = await picture(1_200, 600);
  pages.set('/img/a.png', (_request, response) => response.writeHead(200).end(png));
  html(
    '/article',
    `<!doctype html><head><title>plain</title><meta property="og:title" content="春茶 &amp; 秋茶">
     <meta content='山里的&#12304;新茶&#x3011;' property=og:description><meta property="og:site_name" content="茶报">
     <meta property="og:image" content="/img/a.png"></head><body><meta property="og:title" content="late">`,
  );
  const got = await shown('/article#part');
  expect(got).toMatchObject({
    state: 'ready',
    title: '春茶 & 秋茶',
    description: '山里的【新茶】',
    site: '茶报',
  });
  const image = await world.house.http.inject({ url: got.image!, headers: { cookie: lin.cookie } });
  const facts = await sharp(image.rawPayload).metadata();
  expect([image.headers['content-type'], facts.format, facts.width]).toEqual(['image/webp', 'webp', 640]);
  const times = asked.length;
  expect((await preview('/article')).state).toBe('ready');
  expect(asked.length).toBe(times);
});

test('another company asks anew and sees no trace', async () => {
  html('/private-link', '<title>x</title>');
  await shown('/private-link');
  const other = (await world.company()).owner;
  expect((await preview('/private-link', other)).state).toBe('waiting');
});

test('a page without metadata has its title; one without anything, no page, or no HTML has none', async () => {
  html('/titled', '<title>\n  Just \u202e a   title </title>');
  expect(await shown('/titled')).toMatchObject({ title: 'Just a title', site: 'pages.example', image: null });
  html('/empty', '<p>hello');
  html('/data', '{"title":"x"}', 'application/json');
  for (const path of ['/empty', '/data', '/missing']) expect((await shown(path)).state).toBe('none');
});

test('inner addresses are never asked, neither as page nor as picture nor after a redirect', async () => {
  for (const url of ['http://127.0.0.1:1/', 'http://10.0.0.1/', 'http://intranet.example/', 'http://[::1]/'])
    expect((await shown(url)).state).toBe('none');
  pages.set('/jump', (_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect((await shown('/jump')).state).toBe('none');
  html(
    '/inner-picture',
    '<title>x</title><meta property="og:image" content="http://169.254.169.254/latest">',
  );
  expect(await shown('/inner-picture')).toMatchObject({ state: 'ready', image: null });
});

test('a picture that is none, or a script, is left out', async () => {
  pages.set('/evil.svg', (_request, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  );
  html('/evil', '<title>x</title><meta property="og:image" content="/evil.svg">');
  expect(await shown('/evil')).toMatchObject({ state: 'ready', image: null });
  const dot = await picture(1, 1);
  pages.set('/dot.png', (_request, response) => response.writeHead(200).end(dot));
  html('/counted', '<title>x</title><meta property="og:image" content="/dot.png">');
  expect(await shown('/counted')).toMatchObject({ state: 'ready', image: null });
});

test('what was found is kept a week, what failed an hour', async () => {
  html('/aging', '<title>old</title>');
  await shown('/aging');
  await shown('/gone');
  const start = world.clock.now;
  try {
    world.clock.now = new Date(start.getTime() + 2 * 3_600_000);
    expect([(await preview('/aging')).state, (await preview('/gone')).state]).toEqual(['ready', 'waiting']);
    html('/aging', '<title>new</title>');
    world.clock.now = new Date(start.getTime() + 8 * 24 * 3_600_000);
    expect((await shown('/aging')).title).toBe('new');
  } finally {
    world.clock.now = start;
  }
});

test('a company that switches previews off asks nobody; only administrators switch, and the audit log knows', async () => {
  const shy = await world.company();
  const chen = await shy.hire('陈静');
  html('/shy', '<title>x</title>');
  expect((await chen.call(links.setLinkSettings, { on: false })).status).toBe(403);
  expect((await shy.owner.call(links.getLinkSettings, {})).body.on).toBe(true);
  expect((await shy.owner.call(links.setLinkSettings, { on: false })).status).toBe(200);
  expect((await preview('/shy', chen)).state).toBe('off');
  await world.settle();
  expect(asked).not.toContain('/shy');
});

test('heads in other letters, and heads made to confuse', () => {
  const gb = Buffer.concat([
    Buffer.from('<meta charset="gb2312"><title>'),
    Buffer.from([0xb2, 0xe8, 0xb9, 0xdd]),
    Buffer.from('</title>'),
  ]);
  expect(readHead(gb, 'text/html').title).toBe('茶馆');
  const read = (text: string) => readHead(Buffer.from(text), 'text/html');
  expect(read('<!-- <title>no</title> --><script>"<title>no"</script><title>yes</title>').title).toBe('yes');
  expect(read('<title>a<b>c</title>').title).toBe('a<b>c');
  expect(read('<meta name=description content="x" = / ><title>t').description).toBe('x');
  expect(read('<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">').title).toBe(
    '<script>alert(1)</script>',
  );
  expect(read(`<title>${'长'.repeat(500)}</title>`).title).toHaveLength(200);
  expect(read('<title>&#xd800;&#0;&#x110000;ok</title>').title).toBe('ok');
  for (const junk of [
    '<',
    '<meta',
    '<meta content="',
    '<!--',
    '<title>',
    '='.repeat(100_000),
    '<a '.repeat(100_000),
  ])
    expect(read(junk).title).toBe('');
});
