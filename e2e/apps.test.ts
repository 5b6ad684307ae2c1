// Apps in a real browser on a real house: an administrator makes one and takes its secret, a member finds it and opens it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { appsAdmin } from '@teahouse/contract/apps';
import { connectApp } from '../sdk/src/app.ts';
import { system } from '../server/kernel/work.ts';
import { keepCalls } from '../server/modules/apps/calls/keep-calls.ts';
import { wecomClient } from '../server/testing/wecom-client.ts';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let page: Page;

/** Some calls of an app that many hours ago. */
const callsAt = (appId: string, hours: number) =>
  world.house.openWork(tea.id, system, (work) =>
    keepCalls(
      work,
      Array.from({ length: 3 + ((hours * 7) % 11) }, (_, i) => ({
        corpId: tea.id,
        appId,
        at: new Date(work.now.getTime() - hours * 3_600_000),
        route: i % 3 === 0 ? 'POST /api/app-messages' : '/cgi-bin/user/get',
        status: 200,
        code: i % 5 === 4 ? '60111' : '',
        text: i % 5 === 4 ? 'userid not found' : '',
        ms: 4 + i,
      })),
    ),
  );

const later = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
};

describe.skipIf(noBrowser)('apps', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    const sales = await tea.department('销售部');
    lin = await tea.hire('林小满', { userid: 'lin', departments: [sales] });
    await tea.hire('周知远');
    page = (await sit(browser, world, tea.owner)).page;
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('an administrator makes an app, takes its secret, and decides who sees it', async () => {
    await page.goto('/admin/apps');
    await page.getByText('还没有自建应用').waitFor();
    await page.getByRole('button', { name: '创建应用' }).click();
    const ask = page.getByRole('dialog');
    await ask.getByLabel('应用名称').fill('费用报销');
    await ask.getByRole('button', { name: '创建应用' }).click();
    await page.getByRole('heading', { name: '费用报销' }).waitFor();
    await page.getByText('1000002').waitFor();

    later(11);
    await page.getByRole('button', { name: '查看 Secret' }).click();
    const proof = page.getByRole('dialog', { name: '请先验证身份' });
    await proof.getByLabel('密码', { exact: true }).fill('correct horse battery');
    await proof.getByRole('button', { name: '验证', exact: true }).click();
    await page.getByRole('button', { name: '隐藏' }).waitFor();
    const secret = await page.locator('dd code').nth(2).innerText();
    const corpid = await page.locator('dd code').first().innerText();
    const token = await fetch(`${world.url}/cgi-bin/gettoken?corpid=${corpid}&corpsecret=${secret}`);
    expect(await token.json()).toMatchObject({ errcode: 0 });

    await page.getByLabel('应用主页').fill('javascript:alert(1)');
    await page.getByLabel('允许调用的 IP').fill('127.0.0.1\nabc xyz');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '“xyz” 不是地址或网段' }).waitFor();
    await page.getByLabel('允许调用的 IP').fill('127.0.0.1\n::1');
    await page.getByLabel('应用主页').fill('https://app.example.com/home');
    await page.getByLabel('简介').fill('提交和查询报销单');
    await page.getByText('部分成员').click();
    await page.getByText('应用对所有人不可见').waitFor();
    await page.getByRole('button', { name: '添加部门' }).click();
    const picker = page.getByRole('dialog', { name: '选择部门' });
    await picker.getByText('销售部').click();
    await picker.getByRole('button', { name: '完成' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存', { exact: true }).waitFor();
    const { apps } = (await tea.owner.call(appsAdmin.adminApps, {})).body;
    expect(apps).toMatchObject([
      {
        name: '费用报销',
        homeUrl: 'https://app.example.com/home',
        allowedIps: ['127.0.0.1', '::1'],
        visible: { all: false },
        range: { departments: [{ name: '销售部' }] },
      },
    ]);
  });

  test('a member in the range finds it, and opens its chat; others do not', async () => {
    const seat = await sit(browser, world, lin, phone);
    await seat.page.goto('/');
    await seat.page.getByRole('link', { name: '工作台' }).click();
    const home = seat.page.getByRole('link', { name: /^费用报销/ });
    expect(await home.getAttribute('href')).toMatch(/^\/apps\/app_/);
    expect(await axe(seat.page)).toEqual([]);
    await shot(seat.page, 'workbench-phone');
    await seat.page.getByRole('button', { name: '费用报销的消息' }).click();
    await seat.page.waitForURL(/\/chats\/chat_/);
    await seat.page.getByText('费用报销').first().waitFor();
    expect(seat.complaints).toEqual([]);
    await seat.context.close();
    await page.goto('/workbench');
    await page.getByText('还没有可用的应用').waitFor();
    await shot(page, 'workbench-empty');
  });

  test('a developer sees what the app called, and an administrator deletes it', async () => {
    const made = (await tea.owner.call(appsAdmin.createApp, { name: '对账机器' })).body;
    const { secret } = (await tea.owner.call(appsAdmin.showAppSecret, { appId: made.id })).body;
    const { api } = connectApp({ base: world.url, corpId: tea.id, agentId: made.no, secret });
    for (let hour = 30; hour > 0; hour--) await callsAt(made.id, hour);
    await api.directory.listDepartments({});
    await expect(api.messaging.listChats({})).rejects.toMatchObject({ code: 'common.not_for_apps' });
    const seat = await sit(browser, world, tea.owner);
    await seat.page.goto(`/admin/apps/${made.id}`);
    await seat.page.getByRole('link', { name: '调用情况' }).focus();
    await seat.page.keyboard.press('Enter');
    await seat.page.waitForURL(/\/calls$/);
    await seat.page.getByRole('heading', { name: '拒绝原因' }).waitFor();
    await seat.page.getByText('common.not_for_apps', { exact: true }).waitFor();
    await seat.page.getByText('This call is not open to apps').waitFor();
    const line = seat.page.getByRole('row', { name: /GET \/api\/departments/ });
    expect(await line.getByRole('cell').first().innerText()).toBe('1');
    await seat.page.getByText('按天查看').focus();
    await seat.page.keyboard.press('Enter');
    await seat.page.getByRole('columnheader', { name: '日期' }).waitFor();
    expect(await seat.page.content()).not.toContain(secret);
    expect(await axe(seat.page)).toEqual([]);
    await shot(seat.page, 'calls-wide');
    await seat.context.close();
    for (const [name, colorScheme, language] of [
      ['calls-phone', 'light', 'zh'],
      ['calls-phone-dark-en', 'dark', 'en'],
    ] as const) {
      const small = await sit(browser, world, tea.owner, { ...phone, colorScheme });
      await small.context.addInitScript(`localStorage.setItem('teahouse.locale', '${language}')`);
      await small.page.goto('/');
      await small.page.waitForLoadState('networkidle');
      await small.page.goto(`/admin/apps/${made.id}/calls`);
      await small.page.locator('#call-recent').waitFor();
      expect(await axe(small.page), name).toEqual([]);
      const wider = await small.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wider, name).toBeLessThanOrEqual(0);
      await shot(small.page, name);
      expect(small.complaints).toEqual([]);
      await small.context.close();
    }
    await page.goto(`/admin/apps/${made.id}`);
    await page.getByRole('button', { name: '删除应用' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: '删除应用' })
      .click();
    await page.getByText('应用已删除').waitFor();
    await expect(api.directory.listDepartments({})).rejects.toMatchObject({ code: 'apps.wrong_secret' });
  });

  test.each([
    { name: 'wide-dark-en', locale: 'en-GB', colorScheme: 'dark' as const, width: 1440 },
    { name: 'phone', locale: 'zh-CN', colorScheme: 'light' as const, width: 390 },
  ])('every page is sound: $name', async ({ name, locale, colorScheme, width }) => {
    const { apps } = (await tea.owner.call(appsAdmin.adminApps, {})).body;
    const app = apps.find((a) => a.kind === 'self_built');
    const client = await wecomClient(world, tea, 'contacts');
    expect((await client.ask('wedoc/create_doc', {})).errcode).toBe(404);
    const seat = await sit(browser, world, width > 1000 ? tea.owner : lin, {
      locale,
      colorScheme,
      viewport: { width, height: width > 1000 ? 900 : 844 },
    });
    const admin = await sit(browser, world, tea.owner, {
      locale,
      colorScheme,
      viewport: { width, height: width > 1000 ? 900 : 844 },
    });
    if (locale === 'en-GB')
      for (const { context } of [seat, admin])
        await context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    for (const [who, path] of [
      [admin, '/admin/apps'],
      [admin, `/admin/apps/${app!.id}`],
      [seat, '/workbench'],
    ] as const) {
      // The first visit takes the member's own language; the device's choice counts from the second.
      await who.page.goto('/');
      await who.page.waitForLoadState('networkidle');
      await who.page.goto(path);
      await who.page.waitForLoadState('networkidle');
      await who.page.locator('h1').last().waitFor();
      expect(await axe(who.page), path).toEqual([]);
      const wider = await who.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wider, path).toBeLessThanOrEqual(0);
      await shot(
        who.page,
        `apps-${name}-${path.split('/').slice(1, 3).join('-')}${path.includes('app_') ? '-one' : ''}`,
      );
    }
    expect([...seat.complaints, ...admin.complaints]).toEqual([]);
    await seat.context.close();
    await admin.context.close();
  });
});
