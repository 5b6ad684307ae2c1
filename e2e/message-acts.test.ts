import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, box, choose, launch, noBrowser, phone, row, say, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let lin: Person;
let zhou: Person;
let teamId: ChatId;
let salesId: ChatId;
let a: Seat;
let b: Seat;
const seen = (page: Page, text: string) => row(page, text).waitFor();
const open = async (seat: Seat, chatId: ChatId) => {
  await seat.page.goto(`/chats/${chatId}`);
  await box(seat.page).waitFor();
};

describe.skipIf(noBrowser)('what can be done with a message', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([
      openWorld({ client: true }),
      launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']),
    ]);
    const tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    const group = async (title: string) =>
      (await lin.call(messaging.createGroup, { title, memberIds: [zhou.id] })).body.id;
    [teamId, salesId] = [await group('产品周会'), await group('销售群')];
    [a, b] = [
      await sit(browser, world, lin, { permissions: ['microphone'] }),
      await sit(browser, world, zhou),
    ];
    await Promise.all([open(a, teamId), open(b, teamId)]);
  });
  beforeEach(({ onTestFailed, task }) =>
    onTestFailed(async () => {
      const name = task.name.slice(0, 24).replaceAll(/\W+/g, '-');
      await shot(a.page, `failed-${name}-a`);
      await shot(b.page, `failed-${name}-b`);
    }),
  );
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a voice note is recorded, sent, and played by the other', async () => {
    const { page } = a;
    await page.getByText('你创建了群聊，邀请了周知远').first().waitFor();
    await page.getByRole('button', { name: '语音' }).click();
    await page.getByText('正在录音').waitFor();
    // Thrown away: nothing goes out.
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await box(page).waitFor();
    await page.getByRole('button', { name: '语音' }).click();
    await page.getByText('0:01').waitFor();
    await shot(page, 'voice-recording');
    await page.getByRole('button', { name: '完成并发送' }).click();
    const play = b.page.getByRole('button', { name: /播放语音/ });
    await play.waitFor();
    expect(await b.page.getByRole('button', { name: /播放语音/ }).count()).toBe(1);
    await play.click();
    await b.page.getByRole('button', { name: /暂停语音/ }).waitFor();
    await shot(b.page, 'voice-playing');
    await b.page.getByRole('button', { name: /暂停语音/ }).click();
  });

  test('a message waits for its time, can be seen waiting, and is taken back', async () => {
    const { page } = a;
    await box(page).fill('明早九点发样品');
    await page.getByRole('button', { name: '定时发送' }).click();
    const form = page.getByRole('dialog', { name: '定时发送' });
    await form.getByLabel('发送时间').fill('2020-01-01T09:00');
    await form.getByRole('button', { name: '定时发送' }).click();
    // A browser that knows the earliest time holds the form back by itself; either way nothing is scheduled.
    await form.getByLabel('发送时间').fill('2099-01-01T09:00');
    await form.getByRole('button', { name: '定时发送' }).click();
    await page.getByText(/将于 .* 发送/).waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await box(page).inputValue()).toBe('');
    await page.getByRole('button', { name: '定时发送' }).click();
    await form.getByText('明早九点发样品').waitFor();
    await shot(page, 'scheduled');
    await form.getByRole('button', { name: '取消发送' }).click();
    await form.getByText('明早九点发样品').waitFor({ state: 'detached' });
    expect((await lin.call(messaging.listScheduled, {})).body.scheduled).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('what was scheduled goes out when its time has come', async () => {
    const at = new Date(Date.now() + 3_600_000);
    await lin.call(messaging.scheduleMessage, {
      chatId: teamId,
      draft: { k: 'text', b: { text: '准点发出的话' } },
      at: at.toISOString(),
    });
    world.clock.now = new Date(at.getTime() + 1_000);
    await world.settle();
    await seen(b.page, '准点发出的话');
  });

  test('one message is forwarded to another chat and to a colleague without one', async () => {
    await say(a.page, '报价单在附件');
    await choose(a.page, '报价单在附件', '转发');
    const dialog = a.page.getByRole('dialog', { name: '转发' });
    await dialog.getByRole('button', { name: '销售群' }).click();
    await dialog.getByRole('searchbox').fill('zhou');
    await dialog.getByRole('button', { name: '周知远' }).click();
    await shot(a.page, 'forward');
    expect(await axe(a.page)).toEqual([]);
    await dialog.getByRole('button', { name: '发送（2）' }).click();
    await a.page.getByText('已转发').waitFor();
    const direct = (await zhou.call(messaging.openDirect, { memberId: lin.id })).body.id;
    for (const chatId of [salesId, direct]) {
      const { events } = (await zhou.call(messaging.listMessages, { chatId })).body;
      expect(events.flatMap((e) => (e.t === 'msg' && e.k === 'text' ? [e.b['text']] : []))).toEqual([
        '报价单在附件',
      ]);
    }
  });

  test('several messages are forwarded as one record, which opens and shows who said what', async () => {
    await say(b.page, '样品周五寄出');
    await seen(a.page, '样品周五寄出');
    await choose(a.page, '报价单在附件', '多选');
    await row(a.page, '样品周五寄出').click();
    await a.page.getByRole('status').filter({ hasText: '已选 2 条' }).waitFor();
    await shot(a.page, 'choosing');
    await a.page.getByRole('button', { name: '合并转发' }).click();
    const dialog = a.page.getByRole('dialog', { name: '合并转发' });
    await dialog.getByRole('button', { name: '销售群' }).click();
    await dialog.getByRole('button', { name: '发送（1）' }).click();
    await a.page.getByText('已转发').last().waitFor();
    await box(a.page).waitFor();
    await open(b, salesId);
    const record = b.page.getByRole('button', { name: /2 条聊天记录/ });
    await record.click();
    const viewer = b.page.getByRole('dialog', { name: '产品周会' });
    await viewer.getByRole('heading', { name: '产品周会' }).waitFor();
    expect(await viewer.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/林小满[^]*报价单在附件/),
      expect.stringMatching(/周知远[^]*样品周五寄出/),
    ]);
    await shot(b.page, 'forward-viewer');
    expect(await axe(b.page)).toEqual([]);
    await b.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await open(b, teamId);
  });

  test('a to-do made from a message leads back to it and is ticked off', async () => {
    const { page } = b;
    await choose(page, '报价单在附件', '转为待办');
    await page.getByText('已加入待办').waitFor();
    await page.getByRole('link', { name: '待办' }).click();
    const todo = page.getByRole('listitem').filter({ hasText: '报价单在附件' });
    await todo.getByRole('link').click();
    await shot(page, 'todo');
    await page.getByRole('link', { name: '查看来源消息' }).click();
    await page.waitForURL(/\/chats\/.+\?at=\d+/);
    await seen(page, '报价单在附件');
    await page.goto('/todos');
    await todo.getByRole('checkbox').click();
    await todo.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /已完成/ }).click();
    await todo.waitFor();
    await open(b, teamId);
  });

  test('a pin stands above the chat for everyone and leads to its message', async () => {
    await choose(a.page, '样品周五寄出', '置顶消息');
    const bar = b.page.getByRole('button', { name: /你：样品周五寄出/ });
    await bar.click();
    await shot(b.page, 'pinned');
    await choose(a.page, '样品周五寄出', '取消置顶');
    await bar.waitFor({ state: 'detached' });
  });

  test('who has read it, by name', async () => {
    await choose(a.page, '报价单在附件', '已读情况');
    const panel = a.page.getByRole('complementary');
    await panel.getByText('周知远').waitFor();
    await panel.getByRole('button', { name: '关闭' }).click();
  });

  test('the group’s owner recalls what somebody else said', async () => {
    await say(b.page, '不该发在这里');
    await seen(a.page, '不该发在这里');
    await choose(a.page, '不该发在这里', '撤回');
    await a.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await b.page.getByRole('log').getByText('林小满撤回了一条消息').waitFor();
  });

  test('on a phone a hit of the search leads to its message, and a thread to the box', async () => {
    const hand = await sit(browser, world, zhou, { ...phone, permissions: ['microphone'] });
    const { page } = hand;
    await open(hand, teamId);
    await page.getByRole('button', { name: '搜索聊天记录' }).tap();
    await page.getByRole('searchbox', { name: '搜索聊天记录' }).fill('报价单');
    await page.getByRole('complementary').getByRole('listitem').getByRole('button').first().tap();
    await row(page, '报价单在附件').waitFor();
    await choose(page, '报价单在附件', '查看回复');
    await page.getByText('还没有回复').waitFor();
    await page.getByRole('button', { name: '回复', exact: true }).tap();
    await page.getByText(/回复 林小满/).waitFor();
    await say(page, '收到');
    await page.getByRole('button', { name: '发送', exact: true }).tap();
    await seen(a.page, '收到');
    await choose(page, '收到', '多选');
    await shot(page, 'choosing-phone');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '取消', exact: true }).tap();
    // The end of a long chat stays in sight while the place to write changes its height.
    for (let i = 0; i < 12; i++)
      await lin.call(messaging.postMessage, {
        chatId: teamId,
        cid: randomUUID(),
        draft: { k: 'text', b: { text: `第 ${i} 罐` } },
      });
    await seen(page, '第 11 罐');
    const below = () =>
      page
        .getByRole('log')
        .evaluate((log: { scrollHeight: number; scrollTop: number; clientHeight: number }) =>
          Math.round(log.scrollHeight - log.scrollTop - log.clientHeight),
        );
    await page.evaluate(
      `(() => { const log = document.querySelector('[role=log]'); log.scrollTop = log.scrollHeight; })()`,
    );
    await expect.poll(below).toBe(0);
    await page.getByRole('button', { name: '语音', exact: true }).tap();
    await page.getByText('正在录音').waitFor();
    await expect.poll(below).toBe(0);
    expect(hand.complaints).toEqual([]);
    await hand.context.close();
  });

  test('no page complained', () => {
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
