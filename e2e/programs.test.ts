// Robots and apps write into chats, and members act on what they wrote: in a real browser.
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { robots } from '@teahouse/contract/robots';
import { cardPressed, menuPressed } from '@teahouse/contract/talk';
import { subscribe } from '../server/kernel/module.ts';
import { modules } from '../server/modules/all.ts';
import { type WecomClient, wecomClient } from '../server/testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let app: WecomClient;
let chatId: ChatId;
let seat: Seat;
const heard: unknown[] = [];
const listener = {
  ...modules[0]!,
  name: 'listener',
  handlers: [],
  jobs: [],
  subscribers: [
    subscribe('listener.card', cardPressed, async (_work, payload) => void heard.push(payload)),
    subscribe('listener.menu', menuPressed, async (_work, payload) => void heard.push(payload)),
  ],
};

const send = async (msgtype: string, object: object) => {
  const answer = await app.ask('message/send', {
    touser: 'lin',
    agentid: app.app.no,
    msgtype,
    [msgtype]: object,
  });
  expect(answer).toMatchObject({ errcode: 0 });
};
const noFaults = async (s: Seat) => {
  expect(await axe(s.page)).toEqual([]);
  expect(s.complaints).toEqual([]);
};

describe.skipIf(noBrowser)('programs write, members act', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([
      openWorld({ client: true, modules: [...modules, listener] }),
      launch(),
    ]);
    tea = await world.company('清风茶业');
    lin = await tea.hire('林小满', { userid: 'lin' });
    const zhou = await tea.hire('周知远', { userid: 'zhou' });
    chatId = (await lin.call(messaging.createGroup, { title: '运维值班', memberIds: [zhou.id] })).body.id;
    app = await wecomClient(world, tea, { name: '报销助手' });
    await app.ask(`menu/create?agentid=${app.app.no}`, {
      button: [
        { type: 'click', name: '我的报销', key: 'mine' },
        { name: '更多', sub_button: [{ type: 'click', name: '制度', key: 'rules' }] },
      ],
    });
    seat = await sit(browser, world, lin);
  });
  beforeEach(({ onTestFailed, task }) =>
    onTestFailed(() => shot(seat.page, `failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 40)}`)),
  );
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a robot is added from the settings of a chat, and posts', async () => {
    const { page } = seat;
    await page.goto(`/chats/${chatId}`);
    await page.getByRole('textbox', { name: /发消息给/ }).waitFor();
    await page.keyboard.press('Control+Shift+I');
    await page.getByRole('button', { name: '添加机器人' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('监控');
    await page.getByRole('button', { name: '添加', exact: true }).click();
    const url = await page.getByRole('textbox', { name: '推送地址' }).inputValue();
    await shot(page, 'robot-added');
    await noFaults(seat);
    await page.keyboard.press('Escape');
    const markdown = {
      msgtype: 'markdown_v2',
      markdown_v2: {
        content:
          '## 发布完成\n构建 **#128** 已上线 [查看](https://ci.example.com/128)\n\n| 服务 | 耗时 |\n|---|---|\n| web | 12s |\n| api | 31s |\n\n---\n- 灰度 10%\n- `v2.4.1`\n\n<img src=x onerror=alert(1)> [坏](javascript:alert(1))',
      },
    };
    const post = (body: object) =>
      fetch(url.replace(/^https?:\/\/[^/]+/, world.url), { method: 'POST', body: JSON.stringify(body) });
    await post(markdown);
    await page.getByRole('cell', { name: '31s' }).waitFor();
    expect(await page.locator('img[src="x"], a[href^="javascript"]').count()).toBe(0);
    await post({
      msgtype: 'markdown',
      markdown: {
        content:
          '实时新增反馈 <font color="warning">132 例</font>\n>类型：<font color="comment">用户反馈</font>\n>普通：<font color="info">117 例</font> <@lin>',
      },
    });
    await page.getByText('132 例', { exact: true }).waitFor();
    await post({
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        source: { desc: '监控平台', desc_color: 2 },
        main_title: { title: '磁盘使用率', desc: '华东一区 · 3 台' },
        emphasis_content: { title: '92%', desc: '阈值 85%' },
        quote_area: { quote_text: '建议清理 /var/log' },
        horizontal_content_list: [{ keyname: '负责人', value: '周知远' }],
        jump_list: [{ type: 1, url: 'https://a.example', title: '查看手册' }],
        card_action: { type: 1, url: 'https://a.example' },
      },
    });
    await page.getByText('92%', { exact: true }).waitFor();
    const ding = (await lin.call(robots.addRobot, { chatId, name: '钉钉', kind: 'dingtalk' })).body;
    await fetch(ding.url!.replace(/^https?:\/\/[^/]+/, world.url), {
      method: 'POST',
      body: JSON.stringify({
        msgtype: 'actionCard',
        actionCard: {
          title: '评审邀请',
          text: '### 周三评审\n请准备材料',
          btnOrientation: '1',
          btns: [
            { title: '参加', actionURL: 'https://a.example/1' },
            { title: '请假', actionURL: 'https://a.example/2' },
          ],
        },
      }),
    });
    await page.getByRole('link', { name: '请假' }).waitFor();
    await page.keyboard.press('Control+Shift+I');
    await shot(page, 'robot-zh');
    await noFaults(seat);
  });

  test('a member votes, chooses, presses a button and takes the menu', async () => {
    const { page } = seat;
    await send('template_card', {
      card_type: 'vote_interaction',
      task_id: 'vote',
      source: { desc: '行政', desc_color: 3 },
      main_title: { title: '团建去哪里', desc: '可多选，周五截止' },
      checkbox: {
        question_key: 'where',
        mode: 1,
        option_list: [
          { id: 'a', text: '西湖喝茶' },
          { id: 'b', text: '爬北高峰' },
          { id: 'c', text: '在家休息' },
        ],
      },
      submit_button: { text: '投票', key: 'vote-go' },
    });
    await page.goto('/chats');
    await page.getByRole('link', { name: /报销助手/ }).click();
    const vote = page.getByRole('region', { name: '团建去哪里' });
    expect(await vote.getByRole('button', { name: '投票' }).isDisabled()).toBe(true);
    await vote.getByText('西湖喝茶').click();
    await vote.getByText('爬北高峰').click();
    await shot(page, 'vote-open');
    await vote.getByRole('button', { name: '投票' }).click();
    await vote.getByRole('button', { name: '已提交' }).waitFor();
    await send('template_card', {
      card_type: 'multiple_interaction',
      task_id: 'survey',
      main_title: { title: '订餐' },
      select_list: [
        {
          question_key: 'main',
          title: '主食',
          option_list: [
            { id: '1', text: '米饭' },
            { id: '2', text: '面' },
          ],
        },
      ],
      submit_button: { text: '提交', key: 'lunch' },
    });
    const lunch = page.getByRole('region', { name: '订餐' });
    await lunch.getByRole('combobox', { name: '主食' }).selectOption('2');
    await lunch.getByRole('button', { name: '提交' }).click();
    await lunch.getByRole('button', { name: '已提交' }).waitFor();
    await send('template_card', {
      card_type: 'button_interaction',
      task_id: 'leave',
      main_title: { title: '报销审批', desc: '周知远 · 差旅' },
      horizontal_content_list: [
        { keyname: '金额', value: '¥1,280.00' },
        { keyname: '申请人', type: 3, userid: 'zhou' },
      ],
      button_list: [
        { text: '拒绝', style: 4, key: 'no' },
        { text: '同意', style: 2, key: 'yes' },
      ],
      action_menu: { desc: '卡片操作', action_list: [{ text: '不再提醒', key: 'mute' }] },
    });
    const leave = page.getByRole('region', { name: '报销审批' });
    await leave.getByRole('button', { name: '同意' }).click();
    await leave.getByRole('button', { name: '同意', pressed: true }).waitFor();
    await page
      .getByRole('navigation', { name: '应用菜单' })
      .getByRole('button', { name: '我的报销' })
      .click();
    await shot(page, 'app-zh');
    await noFaults(seat);
    await expect
      .poll(async () => (await world.settle(), heard))
      .toMatchObject([
        { taskId: 'vote', key: 'vote-go', selected: [{ questionKey: 'where', optionIds: ['a', 'b'] }] },
        { taskId: 'survey', key: 'lunch', selected: [{ questionKey: 'main', optionIds: ['2'] }] },
        { taskId: 'leave', key: 'yes', selected: [] },
        { type: 'click', key: 'mine', memberId: lin.id },
      ]);
    const { responseCode } = heard[2] as { responseCode: string };
    await app.ask('message/update_template_card', {
      userids: ['lin'],
      agentid: app.app.no,
      response_code: responseCode,
      button: { replace_name: '已同意' },
    });
    await leave.getByText('已同意').waitFor();
  });

  test('it looks right in English, in the dark and on a phone', async () => {
    const form = new FormData();
    const cover = await sharp({
      create: { width: 800, height: 380, channels: 3, background: '#7aa874' },
    })
      .jpeg()
      .toBuffer();
    form.set('media', new Blob([new Uint8Array(cover)], { type: 'image/jpeg' }), 'a.jpg');
    const kept = await (await app.raw('media/upload?type=image', { method: 'POST', body: form })).json();
    const { media_id: thumb } = kept as { media_id: string };
    await send('mpnews', {
      articles: [
        {
          title: '春茶上市',
          thumb_media_id: thumb,
          content: '<p>第一段</p><p>第二段</p>',
          digest: '明前龙井到店',
        },
        { title: '采摘记', thumb_media_id: thumb, content: '正文' },
      ],
    });
    await send('textcard', {
      title: '领奖通知',
      description:
        '<div class="gray">2026年3月</div><div class="normal">恭喜你抽中一盒茶</div><div class="highlight">请于月底前领取</div>',
      url: 'https://a.example',
    });
    const href = await seat.page.evaluate('location.pathname');
    const dark = await sit(browser, world, lin, { locale: 'en-US', colorScheme: 'dark' });
    await dark.page.goto(String(href));
    await dark.page.getByText('领奖通知').last().waitFor();
    await shot(dark.page, 'app-en-dark');
    await noFaults(dark);
    const small = await sit(browser, world, lin, phone);
    await small.page.goto(String(href));
    await small.page.getByText('领奖通知').last().waitFor();
    await shot(small.page, 'app-phone');
    await noFaults(small);
    await small.page.goto(`/chats/${chatId}`);
    await small.page.getByText('92%', { exact: true }).waitFor();
    await shot(small.page, 'robot-phone');
    expect(await small.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await small.context.close();
    await dark.page.goto(`/chats/${chatId}`);
    await dark.page.getByText('92%', { exact: true }).waitFor();
    await shot(dark.page, 'robot-en-dark');
    await noFaults(dark);
  });
});
