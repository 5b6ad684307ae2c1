// A customer on somebody's website asks the bot, asks for a human, waits, is served, and rates; the member does it all by keyboard.
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { messaging } from '@teahouse/contract/messaging';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, box, launch, noBrowser, phone, say, shot, sit, until } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let seat: Page;
let site: Server;
let guest: Page;
let frame: FrameLocator;
let code: string;
const complaints: string[] = [];

/** Somebody's website with our line in it, under a policy of its own that knows nothing of us but the address. */
function openSite(): Promise<Server> {
  const server = createServer((request, response) => {
    const lang = request.url === '/en' ? 'en' : 'zh';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${world.url}; frame-src ${world.url}; img-src data:`,
    });
    response.end(
      `<!doctype html><html lang="${lang}"><head><title>南山修车</title><meta name="viewport" content="width=device-width"></head>` +
        `<body><main><h1>南山修车</h1><p>修车、保养、轮胎。</p></main>` +
        `<script src="${world.url}/customer/widget.js" data-desk="${code}" async></script></body></html>`,
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
const siteUrl = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

describe.skipIf(noBrowser)('a service desk', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(200);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满');
    const made = await corp.owner.call(deskAdmin.createDesk, {
      name: '修车客服',
      greeting: '你好，有什么可以帮你？',
      firstReplyMinutes: 5,
      servers: [{ memberId: lin.id, lead: true }],
    });
    code = made.body.url.split('/').at(-1)!;
    await corp.owner.call(deskAdmin.saveDeskArticle, {
      question: '刹车片多久换一次？',
      answer: '一般三万公里换一次，也可以到店免费检查。',
    });
    await corp.owner.call(deskAdmin.saveDeskReply, {
      title: '到店',
      text: '欢迎随时到店，我们在南山大道 1 号。{desk} {me}',
    });
    site = await openSite();
    const context = await browser.newContext({ ...phone, locale: 'zh-CN' });
    guest = await context.newPage();
    guest.on('pageerror', (e) => complaints.push(String(e)));
    guest.on('console', (m) => m.type() === 'error' && complaints.push(m.text()));
    const at = await sit(browser, world, lin);
    seat = at.page;
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await world?.close();
  });

  test('the widget opens on another site, greets, and the bot answers from knowledge', async () => {
    await guest.goto(siteUrl());
    await guest.getByRole('button', { name: '在线客服' }).click();
    frame = guest.frameLocator('iframe');
    await frame.getByText('你好，有什么可以帮你？').waitFor();
    await frame.getByRole('textbox', { name: '说点什么…' }).fill('请问刹车片多久要换一次？');
    await frame.getByRole('button', { name: '发送', exact: true }).click();
    await frame.getByText('一般三万公里换一次').waitFor();
    await shot(guest, 'desk-widget-390');
    expect(await axe(guest)).toEqual([]);
  });

  test('asking for a human waits in the queue until somebody takes, by keyboard', async () => {
    await frame.getByRole('button', { name: '找人工' }).click();
    await frame.getByText('你是下一位').waitFor();
    await shot(guest, 'desk-queued-390');
    await seat.goto(`${world.url}/desk`);
    await seat.getByRole('tab', { name: /排队/ }).click();
    const line = seat.getByRole('link', { name: /客户[0-9A-Z]{4}/ });
    await line.waitFor();
    await shot(seat, 'desk-queue');
    expect(await axe(seat)).toEqual([]);
    await seat.locator('body').press('j');
    await seat.getByRole('log').getByText('请问刹车片多久要换一次？').waitFor();
    await seat.locator('body').press('t');
    await box(seat).waitFor();
    await frame.getByText('林小满 为你服务').first().waitFor();
  });

  test('a canned reply by slash, a note only colleagues see, and what the customer sees of it', async () => {
    await box(seat).focus();
    await seat.keyboard.press('/');
    await until(seat, `document.activeElement?.getAttribute('aria-label') === '搜索快捷回复'`);
    await seat.keyboard.type('到店');
    await seat.getByText('欢迎随时到店').waitFor();
    await seat.keyboard.press('Enter');
    await expect
      .poll(() => box(seat).inputValue())
      .toBe('欢迎随时到店，我们在南山大道 1 号。修车客服 林小满');
    await box(seat).press('Enter');
    await frame.getByText('欢迎随时到店').waitFor();
    await seat.keyboard.press('Alt+n');
    await seat.keyboard.type('老客户，车龄八年');
    await seat.getByRole('button', { name: '添加备注' }).click();
    await seat.getByRole('listitem').filter({ hasText: '老客户，车龄八年' }).waitFor();
    await frame.getByRole('textbox', { name: '说点什么…' }).fill('好的，我下午过来');
    await frame.getByRole('button', { name: '发送', exact: true }).click();
    await seat.getByRole('article').getByText('好的，我下午过来').waitFor();
    await say(seat, '好的，到了找我');
    await frame.getByText('好的，到了找我').waitFor();
    expect(await frame.getByText('车龄八年').count()).toBe(0);
    await shot(seat, 'desk-session');
    expect(await axe(seat)).toEqual([]);
    await seat.getByRole('button', { name: '新建工单' }).click();
    const ticket = seat.getByRole('dialog');
    await ticket.getByLabel('事项').fill('换后轮刹车片');
    await ticket.getByLabel('负责人').selectOption({ label: '林小满' });
    await ticket.getByLabel('截止时间').fill('2099-01-02T18:00');
    await ticket.getByRole('button', { name: '保存' }).click();
    await seat.getByRole('button', { name: /换后轮刹车片/ }).click();
    await ticket.getByLabel('写一条进展').fill('配件已到');
    await ticket.getByText('客户也能看到').click();
    await ticket.getByRole('button', { name: '添加进展' }).click();
    await ticket.getByText('配件已到').waitFor();
    await shot(seat, 'desk-ticket');
    expect(await axe(seat)).toEqual([]);
    await seat.keyboard.press('Escape');
    await frame.getByRole('button', { name: '我的', exact: true }).click();
    await frame.getByText('#1 换后轮刹车片').waitFor();
    await frame.getByText(/配件已到/).waitFor();
    await shot(guest, 'desk-repairs-390');
    expect(await axe(guest)).toEqual([]);
    await frame.getByRole('button', { name: /返回/ }).click();
    // Whom one serves stands in the inbox alone; a notification of the chat leads there.
    const { chats } = (await lin.call(messaging.listChats, {})).body;
    const session = seat.url();
    await seat.goto(`${world.url}/chats`);
    await seat.getByRole('heading', { name: '消息', exact: true }).waitFor();
    expect(await seat.getByRole('link', { name: /客户[0-9A-Z]{4}/ }).count()).toBe(0);
    await seat.goto(`${world.url}/chats/${chats.find((c) => c.desk)!.id}`);
    await until(seat, `location.href === '${session}'`);
    await seat.getByRole('button', { name: '结束', exact: true }).waitFor();
  });

  test('the end, the rating, and the report', async () => {
    await seat.keyboard.press('Alt+e');
    await seat.getByRole('button', { name: '结束', exact: true }).last().click();
    await frame.getByText('这次服务怎么样？').waitFor();
    await shot(guest, 'desk-rate-390');
    await frame.getByRole('button', { name: '5 星' }).click();
    await frame.getByText('谢谢你的评价').waitFor();
    expect(await axe(guest)).toEqual([]);
    expect((await lin.call(desk.listDeskSessions, { box: 'closed' })).body.sessions[0]).toMatchObject({
      rating: 5,
    });
    await seat.getByRole('button', { name: '工单', exact: true }).click();
    await seat.getByRole('button', { name: /换后轮刹车片/ }).waitFor();
    await shot(seat, 'desk-tickets');
    expect(await axe(seat)).toEqual([]);
    await seat.getByRole('button', { name: '报表' }).click();
    await seat.getByRole('radio', { name: '客服账号' }).check({ force: true });
    await seat.getByRole('cell', { name: '5.0 (1)' }).first().waitFor();
    await shot(seat, 'desk-report');
    expect(await axe(seat)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('in English, in the dark, by the link; and the inbox on a phone', async () => {
    const context = await browser.newContext({
      ...phone,
      locale: 'en-GB',
      colorScheme: 'dark',
      baseURL: world.url,
    });
    const other = await context.newPage();
    await other.goto(`/s/${code}`);
    await other.getByRole('textbox', { name: 'Write something…' }).fill('Are you open on Sunday?');
    await other.keyboard.press('Enter');
    await other.getByText('I do not know that one').waitFor();
    await other.getByRole('button', { name: 'Ask a human' }).click();
    await other.getByText('you are next').waitFor();
    await shot(other, 'desk-link-en-dark');
    expect(await axe(other)).toEqual([]);
    await context.close();
    const small = await sit(browser, world, lin, { ...phone, colorScheme: 'dark' });
    await small.page.goto(`${world.url}/desk`);
    await small.page.getByRole('tab', { name: /排队/ }).click();
    await small.page.getByRole('link', { name: /Customer [0-9A-Z]{4}/ }).click();
    await small.page.getByRole('log').getByText('Are you open on Sunday?').waitFor();
    await shot(small.page, 'desk-inbox-390-dark');
    expect(await axe(small.page)).toEqual([]);
    expect(small.complaints).toEqual([]);
  });

  test('an administrator sets up a desk and sees what the bot would say', async () => {
    const { page } = await sit(browser, world, corp.owner);
    await page.goto(`${world.url}/admin/desk`);
    await page.getByRole('button', { name: '新建客服账号' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('售后');
    await form.getByLabel('全天服务').uncheck({ force: true });
    await form.getByRole('button', { name: '再加一段时间' }).click();
    await form.getByRole('group', { name: '第 2 段' }).waitFor();
    await form.getByLabel('允许嵌入的网站').fill('https://www.example.com');
    await shot(page, 'desk-form');
    expect(await axe(page)).toEqual([]);
    await form.getByRole('button', { name: '创建' }).click();
    await page.getByText('售后').waitFor();
    const made = (await corp.owner.call(deskAdmin.listDesks, {})).body.desks.find((d) => d.name === '售后')!;
    expect(made.hours).toHaveLength(2);
    expect(made.sites).toEqual(['https://www.example.com']);
    await page.getByRole('tab', { name: '知识库' }).click();
    await page.getByRole('searchbox').fill('刹车片什么时候换');
    await page.getByText('刹车片多久换一次？').waitFor();
    await shot(page, 'desk-knowledge');
    expect(await axe(page)).toEqual([]);
  });
});
