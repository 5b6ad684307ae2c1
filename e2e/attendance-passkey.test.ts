// A rule that wants a passkey: the punch asks the device for it, and is marked where it is not given.
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;

describe.skipIf(noBrowser)('a punch with a passkey', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    lin = await tea.hire('林小满');
    await tea.appoint(tea.owner, 'attendance');
    const networks = ['127.0.0.1/32', '::1/128'];
    const place = { name: '总部', lat: 22.5, lng: 113.9, radiusM: 200, networks, wifi: [], memberIds: [] };
    await tea.owner.call(attendanceAdmin.createPlace, place);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('the rule is written on its page, the phone answers with its passkey', async () => {
    const office = await sit(browser, world, tea.owner);
    const admin = office.page;
    await admin.goto('/admin/attendance-rules');
    await admin.getByRole('button', { name: '新建规则' }).click();
    await admin.getByLabel('名称').fill('门店');
    await admin.getByRole('combobox', { name: '适用于（部门或成员）' }).fill('清风');
    await admin.getByRole('option', { name: /^清风茶业/ }).click();
    await admin.getByText('总部', { exact: true }).click();
    await admin.getByText('更多设置').click();
    await admin.getByLabel('最低凭据').selectOption({ label: '办公网络或动态码，加通行密钥' });
    await shot(admin, 'attendance-passkey-rule');
    await admin.getByRole('button', { name: '保存', exact: true }).click();
    await admin.getByRole('heading', { name: '门店' }).waitFor();

    // Under a bare address no device gives one: the punch counts, and says what it lacks.
    const bare = (await sit(browser, world, lin, phone)).page;
    await bare.goto('/attendance/punch');
    await bare.getByRole('button', { name: /上班打卡/ }).click();
    await bare.getByText('没有用通行密钥确认').waitFor();
    await bare.getByText('凭据不足', { exact: true }).waitFor();

    const named = { url: world.url.replace('127.0.0.1', 'localhost') };
    const { page, context } = await sit(browser, named, lin, phone);
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto('/settings/security');
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    await page.getByRole('dialog').getByLabel('给它起个名字').fill('手机');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.goto('/attendance/punch');
    await page.getByRole('button', { name: /下班打卡/ }).click();
    await page.getByText('现场加通行密钥').waitFor();
    await shot(page, 'attendance-passkey-390');
    expect(await axe(page)).toEqual([]);
    const { punches } = (await lin.call(attendance.getToday, {})).body;
    expect(punches.map((p) => p.grade)).toEqual([2, 4]);
  });
});
