// A customer scans with a phone, a member answers at the desk: welcome, both ways, offline and back, what each side sees.
import { contactCodes } from '@teahouse/contract/contact-codes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, box, launch, noBrowser, phone, say, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let desk: Page;
let hand: Page;
let path: string;
const complaints: string[] = [];

describe.skipIf(noBrowser)('a customer and a member', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(500);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满');
    const code = await lin.call(contactCodes.createContactCode, {
      name: '前台',
      channel: '门口海报',
      welcome: { text: '你好，我是{name}，车有什么问题？' },
    });
    path = new URL(code.body.url).pathname;
    desk = (await sit(browser, world, lin)).page;
    await desk.goto(`${world.url}/chats`);
    const context = await browser.newContext({ ...phone, locale: 'zh-CN', baseURL: world.url });
    hand = await context.newPage();
    hand.on('pageerror', (e) => complaints.push(String(e)));
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a scan is a chat: the welcome arrives, and both sides hear each other', async () => {
    await hand.goto(path);
    await hand.getByRole('heading', { name: '林小满' }).waitFor();
    await hand.getByText('你好，我是林小满，车有什么问题？').waitFor();
    await hand.getByRole('textbox').fill('刹车有异响，什么时候能来？');
    await hand.getByRole('button', { name: '发送', exact: true }).click();
    const row = desk.locator('[data-chat]', { hasText: '刹车有异响' });
    await row.waitFor();
    expect(await row.getByText('客户', { exact: true }).count()).toBe(1);
    await row.click();
    await box(desk).waitFor();
    await say(desk, '今天下午三点可以吗？');
    await hand.getByText('今天下午三点可以吗？').waitFor();
    await shot(hand, 'customer-phone-zh');
    expect(await axe(hand)).toEqual([]);
  });

  test('offline and back: what was written meanwhile is sent once, what was said meanwhile arrives', async () => {
    await hand.context().setOffline(true);
    await hand.getByRole('textbox').fill('可以，我三点到');
    await hand.keyboard.press('Enter');
    await hand.getByText('网络断开').waitFor();
    await say(desk, '好的，到了打个电话');
    await hand.context().setOffline(false);
    await hand.getByText('好的，到了打个电话').waitFor();
    await desk.getByText('可以，我三点到').first().waitFor();
    await hand.locator('.unsent').waitFor({ state: 'detached' });
    expect(await hand.getByText('可以，我三点到').count()).toBe(1);
    await hand.reload();
    await hand.getByText('可以，我三点到').waitFor();
    expect(complaints).toEqual([]);
  });

  test('the member sees who it is and notes it; the customer sees what is held and says no to marketing', async () => {
    await hand.getByRole('button', { name: '我的' }).click();
    await hand.getByLabel('怎么称呼你').fill('赵女士');
    await hand.getByRole('button', { name: '保存' }).click();
    await hand.getByText('已保存').waitFor();
    await hand.getByLabel('接收活动与优惠消息').uncheck();
    await hand.getByText('上次更改').waitFor();
    await hand.getByText('保存了我的哪些信息').click();
    await hand.getByText('不接收活动与优惠').waitFor();
    await shot(hand, 'customer-mine-zh');
    expect(await axe(hand)).toEqual([]);

    await desk.getByRole('button', { name: '会话信息' }).click();
    const side = desk.getByRole('complementary');
    await side.getByText('前台 · 门口海报').waitFor();
    await side.getByText('客户不接收营销消息').waitFor();
    await side.getByLabel('备注名').fill('老赵');
    await side.getByRole('button', { name: '保存' }).click();
    await desk.getByText('已保存').waitFor();
    await shot(desk, 'customer-side-desk');
    expect(await axe(desk)).toEqual([]);
    await desk.goto(`${world.url}/customers`);
    await desk.getByText('老赵').waitFor();
    await shot(desk, 'customer-list-desk');
    expect(await axe(desk)).toEqual([]);
    await desk.getByRole('tab', { name: '联系码' }).click();
    await desk.getByRole('button', { name: '二维码 前台' }).click();
    await desk.getByRole('img', { name: '前台的二维码' }).waitFor();
    await shot(desk, 'customer-code-desk');
  });

  test('an administrator hands the customers on; the customer hears it in the same chat', async () => {
    await corp.hire('周大山');
    const boss = (await sit(browser, world, corp.owner)).page;
    await boss.goto(`${world.url}/customers`);
    await boss.getByLabel('范围').selectOption({ label: '全部客户' });
    await boss.getByRole('button', { name: '交接', exact: true }).click();
    const dialog = boss.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '原跟进人' }).fill('林小满');
    await dialog.getByRole('option', { name: '林小满' }).click();
    await dialog.getByRole('combobox', { name: '接手人' }).fill('周大山');
    await dialog.getByRole('option', { name: '周大山' }).click();
    await shot(boss, 'customer-hand-over-desk');
    expect(await axe(boss)).toEqual([]);
    await dialog.getByRole('button', { name: '开始交接' }).click();
    await dialog.getByText('已交接 1 位').waitFor();
    await hand.goto(path);
    await hand.getByText('您好，今后由周大山为您服务。').waitFor();
    await hand.getByRole('heading', { name: '周大山' }).waitFor();
    await boss.setViewportSize({ width: 390, height: 844 });
    await shot(boss, 'customer-hand-over-phone');
    await boss.close();
  });

  test('in English, in the dark, from a link that leads nowhere', async () => {
    const context = await browser.newContext({
      ...phone,
      locale: 'en-GB',
      colorScheme: 'dark',
      baseURL: world.url,
    });
    const other = await context.newPage();
    await other.goto(path);
    await other.getByRole('textbox', { name: 'Write something…' }).fill('Do you do tyres?');
    await other.keyboard.press('Enter');
    await other.getByText('Do you do tyres?').waitFor();
    await shot(other, 'customer-phone-en-dark');
    expect(await axe(other)).toEqual([]);
    await other.goto('/c/nothing-here');
    await other.getByRole('alert').getByText('This code does not exist').waitFor();
    await context.close();
  });
});
