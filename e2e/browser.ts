// A real browser for the stories: found, never downloaded here; `npm test` has put one in place and names it.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = [process.env['CHROMIUM_PATH'], ...places].find((path) => path && existsSync(path));

/** Why the browser stories cannot run here, or false. */
export const noBrowser: string | false =
  found === undefined
    ? 'no Chromium: set CHROMIUM_PATH'
    : existsSync(new URL('../web/dist/index.html', import.meta.url))
      ? false
      : 'the client is not built: npx vite build web';
if (noBrowser) process.stderr.write(`Browser stories are skipped: ${noBrowser}\n`);

/** Starts the browser; `extra` are further switches of Chromium. */
export const launch = (extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: found ?? '',
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--hide-scrollbars',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      ...extra,
    ],
  });

export interface Seat {
  context: BrowserContext;
  page: Page;
  /** what the page complained about: errors of scripts, refused resources */
  complaints: string[];
}

/** A phone in the hand: 390 px wide, touched rather than clicked. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** A browser window in which this person is signed in. */
export async function sit(
  browser: Browser,
  world: { url: string },
  /** `th_session=…`, as the session cookie is sent */
  person: { cookie: string },
  options: BrowserContextOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: world.url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(process.env['CI'] ? 20_000 : 10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (m) => {
    if (
      m.type() === 'error' &&
      !/ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket connection/.test(m.text())
    )
      complaints.push(m.text());
  });
  return { context, page, complaints };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the accessibility checker finds wrong on the page, one line each. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return await page.evaluate<string[]>(`axe.run().then(({ violations }) => violations.flatMap((v) =>
    v.nodes.map((n) => v.id + ' (' + v.impact + '): ' + n.target.join(' ') + ' ' + (n.any[0]?.message ?? ''))))`);
}

/** Waits until this is true in the page. The page's policy forbids `eval`, with which Playwright's own wait looks again. */
export async function until(page: Page, condition: string): Promise<void> {
  await expect.poll(() => page.evaluate<boolean>(condition), { timeout: 10_000 }).toBe(true);
}

let shots: string | undefined;
/** Waits until the page's own worker answers for it. A first visit may stay outside the worker; the next load is inside. */
export async function served(page: Page): Promise<void> {
  await page.evaluate(`navigator.serviceWorker.ready.then(() => true)`);
  if (!(await page.evaluate<boolean>(`navigator.serviceWorker.controller !== null`))) await page.reload();
  await until(page, `navigator.serviceWorker.controller !== null`);
}

/** Keeps a picture of the page for human eyes, in a folder of this run. */
export async function shot(page: Page, name: string): Promise<void> {
  shots ??= process.env['SHOTS_DIR'] ?? (await mkdtemp(join(tmpdir(), 'teahouse-shots-')));
  await page.screenshot({ path: join(shots, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** Where a message to this chat is written. */
export const box = (page: Page): Locator => page.getByRole('textbox', { name: /发消息给|Message / });
/** The newest message with these words. */
export const row = (page: Page, text: string): Locator =>
  page.getByRole('article').filter({ hasText: text }).last();
export async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
}
/** Opens the menu of a message and takes one of its entries. */
export async function choose(page: Page, text: string, action: string): Promise<void> {
  await row(page, text).click({ button: 'right' });
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}
