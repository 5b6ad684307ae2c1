// A computer is signed in with a phone: shown, scanned, confirmed, inside. Single sign-on brings one to where one was heading.
import { identityAdmin } from '@teahouse/contract/identity-admin';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProvider, type Provider } from '../server/testing/oidc-double/provider.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let provider: Provider;
let company: Company;
let lin: Person;

describe.skipIf(noBrowser)('signing in without a password', () => {
  beforeAll(async () => {
    [world, browser, provider] = await Promise.all([openWorld({ client: true }), launch(), openProvider()]);
    company = await world.company('清风茶业');
    lin = await company.hire('林小满', { email: 'lin@tea.example' });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await provider?.close();
  });
  const desk = async () => {
    const context = await browser.newContext({
      baseURL: world.url,
      viewport: { width: 1280, height: 860 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(12_000);
    return page;
  };

  test('the phone confirms what it names, and the computer goes where it was heading', async () => {
    const page = await desk();
    await page.goto('/todos');
    await page.waitForURL('**/sign-in?next=*');
    const begun = page.waitForResponse('**/api/sign-in/qr');
    await page.getByRole('button', { name: '用手机扫码登录' }).click();
    const { url } = (await (await begun).json()) as { url: string };
    await page.getByRole('img', { name: '登录二维码' }).waitFor();
    await shot(page, 'qr-sign-in');
    expect(await axe(page)).toEqual([]);
    const seat = await sit(browser, world, lin, phone);
    await seat.page.goto(url);
    await seat.page.getByText(/Chrome · Linux/).waitFor();
    await seat.page.getByText('你从未在这个网络登录过').waitFor();
    await shot(seat.page, 'qr-scan-phone');
    expect(await axe(seat.page)).toEqual([]);
    await seat.page.emulateMedia({ colorScheme: 'dark' });
    await shot(seat.page, 'qr-scan-phone-dark');
    await seat.page.getByRole('button', { name: '允许登录' }).click();
    await seat.page.getByRole('heading', { name: '已登录' }).waitFor();
    await page.waitForURL('**/todos');
    // The same code once more says that it is over.
    await seat.page.goto(url);
    await seat.page.getByRole('button', { name: '允许登录' }).click();
    await seat.page.getByRole('heading', { name: '二维码已失效' }).waitFor();
    expect(seat.complaints).toEqual([]);
  });

  test('who refuses keeps the computer outside', async () => {
    const page = await desk();
    await page.goto('/sign-in');
    const begun = page.waitForResponse('**/api/sign-in/qr');
    await page.getByRole('button', { name: '用手机扫码登录' }).click();
    const { url } = (await (await begun).json()) as { url: string };
    const seat = await sit(browser, world, lin, phone);
    await seat.page.goto(url);
    await seat.page.getByText('English').click();
    await seat.page.getByText('Sign in on another device?').waitFor();
    await shot(seat.page, 'qr-scan-phone-en');
    await seat.page.getByRole('button', { name: 'Refuse' }).click();
    await seat.page.getByRole('heading', { name: 'Refused' }).waitFor();
    await page.getByText('手机上拒绝了这次登录').waitFor();
    await shot(page, 'qr-refused');
    await page.getByRole('button', { name: '换一个' }).click();
    await page.getByRole('img', { name: '登录二维码' }).waitFor();
  });

  test('single sign-on brings one to where one was heading', async () => {
    const set = await company.owner.call(identityAdmin.setSso, {
      enabled: true,
      issuer: provider.issuer,
      clientId: provider.client.id,
      clientSecret: provider.client.secret,
      match: 'email',
      claim: 'email',
      createMembers: false,
      button: '',
    });
    expect(set.status).toBe(200);
    provider.claims = { sub: 'lin', email: 'lin@tea.example' };
    const page = await desk();
    await page.goto('/settings/security');
    await page.getByRole('link', { name: '企业账号登录' }).click();
    await page.waitForURL('**/settings/security');
  });
});
