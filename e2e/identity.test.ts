import { generateSync } from 'otplib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { openProvider, type Provider } from '../server/testing/oidc-double/provider.ts';
import { serveSmtp } from '../server/testing/smtp-double/serve-smtp.ts';
import { openWorld, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, shot } from './browser.ts';

let browser: Browser;
const open: World[] = [];
const PASSWORD = 'correct horse battery';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A fresh installation and a window on it; passkeys want a name, so the address is localhost and not a number. */
async function visit(options: BrowserContextOptions = {}, world?: World) {
  const at = world ?? (await openWorld({ client: true }));
  if (!world) open.push(at);
  const baseURL = at.url.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  return { world: at, context, page };
}
async function clean(page: Page, name: string) {
  await shot(page, name);
  expect(await axe(page), name).toEqual([]);
}
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
async function signIn(page: Page, login: string, password = PASSWORD) {
  await page.goto('/sign-in');
  await field(page, '账号').fill(login);
  await field(page, '密码').fill(password);
  await press(page, '登录');
}
const inside = (page: Page) => page.waitForURL(/\/chats/);

describe.skipIf(noBrowser)('coming in, in a real browser', () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const world of open.splice(0)) await world.close();
  });
  afterAll(() => browser?.close());

  test('a fresh installation opens on the wizard, and the founder is in', async () => {
    const { page } = await visit();
    await page.goto('/');
    await page.waitForURL('**/setup');
    await field(page, '企业名称').waitFor();
    await clean(page, 'setup');
    await field(page, '企业名称').fill('清风茶业');
    await field(page, '你的姓名').fill('陆羽');
    await field(page, '你的邮箱').fill('luyu@tea.example');
    await field(page, '密码').fill('password2024');
    await press(page, '建立企业');
    await page.getByText('密码过于简单').waitFor();
    await clean(page, 'setup-weak-password');
    await field(page, '密码').fill('bamboo whisk 17');
    await press(page, '建立企业');
    await inside(page);
    await page.goto('/setup');
    await page.waitForURL(/\/sign-in|\/chats/);
  });

  test('the wizard on a phone, dark, in English; the sample company shows its four logins', async () => {
    const { page } = await visit({ ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await page.goto('/setup');
    await page.getByLabel('Company name').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await clean(page, 'setup-phone-dark-en');
    await press(page, 'Look around in a sample company');
    await page.getByRole('heading', { name: 'The sample company is ready' }).waitFor();
    expect(await page.locator('dl > div').count()).toBe(4);
    await clean(page, 'setup-sample');
    await press(page, 'Enter as the owner');
    await inside(page);
  });

  test('password, authenticator app, recovery code: set up by mouse, used by keyboard', async () => {
    const { world, page, context } = await visit();
    const a = await world.company('清风茶业');
    await signIn(page, 'boss', 'wrong');
    await page.getByText('账号或密码不正确').waitFor();
    await clean(page, 'sign-in-wrong');
    await signIn(page, 'boss');
    await inside(page);
    await page.goto('/settings/security');
    await page.getByRole('heading', { name: '两步验证' }).waitFor();
    await page.getByText('当前设备').waitFor();
    await clean(page, 'security');
    await press(page, '启用');
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByRole('img', { name: '验证器二维码' }).waitFor();
    await clean(page, 'security-totp');
    await field(page, '验证器显示的 6 位数字').fill(generateSync({ secret }));
    await page.keyboard.press('Enter');
    await page.getByText('请保存恢复码').waitFor();
    const codes = await page.locator('ol li').allTextContents();
    expect(codes).toHaveLength(10);
    await clean(page, 'security-codes');
    await press(page, '我已保存');
    await page.getByText('还剩 10 个未使用').waitFor();

    await context.clearCookies();
    await signIn(page, `boss@${a.id}.example`);
    await field(page, '验证器上的 6 位数字').waitFor();
    await clean(page, 'second-step');
    await press(page, '改用恢复码');
    await field(page, '恢复码').fill(codes[0]!);
    await page.keyboard.press('Enter');
    await inside(page);
  });

  test('a passkey made in the settings signs in alone', async () => {
    const { world, page, context } = await visit();
    await world.company('清风茶业');
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await signIn(page, 'boss');
    await inside(page);
    await page.goto('/settings/security');
    await press(page, '添加通行密钥');
    await page.getByRole('dialog').getByLabel('给它起个名字').fill('办公室电脑');
    await press(page, '保存');
    await press(page, '我已保存');
    await page.getByText('办公室电脑').waitFor();
    await clean(page, 'security-passkey');
    await context.clearCookies();
    await page.goto('/sign-in');
    await press(page, '用通行密钥登录');
    await inside(page);
  });

  test('a dangerous change after a while asks who is there', async () => {
    const { world, page } = await visit();
    const a = await world.company('清风茶业');
    await signIn(page, 'boss');
    await inside(page);
    await world.house.db.asOwner(
      `update sessions set confirmed_at = confirmed_at - interval '1 hour' where corp_id = $1`,
      [a.id],
    );
    await page.goto('/settings/security');
    await press(page, '启用');
    const dialog = page.getByRole('dialog', { name: '请先验证身份' });
    await dialog.getByLabel('密码').fill(PASSWORD);
    await shot(page, 'step-up');
    await press(page, '验证');
    await page.getByRole('img', { name: '验证器二维码' }).waitFor();
  });

  test('an invitation link, used once; a device signed out from another', async () => {
    const { world, page } = await visit(phone);
    const a = await world.company('清风茶业');
    const li = await a.hire('李时珍', { email: 'li@tea.example' });
    const { url } = (await a.owner.call(identityAdmin.inviteMember, { memberId: li.id })).body;
    const path = new URL(url).pathname;
    await page.goto(path);
    await page.getByText('你好，李时珍。').waitFor();
    await clean(page, 'welcome-phone');
    await field(page, '新密码').fill('bamboo whisk 17');
    await field(page, '再输入一次').fill('bamboo whisk 18');
    await press(page, '保存并进入');
    await page.getByText('两次输入不一致').waitFor();
    await field(page, '再输入一次').fill('bamboo whisk 17');
    await press(page, '保存并进入');
    await inside(page);
    const other = await visit({}, world);
    await other.page.goto(path);
    await other.page.getByText('这个链接已失效').waitFor();
    await signIn(other.page, 'li@tea.example', 'bamboo whisk 17');
    await inside(other.page);
    await other.page.goto('/settings/security');
    await press(other.page, '让其他设备全部退出');
    await other.page.getByText('已退出 1 台设备').waitFor();
    await page.waitForURL(/\/sign-in/);
  });

  test('where the company asks for a second factor, the settings come before everything', async () => {
    const { world, page } = await visit(phone);
    const a = await world.company('清风茶业');
    await world.house.db.asOwner(
      `insert into sign_in_policies (corp_id, second_factor) values ($1, 'everyone')`,
      [a.id],
    );
    await signIn(page, 'boss');
    await page.getByRole('heading', { name: '先保护好你的账号' }).waitFor();
    await clean(page, 'enrol-phone');
    await press(page, '启用');
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await field(page, '验证器显示的 6 位数字').fill(generateSync({ secret }));
    await page.keyboard.press('Enter');
    await press(page, '我已保存');
    await press(page, '完成，进入茶馆');
    await page.getByRole('heading', { name: '先保护好你的账号' }).waitFor({ state: 'detached' });
    expect((await world.stranger(identity.setupState, {})).body.needed).toBe(false);
  });

  test('single sign-on goes to the provider and comes back signed in', async () => {
    let provider: Provider | undefined;
    try {
      provider = await openProvider();
      const { world, page } = await visit();
      const a = await world.company('清风茶业');
      const li = await a.hire('李时珍', { email: 'li@tea.example' });
      provider.claims = { sub: '1', email: 'li@tea.example' };
      await a.owner.call(identityAdmin.setSso, {
        enabled: true,
        issuer: provider.issuer,
        clientId: provider.client.id,
        clientSecret: provider.client.secret,
        match: 'email',
        claim: 'email',
        createMembers: false,
        button: '用企业账号登录',
      });
      await page.goto('/sign-in');
      await page.getByRole('link', { name: '用企业账号登录' }).waitFor();
      await clean(page, 'sign-in-sso');
      await page.getByRole('link', { name: '用企业账号登录' }).click();
      await inside(page);
      await page.goto('/settings/account');
      await page.getByText(li.name).first().waitFor();
      provider.claims = { sub: '2', email: 'nobody@tea.example' };
      await page.context().clearCookies();
      await page.goto('/sign-in');
      await page.getByRole('link', { name: '用企业账号登录' }).click();
      await page.getByText('企业身份系统没有认出你').waitFor();
      await clean(page, 'sign-in-sso-refused');
    } finally {
      await provider?.close();
    }
  });

  test('a forgotten password: a link by mail, or whom to ask where no mail is sent', async () => {
    const smtp = await serveSmtp();
    const world = await openWorld({
      client: true,
      env: { SMTP_URL: smtp.url, PUBLIC_URL: 'https://tea.example' },
    });
    open.push(world);
    const tea = await world.company('清风茶业');
    await tea.hire('林小满', { email: 'lin@tea.example' });
    const { page } = await visit({}, world);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: '忘记密码？' }).click();
    await field(page, '邮箱').waitFor();
    await clean(page, 'forgot');
    await field(page, '邮箱').fill('lin@tea.example');
    await press(page, '发送链接');
    await page.getByRole('heading', { name: '请查看邮箱' }).waitFor();
    await clean(page, 'forgot-sent');
    const mail = await vi.waitFor(async () => {
      await world.settle();
      return smtp.mails[0] ?? Promise.reject(new Error('no mail yet'));
    });
    await page.goto(`/welcome/${/\/welcome\/([\w-]+)/.exec(mail.text)?.[1] ?? ''}`);
    await field(page, '新密码').fill('bamboo whisk 17');
    await field(page, '再输入一次').fill('bamboo whisk 17');
    await press(page, '保存并进入');
    await inside(page);
    await smtp.close();

    const none = await visit({ ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await none.world.company('Plain');
    await none.page.goto('/forgot-password');
    await none.page.getByRole('heading', { name: 'Please ask an administrator' }).waitFor();
    await clean(none.page, 'forgot-no-mail');
  });
});
