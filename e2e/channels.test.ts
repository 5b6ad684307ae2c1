// An administrator connects WeCom, tests it, and sees customers pass to their new member over there.
import { customers } from '@teahouse/contract/customers';
import { leaving } from '@teahouse/contract/leaving';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { serveWecom, type WecomDouble } from '../server/testing/wecom-double/serve-wecom.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let heir: Person;
let wecom: WecomDouble;
let desk: Page;

describe.skipIf(noBrowser)('channels', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([
      openWorld({ client: true, env: { OUTSIDE_ALLOW: '127.0.0.1' } }),
      launch(),
    ]);
    world.house.outbox.start(300);
    world.house.jobs.start(300);
    wecom = await serveWecom(world.clock);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满', { userid: 'lin' });
    heir = await corp.hire('周正', { userid: 'zhou' });
    for (const [i, name] of ['安娜', '小北', '阿财'].entries()) wecom.follows('lin', { id: `wm-${i}`, name });
    desk = (await sit(browser, world, corp.owner)).page;
  });
  afterAll(async () => {
    await browser?.close();
    await wecom?.close();
    await world?.close();
  });

  test('connected, tested, and customers come over', async () => {
    await desk.goto(`${world.url}/admin/channels`);
    await desk.getByText('还没有接入渠道').waitFor();
    await desk.getByRole('button', { name: '添加渠道' }).click();
    const form = desk.getByRole('dialog');
    await form.getByLabel('类型').selectOption({ label: '企业微信客户联系' });
    await form.getByLabel('名称').fill('总部企业微信');
    const typed = { ...wecom.corp, token: 'token-of-the-hook', aesKey: 'a'.repeat(43), server: wecom.url };
    for (const [i, value] of Object.values(typed).entries())
      await form
        .locator('input')
        .nth(i + 1)
        .fill(value);
    await form.getByRole('combobox').last().fill('周正');
    await desk.getByRole('option', { name: '周正' }).click();
    expect(await axe(desk)).toEqual([]);
    await form.getByRole('button', { name: '保存' }).click();
    await desk.getByRole('button', { name: '测试连接' }).click();
    await desk.getByText('正常', { exact: true }).waitFor();
    await shot(desk, 'channels-zh');
  });

  test('who leaves here hands over there, and the line is to be seen', async () => {
    // Accounts are looked at every minute.
    const until = (given: () => Promise<number> | number, n: number) =>
      expect
        .poll(
          async () => {
            world.clock.now = new Date(world.clock.now.getTime() + 60_000);
            await world.settle();
            return await given();
          },
          { timeout: 20_000 },
        )
        .toBe(n);
    await until(async () => (await lin.call(customers.listCustomers, {})).body.follows.length, 3);
    wecom.leaves('lin');
    const to = heir.id;
    await corp.owner.call(leaving.leave, {
      memberId: lin.id,
      to: { reports: to, departments: to, groups: to, customers: to, approvals: to, tasks: to },
      message: '',
    });
    await until(() => wecom.passings.length, 1);
    const seat = await sit(browser, world, corp.owner, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await seat.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await seat.page.goto(`${world.url}/admin/channels`);
    await seat.page.getByText('Takes effect soon 3').waitFor();
    expect(await axe(seat.page)).toEqual([]);
    await shot(seat.page, 'channels-phone-dark-en');
  });
});
