import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, box, launch, noBrowser, phone, row, say, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let lin: Person;
let zhou: Person;
let chatId: ChatId;
/** the owner's window and a member's */
let a: Seat;
let b: Seat;
const seen = (page: Page, text: string) => row(page, text).waitFor();
const panel = (page: Page) => page.getByRole('complementary');
const log = (page: Page) => page.getByRole('log');
const right = (name: string, to: string) =>
  panel(a.page).getByRole('combobox', { name, exact: true }).selectOption({ label: to });

describe.skipIf(noBrowser)('what can be done with a group', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    const tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    await tea.hire('沈青禾');
    chatId = (await lin.call(messaging.createGroup, { title: '春茶上市', memberIds: [zhou.id] })).body.id;
    [a, b] = [await sit(browser, world, lin), await sit(browser, world, zhou)];
    await Promise.all([a, b].map((s) => s.page.goto(`/chats/${chatId}`)));
    await Promise.all([box(a.page).waitFor(), box(b.page).waitFor()]);
    await a.page.getByRole('button', { name: '会话信息' }).click();
    await panel(a.page).getByText('群权限').waitFor();
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

  test('only admins post: the others see why, and get the box back', async () => {
    await right('发言', '仅管理员');
    await b.page.getByText('仅群主和管理员可以发言').waitFor();
    await log(b.page).getByText('林小满设为仅管理员可发言').waitFor();
    await say(a.page, '公告：周五盘点');
    await seen(b.page, '公告：周五盘点');
    await shot(b.page, 'group-only-admins');
    await right('发言', '所有人');
    await box(b.page).waitFor();
  });

  test('@everyone is offered to all, and to admins only once it is kept for them', async () => {
    await box(b.page).pressSequentially('@');
    await b.page.getByRole('option', { name: '所有人' }).click();
    await box(b.page).pressSequentially('看公告');
    await box(b.page).press('Enter');
    await row(a.page, '看公告').getByText('@所有人').waitFor();
    await right('@所有人', '仅管理员');
    await log(b.page).getByText('林小满设为仅管理员可以：@所有人').waitFor();
    await box(b.page).pressSequentially('@');
    await b.page.getByRole('option', { name: '林小满' }).waitFor();
    expect(await b.page.getByRole('option', { name: '所有人' }).count()).toBe(0);
    await box(b.page).fill('');
    await box(a.page).pressSequentially('@');
    await a.page.getByRole('listbox').getByRole('option', { name: '所有人' }).waitFor();
    await box(a.page).fill('');
  });

  test('an announcement stands above the chat until it is put away', async () => {
    await panel(a.page).getByRole('button', { name: '填写' }).click();
    const dialog = a.page.getByRole('dialog', { name: '群公告' });
    await dialog.getByLabel('公告内容').fill('**周五**盘点，十点到仓库');
    await dialog.getByRole('button', { name: '发布' }).click();
    const bar = b.page.getByRole('button', { name: /周五盘点，十点到仓库/ });
    await bar.waitFor();
    await shot(b.page, 'announcement');
    await b.page.getByRole('button', { name: '收起' }).click();
    await bar.waitFor({ state: 'detached' });
  });

  test('a colleague is brought in, and the group says so', async () => {
    await panel(a.page).getByRole('button', { name: '添加', exact: true }).click();
    const dialog = a.page.getByRole('dialog', { name: /邀请同事加入/ });
    await dialog.getByRole('combobox').or(dialog.getByRole('searchbox')).first().fill('shenqinghe');
    await dialog.getByRole('option', { name: /沈青禾/ }).click();
    await shot(a.page, 'add-members');
    expect(await axe(a.page)).toEqual([]);
    await dialog.getByRole('button', { name: '添加' }).click();
    await log(b.page).getByText('林小满邀请沈青禾加入群聊').waitFor();
    await panel(a.page).getByRole('button', { name: '沈青禾', exact: true }).waitFor();
    await shot(a.page, 'group-info');
  });

  test('an admin is made, gets an admin’s rights, and can take somebody out', async () => {
    await panel(a.page).getByRole('button', { name: '管理周知远' }).click();
    await a.page.getByRole('menuitem', { name: '设为管理员' }).click();
    await log(b.page).getByText('林小满调整了群管理员：你').waitFor();
    await b.page.getByRole('button', { name: '会话信息' }).click();
    await panel(b.page).getByText('群权限').waitFor();
    await panel(b.page).getByRole('button', { name: '管理沈青禾' }).click();
    await b.page.getByRole('menuitem', { name: '移出群聊' }).click();
    await b.page.getByRole('dialog').getByRole('button', { name: '移出群聊' }).click();
    await log(a.page).getByText('周知远将沈青禾移出群聊').waitFor();
    await panel(b.page).getByRole('button', { name: '沈青禾', exact: true }).waitFor({ state: 'detached' });
  });

  test('the group is renamed for everyone', async () => {
    await panel(a.page).getByRole('button', { name: '修改群名' }).click();
    const dialog = a.page.getByRole('dialog', { name: '修改群名' });
    await dialog.getByLabel('群名').fill('春茶与夏茶');
    await dialog.getByRole('button', { name: '保存' }).click();
    await b.page.getByRole('heading', { name: '春茶与夏茶' }).waitFor();
  });

  test('on a phone the same panel fits, and a member leaves from it', async () => {
    const hand = await sit(browser, world, zhou, phone);
    const { page } = hand;
    await page.goto(`/chats/${chatId}`);
    await box(page).waitFor();
    await page.getByRole('button', { name: '会话信息' }).tap();
    await panel(page).getByRole('button', { name: '退出群聊' }).scrollIntoViewIfNeeded();
    await shot(page, 'group-info-phone');
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    await panel(page).getByRole('button', { name: '退出群聊' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: '退出群聊' }).tap();
    await page.waitForURL(/\/chats$/);
    await log(a.page).getByText('周知远退出了群聊').waitFor();
    // The desk of the one who left lets go of the chat as well.
    await b.page.getByText('会话不存在').waitFor();
    await shot(b.page, 'left');
    expect([...hand.complaints]).toEqual([]);
    await hand.context.close();
  });

  test('a dissolved group stays readable and takes no more words', async () => {
    await panel(a.page).getByRole('button', { name: '解散群聊' }).click();
    await a.page.getByRole('dialog').getByRole('button', { name: '解散群聊' }).click();
    await a.page.getByText('群聊已解散，聊天记录仍可查看').waitFor();
    await seen(a.page, '看公告');
    await shot(a.page, 'dissolved');
    expect((await lin.call(messaging.getChat, { chatId })).body.archived).toBe(true);
  });

  test('no page complained', () => {
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
