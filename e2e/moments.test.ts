// A member publishes; the customer sees it in their page, likes and asks; the member answers; the customer reads the answer.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { moments } from '@teahouse/contract/moments';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, openWorld, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let boss: Person;
let lin: Person;
let desk: Page;
let hand: Page;

describe.skipIf(noBrowser)('a moment', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(300);
    world.house.jobs.start(300);
    const company = await world.company('南山修车');
    boss = company.owner;
    lin = await company.hire('林小满');
    const code = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '你好' } });
    desk = (await sit(browser, world, lin)).page;
    const context = await browser.newContext({ ...phone, locale: 'zh-CN', baseURL: world.url });
    hand = await context.newPage();
    await hand.goto(new URL(code.body.url).pathname);
    await hand.getByText('你好').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('is published, liked, commented and answered', async () => {
    await desk.goto(`${world.url}/moments`);
    await desk.getByText('还没有朋友圈').waitFor();
    await desk.getByRole('button', { name: '发朋友圈' }).click();
    await desk.getByLabel('文字').fill('冬季保养开始了');
    await desk.getByLabel('保留对照').fill('0');
    await shot(desk, 'moments-compose-zh');
    expect(await axe(desk)).toEqual([]);
    await desk.getByRole('button', { name: '发表', exact: true }).click();
    await desk.getByRole('region', { name: '触达' }).waitFor();
    const waiting = async () => (await lin.call(moments.listMoments, {})).body.moments[0]?.waiting;
    await expect.poll(waiting).toBe(0);
    await hand.getByRole('button', { name: '动态' }).click();
    await hand.getByText('冬季保养开始了').waitFor();
    await hand.getByRole('button', { name: /赞/ }).click();
    await hand.getByText('1 人赞过').waitFor();
    await hand.getByRole('textbox').fill('周日开门吗？');
    await hand.getByRole('button', { name: '发送' }).click();
    await hand.getByText('我: 周日开门吗？').waitFor();
    expect(await axe(hand)).toEqual([]);
    await desk.reload();
    await desk.getByText('周日开门吗？').waitFor();
    await desk.getByRole('textbox', { name: /^回复/ }).fill('开的，九点起');
    await desk.getByRole('button', { name: '回复', exact: true }).click();
    await desk.getByText('开的，九点起').waitFor();
    await shot(desk, 'moments-view-zh');
    expect(await axe(desk)).toEqual([]);
    await hand.getByRole('button', { name: /返回/ }).click();
    await hand.getByRole('button', { name: '动态' }).click();
    await hand.getByText('林小满: 开的，九点起').waitFor();
    await shot(hand, 'moments-phone-zh');
  });

  test('the company asks a department to publish, and says whether it may go out unasked', async () => {
    const { page } = await sit(browser, world, boss);
    await page.goto(`${world.url}/moments/new`);
    await page.getByLabel('文字').fill('国庆照常营业');
    await page.getByLabel('由谁发表').selectOption('task');
    await page.getByRole('button', { name: /发表部门/ }).click();
    await page.getByRole('combobox', { name: '发表部门' }).fill('南山');
    await page.getByRole('option', { name: '南山修车' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
    await page.getByLabel('企业允许不经成员确认就以其名义发表').click();
    await page.getByLabel('不经成员确认，自动发表').waitFor();
    await shot(page, 'moments-task-zh');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '发表', exact: true }).click();
    await page.getByRole('region', { name: '触达' }).waitFor();
    await desk.goto(`${world.url}/moments`);
    await desk.getByRole('link', { name: /国庆照常营业.*待你发表/ }).waitFor();
  });

  test('reads in English on a phone', async () => {
    const seat = await sit(browser, world, lin, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await seat.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await seat.page.goto(`${world.url}/moments`);
    await seat.page.getByText('冬季保养开始了').click();
    await seat.page.getByText('Can see it').waitFor();
    await shot(seat.page, 'moments-view-phone-dark-en');
    expect(await axe(seat.page)).toEqual([]);
  });
});
