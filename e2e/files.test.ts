import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatId } from '@teahouse/contract/ids';
import { keeping } from '@teahouse/contract/keeping';
import { messaging } from '@teahouse/contract/messaging';
import { notices } from '@teahouse/contract/notices';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upload } from '../server/testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

const OUTSIDE = '127.0.0.2';
let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let chat: ChatId;
let page: Page;
let colleague: Page;
let complaints: string[];
const site = createServer((request, response) => {
  if (request.url === '/a.png') return void picture(600, 300).then((bytes) => response.end(bytes));
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(
    '<title>春茶上市</title><meta name="description" content="明前龙井"><meta property="og:image" content="/a.png">',
  );
});
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#7a5c2e' } })
    .png()
    .toBuffer();

describe.skipIf(noBrowser)('files, faces, notifications and what is kept', () => {
  beforeAll(async () => {
    await new Promise<void>((ready) => site.listen(0, OUTSIDE, ready));
    const { port } = site.address() as AddressInfo;
    [world, browser] = await Promise.all([
      openWorld({
        client: true,
        outside: { ports: [port], resolve: async () => [OUTSIDE], allow: (address) => address === OUTSIDE },
      }),
      launch(),
    ]);
    corp = await world.company('清风茶业');
    lin = await corp.hire('林小满');
    chat = (await corp.owner.call(messaging.createGroup, { title: '新茶', memberIds: [lin.id] })).body.id;
    const seats = [await sit(browser, world, corp.owner), await sit(browser, world, lin)] as const;
    [page, colleague] = [seats[0].page, seats[1].page];
    complaints = seats[0].complaints;
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    site.close();
    site.closeAllConnections();
  });

  test('notification settings hold: quiet hours, mentions only, hidden content, a digest', async () => {
    await page.goto('/settings/notifications');
    const set = (name: string) => page.getByRole('switch', { name });
    await set('群里只提醒@我的消息').check();
    await set('隐藏消息内容').check();
    await set('免打扰时段').check();
    await page.getByLabel('从').fill('21:30');
    await page.getByRole('checkbox', { name: '星期日' }).uncheck();
    await page.getByText('每小时', { exact: true }).click();
    await page.getByRole('button', { name: '1 小时' }).click();
    await page.getByText(/为止不打扰你/).waitFor();
    await page.reload();
    await expect.poll(() => set('隐藏消息内容').isChecked()).toBe(true);
    expect(await page.getByLabel('从').inputValue()).toBe('21:30');
    const { body } = await corp.owner.call(notices.getNotices, {});
    expect(body).toMatchObject({
      mentionsOnly: true,
      hideContent: true,
      digest: 'hourly',
      zone: 'Asia/Shanghai',
      quiet: { from: '21:30', to: '08:00', days: [1, 2, 3, 4, 5, 6] },
    });
    expect(body.dndUntil).not.toBeNull();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'notifications');
  });

  test('on a phone, in the dark, in English', async () => {
    const ann = await corp.hire('Ann');
    await world.house.db.asOwner(`update members set locale = 'en' where corp_id = $1 and id = $2`, [
      corp.id,
      ann.id,
    ]);
    const small = await sit(browser, world, ann, { ...phone, colorScheme: 'dark' });
    await small.page.goto('/settings/notifications');
    await small.page.getByRole('switch', { name: 'Quiet hours' }).check();
    await small.page.getByText('Do not disturb').waitFor();
    expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await axe(small.page)).toEqual([]);
    await shot(small.page, 'notifications-phone');
    await small.context.close();
  });

  test('a photo becomes a face, and a colleague sees it', async () => {
    await page.goto('/settings/account');
    await page
      .getByLabel('更换头像')
      .first()
      .setInputFiles({
        name: 'me.png',
        mimeType: 'image/png',
        buffer: await picture(900, 600),
      });
    const face = page.locator('main img[src*="/api/avatars/"], img[src*="/api/avatars/"]').first();
    await face.waitFor();
    const src = (await face.getAttribute('src'))!;
    await colleague.goto('/chats');
    const seen = await colleague.evaluate(async (path) => {
      const answer = await fetch(path);
      return [answer.status, answer.headers.get('content-type')];
    }, src);
    expect(seen).toEqual([200, 'image/webp']);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '移除头像' }).click();
    await expect.poll(() => page.locator('img[src*="/api/avatars/"]').count()).toBe(0);
  });

  test('a link shows what it leads to', async () => {
    const { port } = site.address() as AddressInfo;
    await corp.owner.call(messaging.postMessage, {
      chatId: chat,
      cid: randomUUID(),
      draft: { k: 'text', b: { text: `看看 http://tea.example:${port}/spring 怎么样` } },
    });
    const settling = setInterval(() => void world.house.jobs.runDue(), 200);
    await colleague.goto(`/chats/${chat}`);
    const card = colleague.getByRole('link', { name: /春茶上市/ });
    await card.waitFor();
    clearInterval(settling);
    expect(await card.textContent()).toContain('明前龙井');
    const loaded = () =>
      card.locator('img').evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth);
    await expect.poll(loaded).toBe(600);
    await shot(colleague, 'link-preview');
  });

  test('a file that carries script runs none, however it is opened', async () => {
    const script = '<script>window.__pwned = true; top.__pwned = true</script>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;
    for (const [name, text] of [
      ['page.html', `<!doctype html>${script}`],
      ['drawing.svg', svg],
      ['drawing.svg.png', svg],
    ] as const) {
      const file = await upload(world.house, lin, name, Buffer.from(text));
      const saved = colleague.waitForEvent('download');
      await colleague.evaluate(`void window.open('/api/files/${file.fileId}')`);
      expect((await saved).suggestedFilename()).toBe(name);
    }
    const polyglot = Buffer.concat([await picture(20, 20), Buffer.from(script)]);
    const file = await upload(world.house, lin, 'polyglot.html', polyglot);
    const opened = await colleague.context().newPage();
    await opened.goto(`/api/files/${file.fileId}`);
    expect(await opened.evaluate(`[document.contentType, '__pwned' in window]`)).toEqual([
      'image/png',
      false,
    ]);
    await opened.close();
    expect(await colleague.evaluate(`'__pwned' in window`)).toBe(false);
  });

  test('an administrator sees what files take, and decides for how long things are kept', async () => {
    const file = await upload(
      world.house,
      corp.owner,
      '目录.pdf',
      Buffer.from(`%PDF-1.7\n${'茶'.repeat(2_000)}`),
    );
    const { fileId, name, size, mime } = file;
    await corp.owner.call(messaging.postMessage, {
      chatId: chat,
      cid: randomUUID(),
      draft: { k: 'file', b: { fileId, name, size, mime } },
    });
    await page.goto('/admin/storage');
    await page.getByRole('rowheader', { name: '新茶' }).waitFor();
    await page.getByRole('rowheader', { name: 'PDF' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'storage');

    await page.goto('/admin/keeping');
    await page.getByLabel('消息保存时间').selectOption({ label: '180 天' });
    await page.getByRole('switch', { name: '法务保全' }).check();
    await page.getByLabel('保全原因').fill('仲裁');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await world.house.db.asOwner(
      `update sessions set confirmed_at = confirmed_at - interval '1 hour' where corp_id = $1 and member_id = $2`,
      [corp.id, corp.owner.id],
    );
    await page.getByRole('button', { name: '缩短并清除' }).click();
    await page.getByLabel('密码', { exact: true }).fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('已保存').waitFor();
    expect((await corp.owner.call(keeping.getKeeping, {})).body).toEqual({
      messageDays: 180,
      fileDays: null,
      hold: { reason: '仲裁' },
    });

    await page.goto('/admin/outward');
    await page.getByRole('switch', { name: '链接预览' }).uncheck();
    await page.getByRole('switch', { name: '推送和邮件里隐藏消息内容' }).check();
    await page.reload();
    await expect.poll(() => page.getByRole('switch', { name: '链接预览' }).isChecked()).toBe(false);
    expect(await page.getByRole('switch', { name: '推送和邮件里隐藏消息内容' }).isChecked()).toBe(true);
    expect(await axe(page)).toEqual([]);
    await colleague.goto('/settings/notifications');
    await colleague.getByText('企业已要求隐藏内容').waitFor();
    expect(complaints).toEqual([]);
  });
});
