import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { notices } from '@teahouse/contract/notices';
import { type PushDouble, servePush } from '../server/testing/push-double/serve-push.ts';
import { openWorld, type Person, type World } from '../server/testing/world.ts';
import { launch, noBrowser, row, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let push: PushDouble;
let lin: Person;
let zhou: Person;
let chatId: ChatId;
let seat: Seat;

/** What the worker of this window shows as notifications. */
const shown = async () =>
  await seat.context
    .serviceWorkers()[0]!
    .evaluate<{ title: string; body: string; tag: string }[]>(
      `self.registration.getNotifications().then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))`,
    );

describe.skipIf(noBrowser)('a push reaches a browser that looks elsewhere', () => {
  beforeAll(async () => {
    push = await servePush();
    [world, browser] = await Promise.all([
      openWorld({ client: true, outside: { ports: [push.port], allow: (a) => a === '127.0.0.1' } }),
      launch(),
    ]);
    // A Tuesday noon in Shanghai: nobody's quiet hours.
    world.clock.now = new Date('2026-11-24T04:00:00Z');
    const tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    chatId = (await lin.call(messaging.createGroup, { title: '产品周会', memberIds: [zhou.id] })).body.id;
    seat = await sit(browser, world, zhou, { permissions: ['notifications'] });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await push?.close();
  });

  test('a message to somebody away is pushed, shown by the worker, and a click opens the chat', async () => {
    const device = push.subscribe((await zhou.call(notices.getPushKey, {})).body.key);
    expect((await zhou.call(notices.addPush, device.subscription)).status).toBe(200);
    const draft = { k: 'text' as const, b: { text: '样品到了吗？' } };
    expect((await lin.call(messaging.postMessage, { chatId, cid: randomUUID(), draft })).status).toBe(200);
    world.clock.now = new Date(world.clock.now.getTime() + 61_000);
    await world.settle();
    expect(device.received).toHaveLength(1);
    const { title, text, tag, path } = device.received[0]!;
    expect([title, text, path]).toEqual(['产品周会', '林小满: 样品到了吗？', `/chats/${chatId}`]);

    // The browser has no push service to listen to here: the same payload is handed to its worker.
    const { page, context } = seat;
    await page.goto('/settings');
    await page.evaluate(`navigator.serviceWorker.ready.then(() => true)`);
    const cdp = await context.newCDPSession(page);
    const registered = new Promise<string>((found) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [one] = registrations;
        if (one) found(one.registrationId);
      }),
    );
    await cdp.send('ServiceWorker.enable');
    const registrationId = await registered;
    // Playwright makes every page believe it has the focus; this one shall know that it has not.
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await (await context.newPage()).bringToFront();
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin: world.url,
      registrationId,
      data: JSON.stringify({ title, text, tag, path }),
    });
    await expect
      .poll(shown, { timeout: 10_000 })
      .toEqual([{ title: '产品周会', body: '林小满: 样品到了吗？', tag: chatId }]);
    await context.serviceWorkers()[0]!.evaluate(`self.registration.getNotifications().then(([notification]) =>
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
    await page.waitForURL(`**/chats/${chatId}`);
    await row(page, '样品到了吗？').waitFor();
    expect(await shown()).toEqual([]);
    expect(seat.complaints).toEqual([]);
  });
});
