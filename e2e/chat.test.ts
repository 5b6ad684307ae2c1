import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { messaging } from '@teahouse/contract/messaging';
import type { ChatId } from '@teahouse/contract/ids';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import {
  axe,
  box,
  choose,
  launch,
  noBrowser,
  row,
  say,
  shot,
  sit,
  type Seat,
  served,
  until,
} from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let zhou: Person;
let chatId: ChatId;
let a: Seat;
let b: Seat;

const seen = (page: Page, text: string) => row(page, text).waitFor();

describe.skipIf(noBrowser)('two people talk in two browsers', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    chatId = (await lin.call(messaging.createGroup, { title: '产品周会', memberIds: [zhou.id] })).body.id;
    [a, b] = [await sit(browser, world, lin), await sit(browser, world, zhou)];
    await Promise.all([a, b].map((s) => s.page.goto(`/chats/${chatId}`)));
    await Promise.all([box(a.page).waitFor(), box(b.page).waitFor()]);
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

  test('what one writes the other reads, and the bubble settles', async () => {
    await say(a.page, '早上好，**新茶**到了');
    await seen(b.page, '早上好');
    expect(await row(b.page, '早上好').locator('strong').textContent()).toBe('新茶');
    await a.page.getByText('1 人已读').or(a.page.getByText('全部已读')).first().waitFor();
    expect(await a.page.getByRole('article').filter({ hasText: '早上好' }).count()).toBe(1);
    // Read marks are the server's to keep: a fresh page shows them again.
    await a.page.reload();
    await a.page.getByText('全部已读').first().waitFor();
  });

  test('Enter does not send while an input method composes', async () => {
    const cdp = await a.context.newCDPSession(a.page);
    await box(a.page).focus();
    await cdp.send('Input.imeSetComposition', { text: 'cha', selectionStart: 3, selectionEnd: 3 });
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      windowsVirtualKeyCode: 229,
      key: 'Enter',
      code: 'Enter',
    });
    expect(await box(a.page).inputValue()).toBe('cha');
    await cdp.send('Input.insertText', { text: '茶' });
    expect(await box(a.page).inputValue()).toBe('茶');
    await box(a.page).fill('');
  });

  test('a reply quotes, and the quote leads back', async () => {
    await choose(b.page, '早上好', '回复');
    await say(b.page, '给我留一罐');
    await seen(a.page, '给我留一罐');
    await row(a.page, '给我留一罐').getByRole('button', { name: /新茶/ }).waitFor();
  });

  test('a reaction shows on both sides and goes away again', async () => {
    await row(a.page, '给我留一罐').click({ button: 'right' });
    await a.page.getByRole('group', { name: '表情回应' }).getByRole('button', { name: '👍' }).click();
    const chip = row(b.page, '给我留一罐').getByRole('button', { name: /回应了 👍/ });
    await chip.waitFor();
    await row(a.page, '给我留一罐')
      .getByRole('button', { name: /回应了 👍/ })
      .click();
    await chip.waitFor({ state: 'detached' });
  });

  test('an edit is seen, with what it said before', async () => {
    await say(a.page, '下午三点开会');
    await seen(b.page, '下午三点开会');
    await choose(a.page, '下午三点开会', '编辑');
    await say(a.page, '下午四点开会');
    await seen(b.page, '下午四点开会');
    await row(b.page, '下午四点开会').getByRole('button', { name: '已编辑' }).click();
    await b.page.getByText('下午三点开会').waitFor();
    await b.page.getByRole('complementary').getByRole('button', { name: '关闭' }).click();
  });

  test('a recalled message leaves a line and no words', async () => {
    await say(a.page, '发错了');
    await seen(b.page, '发错了');
    await choose(a.page, '发错了', '撤回');
    await a.page.getByRole('button', { name: '撤回' }).click();
    await b.page.getByText('林小满撤回了一条消息').last().waitFor();
    expect(await b.page.getByText('发错了').count()).toBe(0);
  });

  test('a mention calls by name', async () => {
    await box(a.page).fill('');
    await box(a.page).pressSequentially('@周');
    await a.page.getByRole('option', { name: '周知远' }).click();
    await box(a.page).pressSequentially('看一下报价');
    await box(a.page).press('Enter');
    await row(b.page, '看一下报价').getByRole('button', { name: '@周知远' }).waitFor();
  });

  test('a picture is uploaded, shown small, and opens large', async () => {
    const png = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#0a6e5c' } })
      .png()
      .toBuffer();
    await a.page
      .locator('input[type=file]')
      .setInputFiles({ name: '茶山.png', mimeType: 'image/png', buffer: png });
    await a.page.getByText('茶山.png').waitFor();
    await box(a.page).press('Enter');
    const picture = b.page.getByRole('button', { name: '查看图片茶山.png' });
    await picture.waitFor();
    await until(b.page, `[...document.querySelectorAll('[role=log] img')].some((i) => i.naturalWidth > 0)`);
    await picture.click();
    await b.page.getByRole('dialog').getByRole('img', { name: '茶山.png' }).waitFor();
    await shot(b.page, 'image-viewer');
    await b.page.keyboard.press('Escape');
  });

  test('a file goes with its name and can be downloaded', async () => {
    await a.page.locator('input[type=file]').setInputFiles({
      name: '报价单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('品名,价格\n龙井,300\n'),
    });
    await box(a.page).press('Enter');
    const link = b.page.getByRole('log').getByRole('link', { name: /报价单.csv/ });
    await link.waitFor();
    const [download] = await Promise.all([b.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('报价单.csv');
  });

  test('offline: the app opens from its own store, messages wait, and go out once when the network is back', async () => {
    await served(a.page);
    await seen(a.page, '报价单.csv');
    // What is on screen is written to the device half a second later.
    await until(
      a.page,
      `indexedDB.databases().then((all) => all.some((d) => d.name.startsWith('teahouse-')))`,
    );
    await a.page.waitForTimeout(900);
    await a.context.setOffline(true);
    await a.page.reload();
    await seen(a.page, '报价单.csv');
    await say(a.page, '断网时写的第一句');
    await say(a.page, '断网时写的第二句');
    await a.page.getByText('联网后自动发送').first().waitFor();
    await shot(a.page, 'offline');
    // Closing the page loses nothing.
    await a.page.reload();
    await a.page.getByText('断网时写的第二句').first().waitFor();
    await a.context.setOffline(false);
    await seen(b.page, '断网时写的第二句');
    const texts = (await lin.call(messaging.listMessages, { chatId, limit: 50 })).body.events.flatMap((e) =>
      e.t === 'msg' && typeof e.b['text'] === 'string' && e.b['text'].startsWith('断网') ? [e.b['text']] : [],
    );
    expect(texts).toEqual(['断网时写的第一句', '断网时写的第二句']);
    await a.page.getByText('联网后自动发送').first().waitFor({ state: 'detached' });
  });

  test('who may post changes at once for those who look', async () => {
    await lin.call(messaging.updateChat, { chatId, settings: { post: 'admins' } });
    await b.page.getByText('仅群主和管理员可以发言').waitFor();
    await lin.call(messaging.updateChat, { chatId, settings: { post: 'all' } });
    await box(b.page).waitFor();
  });

  test('what the server refuses stays visible, says why, and can be sent again or thrown away', async () => {
    const other = (await lin.call(messaging.createGroup, { title: '散伙饭', memberIds: [zhou.id] })).body.id;
    const { page } = b;
    await page.goto(`/chats/${other}`);
    await box(page).waitFor();
    await b.context.setOffline(true);
    await say(page, '迟到的话');
    await lin.call(messaging.dissolveChat, { chatId: other });
    await b.context.setOffline(false);
    const alert = page.getByRole('alert').filter({ hasText: '群聊已解散' });
    await alert.waitFor();
    await alert.getByRole('button', { name: '重新发送' }).click();
    await alert.waitFor();
    await alert.getByRole('button', { name: '删除' }).click();
    await page.getByText('迟到的话').waitFor({ state: 'detached' });
    await page.goto(`/chats/${chatId}`);
    await box(page).waitFor();
  });

  test('two tabs of one browser share a socket and tell each other everything', async () => {
    const second = await a.context.newPage();
    await second.goto(`/chats/${chatId}`);
    await box(second).waitFor();
    await say(second, '来自第二个标签页');
    await seen(b.page, '来自第二个标签页');
    await seen(a.page, '来自第二个标签页');
    await say(b.page, '两边都收到了吗');
    await Promise.all([seen(a.page, '两边都收到了吗'), seen(second, '两边都收到了吗')]);
    // The leading tab goes; the other takes over.
    await a.page.close();
    await say(b.page, '还在吗');
    await seen(second, '还在吗');
    a = { ...a, page: second };
  });

  test('search inside the chat leads to the place', async () => {
    await a.page.getByRole('button', { name: '搜索聊天记录' }).click();
    await a.page.getByRole('searchbox', { name: '搜索聊天记录' }).fill('留一罐');
    const panel = a.page.getByRole('complementary');
    await panel.getByText('给我留一罐').waitFor();
    await panel.getByRole('listitem').getByRole('button').first().click();
    await seen(a.page, '给我留一罐');
    await panel.getByRole('button', { name: '关闭' }).click();
  });

  test('the palette finds people and opens a chat with them', async () => {
    await a.page.keyboard.press('Control+k');
    await a.page.getByRole('combobox', { name: '命令面板' }).fill('zhiyuan');
    await a.page
      .getByRole('option', { name: /周知远/ })
      .first()
      .waitFor();
    await shot(a.page, 'palette');
    await a.page.keyboard.press('Enter');
    await a.page.getByRole('textbox', { name: '发消息给周知远' }).waitFor();
  });

  test('language and theme switch without a reload', async () => {
    await a.page.goto('/settings/appearance');
    await a.page.getByText('English').click();
    await a.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await a.page.getByText('Dark', { exact: true }).click();
    expect(await a.page.evaluate(`document.documentElement.dataset.theme`)).toBe('dark');
    await shot(a.page, 'settings-dark-en');
    await a.page.getByText('中文').click();
    await a.page.getByText('浅色', { exact: true }).click();
  });

  test('every page is clean to the accessibility checker, light and dark', async () => {
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await a.page.emulateMedia({ colorScheme });
      await a.page.evaluate(`localStorage.removeItem('teahouse.theme')`);
      for (const path of [
        `/chats/${chatId}`,
        '/chats',
        '/todos',
        '/search?q=茶',
        '/settings',
        '/dev/looks',
      ]) {
        await a.page.goto(path);
        await a.page
          .getByRole(path === '/dev/looks' ? 'heading' : 'main')
          .first()
          .waitFor();
        await a.page.waitForTimeout(700);
        if (path.startsWith('/chats/')) await seen(a.page, '还在吗');
        faults.push(...(await axe(a.page)).map((line) => `${colorScheme} ${path}: ${line}`));
        await shot(a.page, `desk-${colorScheme}${path.replaceAll(/\W+/g, '-')}`);
      }
    }
    expect(faults).toEqual([]);
  }, 180_000);

  test('on a phone: one pane, a bottom bar, big targets, nothing wider than the screen', async () => {
    const phone = await sit(browser, world, lin, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    const { page } = phone;
    await page.goto('/chats');
    await page.getByRole('link', { name: /产品周会/ }).tap();
    await box(page).waitFor();
    await seen(page, '还在吗');
    expect(await page.getByRole('navigation', { name: '主导航' }).count()).toBe(0);
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    const small = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('header button, form button, textarea ~ div button')]
      .filter((b) => { const r = b.getBoundingClientRect(); return r.width > 0 && (r.width < 44 || r.height < 44); })
      .map((b) => b.getAttribute('aria-label') ?? b.textContent)`);
    expect(small).toEqual(['产品周会']);
    expect(await axe(page)).toEqual([]);
    await shot(page, 'phone-chat');
    await page.getByRole('button', { name: '返回会话列表' }).tap();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    await shot(page, 'phone-list');
    expect(await axe(page)).toEqual([]);
    await phone.context.close();
  });

  test('signing out deletes what the device kept', async () => {
    await a.page.goto('/settings/account');
    await a.page.getByRole('button', { name: '退出登录' }).last().click();
    await a.page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await a.page.waitForURL(/sign-in/);
    expect(
      await a.page.evaluate(
        `indexedDB.databases().then((all) => all.filter((d) => d.name.startsWith('teahouse-')).length)`,
      ),
    ).toBe(0);
    expect(await a.page.evaluate(`localStorage.getItem('teahouse.me')`)).toBe(null);
  });

  test('no page complained', () => {
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
