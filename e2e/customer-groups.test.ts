// A customer scans a join code on a phone and sits with members in one group: both sides talk, rules hold, the member sees how it goes.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneAt } from '../server/testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, box, launch, noBrowser, phone, say, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let desk: Page;
let hand: Page;
const complaints: string[] = [];

describe.skipIf(noBrowser)('a customer group', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(500);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满');
    desk = (await sit(browser, world, lin)).page;
    const context = await browser.newContext({ ...phone, locale: 'zh-CN', baseURL: world.url });
    hand = await context.newPage();
    hand.on('pageerror', (e) => complaints.push(String(e)));
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a member makes a join code, a phone scans it, and both talk in one group', async () => {
    await desk.goto(`${world.url}/customers`);
    await desk.getByRole('link', { name: '客户群' }).click();
    await desk.getByRole('tab', { name: '入群码' }).click();
    await desk.getByRole('button', { name: '新建入群码' }).click();
    await desk.getByLabel('名称').fill('门店海报');
    await desk.getByLabel('群名前缀').fill('车友群');
    await desk.getByRole('button', { name: '创建', exact: true }).click();
    await desk.getByRole('img', { name: '门店海报的二维码' }).waitFor();
    const link = await desk.getByText(/\/g\/\w+$/).textContent();
    await shot(desk, 'customer-group-code-zh');
    expect(await axe(desk)).toEqual([]);

    await hand.goto(new URL(link!).pathname);
    await hand.getByRole('heading', { name: '车友群1' }).waitFor();
    await hand.getByRole('textbox').fill('周末开门吗？');
    await hand.getByRole('button', { name: '发送', exact: true }).click();
    await desk.goto(`${world.url}/chats`);
    await desk.locator('[data-chat]', { hasText: '周末开门吗' }).click();
    await box(desk).waitFor();
    await desk
      .getByText(/^客户.{4}$/)
      .first()
      .waitFor();
    await say(desk, '周六周日都开');
    await hand.getByText('周六周日都开').waitFor();
    await hand.getByText('林小满', { exact: true }).waitFor();
    await shot(desk, 'customer-group-chat-zh');
    await shot(hand, 'customer-group-phone-zh');
    expect(await axe(hand)).toEqual([]);
    await hand.getByRole('button', { name: '成员' }).click();
    await hand.getByText('群主').waitFor();
    await shot(hand, 'customer-group-people-zh');
    expect(await axe(hand)).toEqual([]);
    await hand.getByRole('button', { name: /返回/ }).click();
  });

  test('the member sets a reply; the customer gets it; figures and people stand on the page, on a phone too', async () => {
    await desk.goto(`${world.url}/customer-groups`);
    await desk.getByRole('link', { name: /车友群1/ }).click();
    await desk.getByRole('tab', { name: '自动回复与规则' }).click();
    await desk.getByRole('button', { name: '添加回复' }).click();
    await desk.getByLabel('关键词（用逗号分隔）').fill('地址');
    await desk.getByLabel('回复内容').fill('南山区科技路 1 号');
    await desk.getByLabel('不允许发送链接').check();
    await desk
      .getByLabel('欢迎附件（最多 9 个）')
      .setInputFiles({ name: '价目表.txt', mimeType: 'text/plain', buffer: Buffer.from('oil 100') });
    await desk.getByText('价目表.txt').waitFor();
    await desk.getByRole('button', { name: '保存' }).click();
    await desk.getByText('已保存').waitFor();
    await shot(desk, 'customer-group-rules-zh');
    expect(await axe(desk)).toEqual([]);
    await hand.getByRole('textbox').fill('你们的地址在哪');
    await hand.getByRole('button', { name: '发送', exact: true }).click();
    await hand.getByText('南山区科技路 1 号').waitFor();
    await hand.getByText('群助手').waitFor();
    const code = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } });
    await phoneAt(world.house, code.body.url).scan();
    const { follows } = (await lin.call(customers.listCustomers, {})).body;
    const guest = follows[0]!.name;
    await desk.getByRole('tab', { name: '成员' }).click();
    await desk.getByRole('button', { name: '邀请客户' }).click();
    await desk.getByRole('option', { name: guest }).click();
    await shot(desk, 'customer-group-invite-zh');
    expect(await axe(desk)).toEqual([]);
    await desk.getByRole('button', { name: '邀请 1 位' }).click();
    await desk.getByText('已邀请 1 位客户').waitFor();
    await desk.getByRole('button', { name: `移出 ${guest}` }).waitFor();
    await hand.getByText('价目表.txt').waitFor();
    await desk.getByRole('tab', { name: '统计' }).click();
    await desk.getByRole('img', { name: /每日消息，共 [34]/ }).waitFor();
    await shot(desk, 'customer-group-figures-zh');

    const seat = await sit(browser, world, lin, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await seat.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await seat.page.goto(`${world.url}/customer-groups`);
    await seat.page.getByRole('link', { name: /车友群1/ }).click();
    await seat.page.getByText('By code').waitFor();
    await shot(seat.page, 'customer-group-phone-dark-en');
    expect(await axe(seat.page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
