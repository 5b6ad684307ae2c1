// Pages of apps inside the client: the sample app from examples/ as it stands, and pages that try to get out.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { apps as appsContract, appsAdmin } from '@teahouse/contract/apps';
import { messaging } from '@teahouse/contract/messaging';
import type { AppId } from '@teahouse/contract/ids';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardedFetch } from '../server/kernel/outbound.ts';
import { system } from '../server/kernel/work.ts';
import { corpCode, createApp } from '../server/modules/apps/index.ts';
import { keepCallback } from '../server/modules/callbacks/index.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let company: Company;
let lin: Person;
let seat: Seat;
let sample: ChildProcess;
let samplePort: number;
let made: { id: AppId; no: number; secret: string };
let hostile: Server;
let hostilePort: number;
const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

const freePort = async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
};
const newApp = async (name: string, homeUrl: string, trustedDomain: string) => {
  const app = await world.house.openWork(company.id, system, (work) =>
    createApp(work, world.house.ports.secret, { kind: 'self_built', name, homeUrl }),
  );
  const answer = await company.owner.call(appsAdmin.changeApp, { appId: app.id, trustedDomain });
  expect(answer.status).toBe(200);
  return app;
};
const page = () => seat.page.frameLocator('iframe').frameLocator('iframe');

/** Tries every way out that a page has, and says what came of each. */
const ESCAPES = `<!doctype html><meta charset="utf-8"><title>x</title><script src="SDK"></script><pre id="out"></pre><script>
const out = {};
const attempt = (name, run) => { try { out[name] = String(run()); } catch (error) { out[name] = 'refused ' + error.name; } };
attempt('cookie', () => parent.parent.document.cookie);
attempt('storage', () => parent.parent.localStorage.length);
attempt('parent', () => parent.document.title);
attempt('top', () => { top.location.href = 'http://evil.example/'; return 'asked'; });
attempt('popup', () => { const w = open('about:blank'); return w && w.opener ? 'bound' : 'none'; });
let heard = 0;
addEventListener('message', () => heard++);
for (const to of [parent, parent.parent])
  to.postMessage({ teahouse: 1, id: 99, call: 'getCurUser', args: {}, origin: 'http://trusted.example' }, '*');
parent.parent.postMessage({ go: 'http://evil.example/' }, '*');
wx.config({ timestamp: 1, nonceStr: 'n', signature: 'f'.repeat(40), jsApiList: [] });
wx.error((res) => { out.config = res.errMsg; });
wx.invoke('getCurUser', {}, (res) => { out.unproved = res.errMsg; });
setTimeout(() => { out.done = true; document.getElementById('out').textContent = JSON.stringify(out); }, 1500);
</script>`;

describe.skipIf(noBrowser)('pages of apps', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    company = await world.company('清风茶业');
    lin = await company.hire('林小满', { userid: '00123' });
    await company.hire('周知远', { userid: 'zhou' });
    samplePort = await freePort();
    made = await newApp('示例应用', `http://localhost:${samplePort}/`, `localhost:${samplePort}`);
    sample = spawn(
      process.execPath,
      [fileURLToPath(new URL('../examples/sample-app/app.mjs', import.meta.url))],
      {
        env: {
          TEAHOUSE: world.url,
          CORPID: corpCode(company.id),
          AGENTID: String(made.no),
          SECRET: made.secret,
          TOKEN: 'abc123',
          AES_KEY: aesKey,
          PORT: String(samplePort),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await new Promise((ready) => sample.stdout!.once('data', ready));
    hostile = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(ESCAPES.replace('SDK', `${world.url}/jssdk/jweixin-1.2.0.js`)),
    );
    await new Promise<void>((ready) => hostile.listen(0, '127.0.0.1', ready));
    hostilePort = (hostile.address() as AddressInfo).port;
    seat = await sit(browser, world, lin);
  });
  afterAll(async () => {
    sample?.kill();
    hostile?.close();
    await browser?.close();
    await world?.close();
  });

  test('the sample app hears its member and answers', async () => {
    await keepCallback(
      {
        corpId: company.id,
        settings: world.house.ports.settings,
        secret: world.house.ports.secret,
        fetchOutside: guardedFetch(),
        now: new Date(),
        work: (run) => world.house.openWork(company.id, system, run),
      },
      {
        appId: made.id,
        url: `http://127.0.0.1:${samplePort}/callback`,
        token: 'abc123',
        aesKey,
        format: 'xml',
      },
      true,
    );
    const { chatId } = (await lin.call(appsContract.openAppChat, { appId: made.id })).body;
    const draft = { k: 'text', b: { text: '在吗' } } as const;
    await lin.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft });
    await world.settle();
    const { events } = (await lin.call(messaging.listMessages, { chatId, after: 0, limit: 9 })).body;
    expect(events.at(-1)).toMatchObject({ u: made.id, b: { text: '你说：在吗' } });
  });

  test('an administrator sees what was told, and tells it again', async () => {
    const boss = await sit(browser, world, company.owner);
    await boss.page.goto('/admin/callbacks');
    await boss.page.getByText('已送达').first().waitFor();
    await boss.page.getByRole('button', { name: '重新推送' }).first().click();
    await boss.page.getByText('已重新排队 1 条').waitFor();
    await shot(boss.page, 'callbacks-admin');
    expect(await axe(boss.page)).toEqual([]);
    await boss.page.setViewportSize({ width: 390, height: 844 });
    await boss.page.emulateMedia({ colorScheme: 'dark' });
    await shot(boss.page, 'callbacks-admin-phone');
    await boss.context.close();
  });

  test('it signs its member in without a word, inside the frame, and uses the client', async () => {
    await seat.page.goto('/workbench');
    await seat.page.getByRole('link', { name: /示例应用/ }).click();
    await page().getByText('已连接：林小满').waitFor();
    expect(await page().locator('#who').textContent()).toBe('00123');
    await shot(seat.page, 'app-page');
    await page().getByRole('button', { name: '给我发消息' }).click();
    await page().getByText('ok').waitFor();
    await page().getByRole('button', { name: '选择联系人' }).click();
    await seat.page.getByRole('combobox').fill('周知远');
    await seat.page.getByRole('option', { name: /周知远/ }).click();
    await shot(seat.page, 'app-page-picker');
    expect(await axe(seat.page)).toEqual([]);
    await seat.page.getByRole('button', { name: '确定' }).click();
    await page().getByText('"id": "zhou"').waitFor();
    await page().getByRole('button', { name: '关闭' }).click();
    await seat.page.waitForURL('**/workbench');
  });

  test('a page that tries to get out stays where it is and learns nothing', async () => {
    const app = await newApp('坏应用', `http://localhost:${hostilePort}/`, `localhost:${hostilePort}`);
    await seat.page.goto(`/apps/${app.id}`);
    await page().getByText('"done":true').waitFor();
    const out = JSON.parse((await page().locator('#out').textContent())!) as Record<string, string>;
    expect(out).toMatchObject({
      cookie: 'refused SecurityError',
      storage: 'refused SecurityError',
      parent: 'refused SecurityError',
      unproved: expect.stringContaining('fail no permission'),
      config: 'config:fail invalid signature',
    });
    expect(out['top']).toMatch(/refused|asked/);
    expect(new URL(seat.page.url()).pathname).toBe(`/apps/${app.id}`);
    // It may not go anywhere but home either.
    const frames = seat.page.frames().map((f) => f.url());
    await seat.page
      .frames()
      .at(-1)!
      .evaluate(`location.href = 'http://127.0.0.1:${samplePort}/'`)
      .catch(() => undefined);
    await expect.poll(() => seat.page.frames().at(-1)!.url()).not.toContain(String(samplePort));
    expect(frames.some((url) => url.includes(`localhost:${hostilePort}`))).toBe(true);
  });

  test('a page on our own host gets an origin of nobody', async () => {
    const app = await newApp('同机应用', `http://127.0.0.1:${hostilePort}/`, `127.0.0.1:${hostilePort}`);
    await seat.page.goto(`/apps/${app.id}`);
    await page().getByText('"done":true').waitFor();
    const sandbox = await seat.page.frameLocator('iframe').locator('iframe').getAttribute('sandbox');
    expect(sandbox).not.toContain('allow-same-origin');
    const out = JSON.parse((await page().locator('#out').textContent())!) as Record<string, string>;
    expect(out).toMatchObject({ cookie: 'refused SecurityError', parent: 'refused SecurityError' });
  });

  test('whoever is signed out signs in and comes back to the program that asked', async () => {
    const context = await browser.newContext({ baseURL: world.url, locale: 'zh-CN', ...phone });
    const out = await context.newPage();
    await out.goto(`http://localhost:${samplePort}/`);
    await out.waitForURL('**/sign-in?next=*');
    await out.getByLabel('账号').fill(`boss@${company.id}.example`);
    await out.getByLabel('密码').fill('correct horse battery');
    await out.getByRole('button', { name: '登录', exact: true }).click();
    await out.waitForURL(`http://localhost:${samplePort}/?code=*`);
    expect(await out.locator('#who').textContent()).toBe('boss');
    await context.close();
  });

  test('the page for desktops asks first', async () => {
    const query = new URLSearchParams({
      login_type: 'CorpApp',
      appid: corpCode(company.id),
      agentid: String(made.no),
      redirect_uri: `http://localhost:${samplePort}/`,
      state: 's',
    });
    await seat.page.goto(`/wwlogin/sso/login?${query.toString()}`);
    await shot(seat.page, 'web-sign-in');
    await seat.page.getByRole('link', { name: '确认登录' }).click();
    await seat.page.waitForURL(`http://localhost:${samplePort}/?code=*`);
    expect(await seat.page.locator('#who').textContent()).toBe('00123');
  });
});
