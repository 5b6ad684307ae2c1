// An order from the chat's side to the customer's own page, and a table of orders from elsewhere into the report.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { orders } from '@teahouse/contract/orders';
import type { ChatId } from '@teahouse/contract/ids';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importGuests } from '../server/testing/guests.ts';
import { phoneAt } from '../server/testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let chatId: string;
let hand: ReturnType<typeof phoneAt>;

describe.skipIf(noBrowser)('orders of customers', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(500);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满');
    const code = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } });
    hand = phoneAt(world.house, code.body.url);
    chatId = (await hand.scan()).chatId;
    await hand.say(chatId as ChatId, '机油该换了');
    await hand.call(customerPage.changeMe, { name: '赵女士' });
    await importGuests(world, lin, 1);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a member records an order beside the chat and moves it on; the customer reads it', async () => {
    const desk = await sit(browser, world, lin);
    const { page } = desk;
    await page.goto(`/chats/${chatId}`);
    await page.getByRole('button', { name: '会话信息' }).click();
    const side = page.getByRole('complementary');
    await side.getByRole('tab', { name: '订单' }).click();
    await side.getByRole('button', { name: '记订单' }).click();
    const dialog = page.getByRole('dialog', { name: '记订单' });
    await dialog.getByLabel('订单号').fill('NS-1024');
    await dialog.getByLabel('金额').fill('128.505');
    await dialog.getByLabel(/^项目/).fill('换机油 x1\n机油滤芯');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('金额格式不对').waitFor();
    await dialog.getByLabel('金额').fill('1,128.50');
    await shot(page, 'orders-dialog');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await side.getByText('1,128.50').waitFor();
    await side.getByLabel('订单 NS-1024 的状态').selectOption('done');
    await side.getByText('换机油、机油滤芯').waitFor();
    await shot(page, 'orders-side');
    await side.getByRole('tab', { name: '动态' }).click();
    await side.getByText('下单 · NS-1024 · 自有渠道 · ¥1,128.50 · 已完成').waitFor();
    await side.getByText('聊天 · 1 条，其中客户 1 条').waitFor();
    await shot(page, 'timeline-side');
    expect(await axe(page)).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
    await expect
      .poll(async () => (await hand.call(orders.myOrders, {})).body.orders.map((o) => o.state))
      .toEqual(['done']);

    const context = await browser.newContext({ ...phone, locale: 'en-GB', baseURL: world.url });
    const [name, ...value] = hand.cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: world.url }]);
    const mine = await context.newPage();
    await mine.goto(`/c/${hand.key}`);
    await mine.getByRole('button', { name: 'About me' }).click();
    await mine.getByRole('heading', { name: 'My orders' }).waitFor();
    await mine.getByText('换机油 · 机油滤芯').waitFor();
    await shot(mine, 'orders-customer-390');
    expect(await axe(mine)).toEqual([]);
    await context.close();
  });

  test('a script goes where the member writes, is looked at and sent', async () => {
    const { page, context } = await sit(browser, world, lin);
    await page.goto(`/chats/${chatId}`);
    await page.getByRole('button', { name: '会话信息' }).click();
    const side = page.getByRole('complementary');
    await side.getByRole('tab', { name: '话术' }).click();
    await side.getByText('还没有话术或素材').waitFor();
    await side.getByRole('button', { name: '新建' }).click();
    const dialog = page.getByRole('dialog', { name: '新建话术或素材' });
    await dialog.getByLabel('标题').fill('保养报价');
    await dialog.getByLabel('分类').fill('报价');
    await dialog.getByLabel('内容').fill('{customer}您好，小保养 298 元，{member}为您预约');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await side.getByRole('button', { name: '填入“保养报价”' }).click();
    const box = page.getByRole('textbox', { name: /发消息|消息/ }).first();
    await expect
      .poll(() => box.inputValue().catch(() => box.innerText()))
      .toContain('赵女士您好，小保养 298 元，林小满为您预约');
    await side.getByText('用过 1 次').waitFor();
    await shot(page, 'materials-side');
    expect(await axe(page)).toEqual([]);
    await box.press('Enter');
    await expect
      .poll(async () => {
        const { messages } = (await hand.call(customerPage.customerHistory, { chatId: chatId as ChatId }))
          .body;
        return messages.at(-1)?.body['text'];
      })
      .toBe('赵女士您好，小保养 298 元，林小满为您预约');
    await context.close();
  });

  test('a product is kept with pictures and a price, and shown to the customer', async () => {
    const { page, context } = await sit(browser, world, lin);
    await page.goto(`/chats/${chatId}`);
    await page.getByRole('button', { name: '会话信息' }).click();
    const side = page.getByRole('complementary');
    await side.getByRole('tab', { name: '话术' }).click();
    await side.getByRole('button', { name: '新建' }).click();
    const dialog = page.getByRole('dialog', { name: '新建话术或素材' });
    await dialog.getByLabel('标题').fill('全合成机油');
    await dialog.getByLabel('类型').selectOption({ label: '商品' });
    await dialog.getByLabel('商品名称与介绍').fill('全合成机油 5W-30，四升装');
    await dialog.getByLabel(/^价格/).fill('298.5');
    await dialog.getByLabel('商品编号').fill('OIL5W30');
    const save = dialog.getByRole('button', { name: '保存' });
    expect(await save.isDisabled()).toBe(true);
    const drawn = sharp({ create: { width: 400, height: 300, channels: 3, background: '#c96' } });
    const buffer = await drawn.png().toBuffer();
    await dialog.getByLabel('添加图片').setInputFiles({ name: 'oil.png', mimeType: 'image/png', buffer });
    await dialog.getByRole('img', { name: '第 1 张图片' }).waitFor();
    await shot(page, 'product-dialog-zh');
    expect(await axe(page)).toEqual([]);
    await save.click();
    await side.getByText('¥298.50 · 全合成机油 5W-30，四升装').waitFor();
    await shot(page, 'product-side-zh');
    expect(await axe(page)).toEqual([]);
    await side.getByRole('button', { name: '发送“全合成机油”' }).click();
    const last = async () => {
      const { messages } = (await hand.call(customerPage.customerHistory, { chatId: chatId as ChatId })).body;
      return messages.slice(-2).map((m) => m.body['text'] ?? m.kind);
    };
    await expect.poll(last).toEqual(['image', '全合成机油 5W-30，四升装\n¥298.50']);
    await context.close();
  });

  test('a table from elsewhere shows its faults, is imported, and the report says who came back where', async () => {
    const { follows } = (await lin.call(customers.listCustomers, { limit: 1 })).body;
    const before = { customerId: follows[0]!.customerId, orderedAt: '2026-01-01T00:00:00.000Z' };
    await lin.call(orders.recordCustomerOrder, { ...before, ref: 'NS-1' });
    const desk = await sit(browser, world, corp.owner, phone);
    const { page } = desk;
    await page.goto('/admin/orders');
    const table =
      '手机号,平台,订单号,下单时间,金额\n13900000000,美团,M1,2026-02-01,60\n13800000000,美团,M2,2026-02-01,60';
    await page
      .getByLabel('订单表格')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByText('共 2 行 · 新增 1 单 · 有问题 1 行，不会导入').waitFor();
    await page.getByRole('cell', { name: '没有此手机号的客户' }).waitFor();
    await shot(page, 'orders-import-390');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByText('自有渠道占全部复购订单的 0.0%').waitFor();
    await page.getByRole('region', { name: '占全部复购' }).getByRole('cell', { name: '美团' }).waitFor();
    await page.getByText('全部订单').waitFor();
    await shot(page, 'orders-admin');
    expect(desk.complaints).toEqual([]);
  });
});
