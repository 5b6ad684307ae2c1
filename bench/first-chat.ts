// node --import tsx bench/first-chat.ts [rounds]
// (f) from an address typed into a browser that has never been here to the newest message of a chat and a box to answer in, on a phone's
// processor (4 x slower) and line (10 Mbit/s, 40 ms), beside the largest scripts fetched by a page that runs none of them.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { median, openStage, printTable, range } from './stage.ts';

const [rounds = 5] = process.argv.slice(2).map(Number);
const stage = await openStage({ members: 20, groups: [range(0, 20)] });
const server = await stage.start();
const cookie = stage.seeded.members[0]!.cookie;
const chat = stage.seeded.chats[0]!;
const posted = await fetch(`${server.url}/api/chats/${chat}/messages`, {
  method: 'POST',
  headers: { cookie: stage.seeded.members[1]!.cookie, 'content-type': 'application/json' },
  body: JSON.stringify({ cid: crypto.randomUUID(), draft: { k: 'text', b: { text: '早上好' } } }),
});
if (!posted.ok) throw new Error(await posted.text());

const shell = Object.values(
  JSON.parse(readFileSync(new URL('../web/dist/.vite/manifest.json', import.meta.url), 'utf8')) as Record<
    string,
    { file: string; isEntry?: boolean; src?: string; imports?: string[] }
  >,
)
  .filter((c) => c.isEntry || c.src === 'src/pages/chats.tsx' || c.file.includes('react'))
  .map((c) => c.file);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
});

/** Milliseconds from the navigation to `seen`, in a fresh browser without a cache. */
async function open(path: string, seen: string, slow: boolean): Promise<number> {
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block', locale: 'zh-CN' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  if (slow) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 40,
      downloadThroughput: 1_250_000,
      uploadThroughput: 1_250_000,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  const from = performance.now();
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator(seen).first().waitFor();
  const took = performance.now() - from;
  await context.close();
  return took;
}

/** The entry, the chat page and React as text: what the line alone takes. */
async function bytesAlone(): Promise<number> {
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 1_250_000,
    uploadThroughput: 1_250_000,
  });
  await page.goto('/healthz');
  const took = await page.evaluate<number>(
    `(async (files) => { const from = performance.now(); await Promise.all(files.map((f) => fetch(f).then((r) => r.text()))); return performance.now() - from; })(${JSON.stringify(shell.map((f) => `/${f}`))})`,
  );
  await context.close();
  return took;
}

const results = { fast: [] as number[], slow: [] as number[], line: [] as number[] };
for (const _round of range(0, rounds)) {
  results.fast.push(await open(`/chats/${chat}`, 'text=早上好 >> visible=true', false));
  results.slow.push(await open(`/chats/${chat}`, 'text=早上好 >> visible=true', true));
  results.line.push(await bytesAlone());
}
const line = median(results.line);
printTable(
  ['', 'seconds, median', 'to the bytes alone'],
  [
    ['its largest scripts, not run (10 Mbit/s, 40 ms)', line, line],
    ['first message, 4 x slower processor, 10 Mbit/s, 40 ms', median(results.slow), line],
    ['first message, this machine', median(results.fast), line],
  ].map(([what, ms, floor]) => [
    what as string,
    ((ms as number) / 1_000).toFixed(2),
    ((ms as number) / (floor as number)).toFixed(1),
  ]),
);
await browser.close();
await stage.close();
