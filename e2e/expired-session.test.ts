import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { messaging } from '@teahouse/contract/messaging';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { box, launch, noBrowser, row, say, sit, type Seat, served } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let zhou: Person;
let wu: Person;
let chatId: ChatId;
let other: ChatId;
let seat: Seat;

/** Somebody signs in at this window, as the sign-in page does it: a new cookie, the same device. */
async function sitDown(person: Person): Promise<void> {
  const fresh = await world.signIn(tea, person.id);
  const [name = '', value = ''] = fresh.cookie.split('=');
  await seat.context.addCookies([{ name, value, url: world.url, httpOnly: true, sameSite: 'Lax' }]);
}
/** How many entries each store of this device holds, by member. */
const held = (page: Page, member: string) =>
  page.evaluate<Record<string, number>>(`new Promise((done) => {
    const open = indexedDB.open('teahouse-${member}');
    open.onsuccess = async () => {
      const db = open.result;
      const count = (name) => new Promise((n) => { const r = db.transaction(name).objectStore(name).count(); r.onsuccess = () => n(r.result); });
      const all = {};
      for (const name of db.objectStoreNames) all[name] = await count(name);
      db.close();
      done(all);
    };
  })`);
const texts = async () =>
  (await wu.call(messaging.listMessages, { chatId })).body.events.flatMap((e) =>
    e.t === 'msg' && e.k === 'text' ? [e.b['text']] : [],
  );

describe.skipIf(noBrowser)('a session that ends under somebody’s hands', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, zhou, wu] = [await tea.hire('林小满'), await tea.hire('周知远'), await tea.hire('吴桐')];
    const members = { memberIds: [zhou.id, wu.id] };
    chatId = (await lin.call(messaging.createGroup, { title: '产品周会', ...members })).body.id;
    other = (await lin.call(messaging.createGroup, { title: '销售群', ...members })).body.id;
    seat = await sit(browser, world, lin);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('what was written waits for its writer, whoever sits there meanwhile', async () => {
    const { page, context } = seat;
    await page.goto(`/chats/${other}`);
    await served(page);
    await box(page).fill('写到一半的话');
    await page.getByRole('link', { name: /产品周会/ }).click();
    await box(page).waitFor();
    // What is on screen is written to the device half a second later.
    await page.waitForTimeout(900);
    await context.setOffline(true);
    await page.reload();
    await box(page).waitFor();
    await say(page, '还没发出去的话');
    await page.getByText('联网后自动发送').first().waitFor();
    await tea.owner.call(identityAdmin.endMemberSessions, { memberId: lin.id });
    await context.setOffline(false);
    await page.waitForURL(/\/sign-in/);
    await expect
      .poll(() => held(page, lin.id))
      .toMatchObject({ drafts: 1, outbox: 1, chats: 0, logs: 0, pages: 0, people: 0, facts: 0 });
    expect(await texts()).toEqual([]);

    await sitDown(zhou);
    await page.goto(`/chats/${other}`);
    await box(page).waitFor();
    expect(await box(page).inputValue()).toBe('');
    await page.goto(`/chats/${chatId}`);
    await box(page).waitFor();
    expect(await page.getByText('还没发出去的话').count()).toBe(0);
    expect(await page.getByText('写到一半的话').count()).toBe(0);
    expect(await texts()).toEqual([]);

    await sitDown(lin);
    await page.goto(`/chats/${other}`);
    await box(page).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('写到一半的话');
    await expect.poll(texts).toEqual(['还没发出去的话']);
    await page.getByRole('link', { name: /产品周会/ }).click();
    await row(page, '还没发出去的话').waitFor();
    await page.getByText('联网后自动发送').waitFor({ state: 'detached' });
    expect(seat.complaints).toEqual([]);
  });

  test('who signs out leaves nothing behind', async () => {
    const { page } = seat;
    await page.goto('/settings/account');
    await page.getByRole('button', { name: '退出登录' }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(/sign-in/);
    const names = await page.evaluate<string[]>(
      `indexedDB.databases().then((all) => all.map((d) => d.name))`,
    );
    expect(names).not.toContain(`teahouse-${lin.id}`);
  });
});
