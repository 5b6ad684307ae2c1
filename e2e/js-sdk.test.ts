// What pages of apps may do in the client, called by the names they know: pictures, codes, places, chats, customers, in a chat's side pane.
import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appsAdmin } from '@teahouse/contract/apps';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { messaging } from '@teahouse/contract/messaging';
import type { AppId, ChatId } from '@teahouse/contract/ids';
import type { Browser, Frame } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../server/kernel/work.ts';
import { createApp, pageSignature, pageTicket } from '../server/modules/apps/index.ts';
import { phoneAt } from '../server/testing/phone.ts';
import { wecomClient } from '../server/testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, row, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let company: Company;
let lin: Person;
let server: Server;
let app: { id: AppId };
let seat: Seat;
let group: ChatId;
let customerChat: ChatId;
let external: string;
let qrPath: string;

type Res = { errMsg: string } & Record<string, unknown>;
const html = (signed: object) => `<!doctype html><meta charset="utf-8"><title>p</title>
<style>body{font:16px sans-serif;padding:16px}</style><h1>客户画像</h1><p id="out">…</p>
<script src="${world.url}/jssdk/jweixin-1.2.0.js"></script><script>
wx.config(${JSON.stringify(signed)});
wx.ready(() => { document.getElementById('out').textContent = '已就绪'; });
wx.error((e) => { document.getElementById('out').textContent = e.errMsg; });
</script>`;

const appFrame = async (): Promise<Frame> => {
  await seat.page.frameLocator('iframe').frameLocator('iframe').getByText('已就绪').waitFor();
  return seat.page.frames().at(-1)!;
};
/** Calls the SDK in the page; what it answers comes back. */
const call = (frame: Frame, name: string, args: object = {}) =>
  frame.evaluate<Res>(
    `new Promise((done) => wx.invoke(${JSON.stringify(name)}, ${JSON.stringify(args)}, done))`,
  );
const begin = (frame: Frame, name: string, args: object = {}) => {
  const answer = call(frame, name, args);
  answer.catch(() => undefined);
  return answer;
};
/** Says yes to what the client asks before it does what the page wants. */
const agree = (yes: string) =>
  seat.page
    .locator('[role=dialog], [role=alertdialog]')
    .getByRole('button', { name: yes, exact: true })
    .click();
const choosing = async (frame: Frame, name: string, args: object, file: string) => {
  const chooser = seat.page.waitForEvent('filechooser');
  const answer = begin(frame, name, args);
  await (await chooser).setFiles(file);
  return await answer;
};

describe.skipIf(noBrowser)('the JS-SDK', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    company = await world.company('清风茶业');
    lin = await company.hire('林小满', { userid: 'lin' });
    const zhou = await company.hire('周知远', { userid: 'zhou' });
    server = createServer((request, response) => {
      const url = `http://localhost:${port()}${request.url}`;
      const at = String(Math.floor(Date.now() / 1000));
      const { ticket } = pageTicket(world.house.ports.secret, { corpId: company.id }, new Date());
      const signature = pageSignature(ticket, 'n', at, url);
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(html({ timestamp: at, nonceStr: 'n', signature, jsApiList: [] }));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const port = () => (server.address() as AddressInfo).port;
    app = await world.house.openWork(company.id, system, (work) =>
      createApp(work, world.house.ports.secret, {
        kind: 'self_built',
        name: '客户画像',
        homeUrl: `http://localhost:${port()}/`,
      }),
    );
    const changed = await company.owner.call(appsAdmin.changeApp, {
      appId: app.id,
      trustedDomain: `localhost:${port()}`,
      sidebar: true,
    });
    expect(changed.body.sidebar).toBe(true);
    group = (await lin.call(messaging.createGroup, { title: '春茶', memberIds: [zhou.id] })).body.id;
    const customers = await wecomClient(world, company, 'customers');
    const way = await customers.ask('externalcontact/add_contact_way', { type: 1, scene: 2, user: ['lin'] });
    const { codes } = (await company.owner.call(contactCodes.listContactCodes, {})).body;
    await phoneAt(world.house, codes.find((c) => c.id === way['config_id'])!.url).scan();
    await world.settle();
    external = ((await customers.ask('externalcontact/list?userid=lin'))['external_userid'] as [string])[0];
    const { chats } = (await lin.call(messaging.listChats, {})).body;
    customerChat = chats.find((c) => c.kind === 'customer')!.id;
    qrPath = join(await mkdtemp(join(tmpdir(), 'qr-')), 'code.png');
    await writeFile(qrPath, await QRCode.toBuffer('https://tea.example/泡茶', { width: 400 }));
    seat = await sit(browser, world, lin, {
      permissions: ['geolocation'],
      geolocation: { latitude: 30.25, longitude: 120.17 },
    });
  });
  afterAll(async () => {
    server?.close();
    await browser?.close();
    await world?.close();
  });

  test('an app opens beside a group, knows it, and speaks there after a yes', async () => {
    await seat.page.goto(`/chats/${group}`);
    await seat.page.getByRole('button', { name: '会话信息' }).click();
    await seat.page.getByRole('button', { name: '客户画像' }).click();
    const frame = await appFrame();
    await shot(seat.page, 'app-beside-chat');
    expect(await axe(seat.page)).toEqual([]);
    expect(await call(frame, 'getContext')).toMatchObject({
      errMsg: 'getContext:ok',
      entry: 'group_chat_tools',
      chatId: group,
    });
    expect(await call(frame, 'getCurExternalChat')).toMatchObject({ chatId: group });
    expect((await call(frame, 'getCurExternalContact')).errMsg).toContain('fail not external contact');
    const sent = begin(frame, 'sendChatMessage', { msgtype: 'text', text: { content: '来自侧边栏' } });
    await agree('发送');
    expect((await sent).errMsg).toBe('sendChatMessage:ok');
    await row(seat.page, '来自侧边栏').waitFor();
    const checked = await call(frame, 'checkJsApi', { jsApiList: ['chooseImage', 'getContext', 'nothing'] });
    expect(checked['checkResult']).toEqual({ chooseImage: true, getContext: true, nothing: false });
  });

  test('a picture is chosen, read, shown, uploaded for the app’s server and sent', async () => {
    const frame = await appFrame();
    const { localIds } = await choosing(frame, 'chooseImage', { count: 1 }, qrPath);
    const [localId] = localIds as [string];
    expect(localId).toMatch(/^blob:/);
    const { localData } = await call(frame, 'getLocalImgData', { localId });
    expect(localData).toMatch(/^data:image\/png;base64,/);
    expect((await call(frame, 'previewImage', { current: localId, urls: [localId] })).errMsg).toBe(
      'previewImage:ok',
    );
    await frame.locator('#teahouse-preview img').waitFor();
    await frame.locator('#teahouse-preview').press('Escape');
    expect(await frame.locator('#teahouse-preview').count()).toBe(0);
    const { serverId, errMsg } = await call(frame, 'uploadImage', { localId });
    expect(errMsg).toBe('uploadImage:ok');
    const client = await wecomClient(world, company, { name: '取图' });
    const got = await client.raw(`media/get?media_id=${String(serverId)}`);
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await got.arrayBuffer()).toString('base64')).toBe(String(localData).split(',')[1]);
    const sent = begin(frame, 'sendChatMessage', { msgtype: 'image', image: { mediaid: serverId } });
    await agree('发送');
    expect((await sent).errMsg).toBe('sendChatMessage:ok');
    const { events } = (await lin.call(messaging.listMessages, { chatId: group, after: 0, limit: 50 })).body;
    expect(events.at(-1)).toMatchObject({ k: 'image' });
    const bad = await call(frame, 'sendChatMessage', { msgtype: 'image', image: { mediaid: randomUUID() } });
    expect(bad.errMsg).toContain('fail');
  });

  test('a code is read from a picture, and a place is told after a yes', async () => {
    const frame = await appFrame();
    const scanned = await choosing(frame, 'scanQRCode', { needResult: 1 }, qrPath);
    expect(scanned).toMatchObject({ errMsg: 'scanQRCode:ok', resultStr: 'https://tea.example/泡茶' });
    const where = begin(frame, 'getLocation', { type: 'wgs84' });
    await agree('允许');
    expect(await where).toMatchObject({ errMsg: 'getLocation:ok', latitude: 30.25, longitude: 120.17 });
    const refused = begin(frame, 'getLocation');
    await seat.page.getByRole('button', { name: '取消' }).click();
    expect((await refused).errMsg).toBe('getLocation:cancel');
  });

  test('beside a customer the app learns their external id, as its server knows it', async () => {
    await seat.page.goto(`/chats/${customerChat}`);
    await seat.page.getByRole('button', { name: '会话信息' }).click();
    await seat.page.getByRole('button', { name: '客户画像' }).click();
    const frame = await appFrame();
    expect(await call(frame, 'getContext')).toMatchObject({ entry: 'single_chat_tools' });
    expect(await call(frame, 'getCurExternalContact')).toMatchObject({
      errMsg: 'getCurExternalContact:ok',
      userId: external,
    });
    expect((await call(frame, 'getCurExternalChat')).errMsg).toContain('fail');
    const picked = begin(frame, 'selectExternalContact', { filterType: 0 });
    await seat.page.getByRole('dialog').getByRole('combobox').click();
    await seat.page.getByRole('option').first().click();
    await seat.page.getByRole('button', { name: '确定' }).click();
    expect(await picked).toMatchObject({ errMsg: 'selectExternalContact:ok', userIds: [external] });
    await begin(frame, 'openEnterpriseChat', { userIds: 'zhou' }).catch(() => undefined);
    await expect.poll(() => new URL(seat.page.url()).pathname).not.toContain(customerChat);
    await seat.page.getByRole('heading', { name: '周知远' }).first().waitFor();
  });

  test('on a phone the app has the page, and leads back to the chat', async () => {
    const small = await sit(browser, world, lin, phone);
    await small.page.goto(`/chats/${group}`);
    await small.page.getByRole('button', { name: '会话信息' }).click();
    await small.page.getByRole('button', { name: '客户画像' }).click();
    await small.page.waitForURL(`**/apps/${app.id}?chat=${group}`);
    await small.page.frameLocator('iframe').frameLocator('iframe').getByText('已就绪').waitFor();
    await shot(small.page, 'app-beside-chat-phone');
    await small.page.getByRole('button', { name: '返回' }).click();
    await small.page.waitForURL(`**/chats/${group}`);
  });
});
