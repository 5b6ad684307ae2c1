// The safety pages of the admin console, in a real browser on a real house.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let seat: Seat;
let page: Page;
const sections = ['administrators', 'sign-in-policy', 'sso', 'sessions', 'audit'];

/** Answers the step-up dialog with the owner's password. */
async function prove() {
  const dialog = page.getByRole('dialog', { name: '请先验证身份' });
  await dialog.getByLabel('密码', { exact: true }).fill('correct horse battery');
  await dialog.getByRole('button', { name: '验证', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
const later = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
};

describe.skipIf(noBrowser)('the admin console looks after sign-in', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    const sales = await tea.department('销售部');
    lin = await tea.hire('林小满', { departments: [tea.rootId, sales] });
    await tea.appoint(await tea.hire('周知远'), 'system', [sales]);
    await tea.appoint(await tea.hire('陈思'), 'security');
    seat = await sit(browser, world, tea.owner);
    page = seat.page;
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a role is granted after a proof, and withdrawn; the last owner stays', async () => {
    later(11);
    await page.goto('/admin/administrators');
    await page.getByRole('button', { name: '添加审计管理员' }).click();
    await page.getByRole('combobox', { name: '选择成员' }).fill('林小满');
    await page.getByRole('option', { name: /林小满/ }).click();
    await page.getByRole('button', { name: '授予', exact: true }).click();
    const stepUp = page.getByRole('dialog', { name: '请先验证身份' });
    await stepUp.getByLabel('密码', { exact: true }).fill('wrong');
    await stepUp.getByRole('button', { name: '验证', exact: true }).click();
    await stepUp.getByRole('alert').filter({ hasText: '账号或密码不正确' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'admin-step-up');
    await prove();
    const audit = page.getByRole('region', { name: '审计管理员' });
    await audit.getByText('林小满').waitFor();
    const held = async () =>
      (await tea.owner.call(identityAdmin.listRoles, {})).body.roles.map((r) => [r.role, r.member.name]);
    expect(await held()).toContainEqual(['audit', '林小满']);

    await audit.getByRole('button', { name: '对林小满的操作' }).click();
    await page.getByRole('menuitem', { name: '撤销角色' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销角色' }).click();
    await audit.getByText('还没有人担任').waitFor();
    expect(await held()).not.toContainEqual(['audit', '林小满']);

    await page.getByRole('button', { name: '对老板的操作' }).click();
    await page.getByText('唯一的所有者').waitFor();
    expect(await page.getByRole('menuitem', { name: '撤销角色' }).getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
  });

  test('a role is limited to departments', async () => {
    const security = page.getByRole('region', { name: '安全管理员' });
    await security.getByRole('button', { name: '对陈思的操作' }).click();
    await page.getByRole('menuitem', { name: '修改管理范围' }).click();
    await page.getByText('指定部门', { exact: true }).click();
    await page.getByRole('checkbox', { name: '销售部' }).check();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await security.getByText('销售部').waitFor();
  });

  test('the policy names the faulty field, loses nothing, and is saved', async () => {
    await page.goto('/admin/sign-in-policy');
    const networks = page.getByLabel('管理员网络');
    await page.getByRole('textbox', { name: '登录有效期' }).fill('很久');
    await networks.fill('127.0.0.0/8\n10.0.0.300/8');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '请填写 1 小时到 365 天' }).waitFor();
    await page.getByRole('textbox', { name: '登录有效期' }).fill('7');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '“10.0.0.300/8” 不是网络地址' }).waitFor();
    expect(await networks.inputValue()).toContain('10.0.0.300/8');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: '单点登录' }).click();
    await page.getByRole('link', { name: '登录策略' }).click();
    expect(await networks.inputValue()).toContain('10.0.0.300/8');
    await networks.fill('203.0.113.0/24');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '你自己将无法登录' }).waitFor();
    await networks.fill('127.0.0.0/8');
    await page.getByText('管理员必须').click();
    await page.getByText('自愿').click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存', { exact: true }).waitFor();
    const { body } = await tea.owner.call(identityAdmin.getSignInPolicy, {});
    expect(body).toMatchObject({ sessionHours: 168, adminNetworks: ['127.0.0.0/8'] });
  });

  test('single sign-on is kept without ever showing its secret', async () => {
    await page.goto('/admin/sso');
    await page.getByText('/api/sign-in/sso-callback').waitFor();
    await page.getByLabel('签发者地址').fill('nonsense');
    await page.getByRole('textbox', { name: '客户端 ID' }).fill('teahouse');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '完整地址' }).waitFor();
    await page.getByLabel('签发者地址').fill('https://id.example.com');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '缺少客户端密钥' }).waitFor();
    await page.getByLabel('客户端密钥').fill('tea-secret');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存，不再显示').waitFor();
    expect(await page.getByLabel('客户端密钥').inputValue()).toBe('');
    const { body } = await tea.owner.call(identityAdmin.getSso, {});
    expect(body.settings).toMatchObject({ clientId: 'teahouse', enabled: false });
  });

  test('sessions of a member are listed and ended', async () => {
    await page.goto('/admin/sessions');
    await page.getByRole('searchbox', { name: '搜索成员' }).fill('林小满');
    await page.getByRole('link', { name: /林小满/ }).click();
    await page.getByRole('button', { name: /^结束会话/ }).click();
    await page.getByText('现在没有登录任何设备').waitFor();
    expect((await lin.call(identityAdmin.listRoles, {})).status).toBe(401);
  });

  test('the audit log is filtered, verified and exported', async () => {
    await page.goto('/admin/audit');
    const grid = page.getByRole('grid', { name: '审计日志' });
    await grid.getByText('结束会话').first().waitFor();
    await page.getByRole('combobox', { name: '操作类型' }).selectOption('identity.role_granted');
    await grid.getByText('结束会话').waitFor({ state: 'hidden' });
    await grid.getByText('授予管理角色').first().click();
    await page.getByRole('dialog', { name: '记录详情' }).getByText('identity.role_granted').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '校验完整性' }).click();
    await page.getByText(/条记录首尾相接/).waitFor();
    later(11);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    await prove();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toContain('identity.role_granted');
    expect(csv).not.toContain('identity.session_ended');
  });

  test.each([
    { name: 'wide', locale: 'zh-CN', colorScheme: 'light' as const, width: 1440 },
    { name: 'wide-dark-en', locale: 'en-GB', colorScheme: 'dark' as const, width: 1440 },
    { name: 'phone', locale: 'zh-CN', colorScheme: 'light' as const, width: 390 },
    { name: 'phone-dark-en', locale: 'en-GB', colorScheme: 'dark' as const, width: 390 },
  ])('every page is sound: $name', async ({ name, locale, colorScheme, width }) => {
    const other = await sit(browser, world, tea.owner, {
      locale,
      colorScheme,
      viewport: { width, height: width > 1000 ? 900 : 844 },
    });
    if (locale === 'en-GB')
      await other.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    // The first visit takes the member's own language; the device's choice counts from the second.
    await other.page.goto('/admin');
    await other.page.waitForLoadState('networkidle');
    for (const path of [...sections.map((s) => `/admin/${s}`), `/admin/sessions/${tea.owner.id}`]) {
      await other.page.goto(path);
      await other.page.waitForLoadState('networkidle');
      await other.page.locator('h1').last().waitFor();
      expect(await axe(other.page), path).toEqual([]);
      const wider = await other.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wider, path).toBeLessThanOrEqual(0);
      await shot(
        other.page,
        `admin-${name}-${path.split('/').slice(2, 3).join('')}${path.includes('mbr_') ? '-one' : ''}`,
      );
    }
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });
});
