// Takes the README's pictures from the running product: starts it with the sample company, signs in, looks.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const home = fileURLToPath(new URL('..', import.meta.url));
const out = join(home, 'docs', 'pictures');
const port = await freePort();
const dataDir = await mkdtemp(join(tmpdir(), 'teahouse-pictures-'));
const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', '--sample'], {
  cwd: home,
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: execFileSync(process.execPath, ['tools/ensure-chromium.mjs'], {
    cwd: home,
    encoding: 'utf8',
  }).trim(),
  args: [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-background-networking',
  ],
});
try {
  const logins = await loginsOf(server);
  await mkdir(out, { recursive: true });
  await picture('chat', 'manager', { viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.getByText('新品试菜小组').first().click();
  });
  await picture(
    'chat-dark',
    'manager',
    { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    async (page) => {
      await page.getByText('西湖店日常').first().click();
    },
  );
  await picture('phone', 'employee', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  });
  await picture(
    'members',
    'owner',
    { viewport: { width: 1280, height: 800 }, locale: 'en-US' },
    async (page) => {
      await page.goto('/admin/members');
    },
  );

  async function picture(
    name: string,
    who: string,
    options: BrowserContextOptions,
    go?: (page: Page) => Promise<void>,
  ) {
    const { login, password } = logins.get(who)!;
    const context = await browser.newContext({
      baseURL: `http://127.0.0.1:${port}`,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...options,
    });
    await context.request.post('/api/sign-in', { data: { login, password } });
    const page = await context.newPage();
    await page.goto('/chats');
    await page.waitForLoadState('networkidle');
    await go?.(page);
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' });
    await context.close();
  }
} finally {
  await browser.close();
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  await rm(dataDir, { recursive: true, force: true });
}

/** The four logins the server prints once it is open. */
function loginsOf(child: ChildProcess): Promise<Map<string, { login: string; password: string }>> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('exit', () => reject(new Error('the server ended before it was open')));
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = [...text.matchAll(/^ {2}(owner|manager|employee|seller) +(\S+) +(\S+)/gm)];
      if (found.length === 4)
        resolve(
          new Map(found.map(([, who, login, password]) => [who!, { login: login!, password: password! }])),
        );
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
}
