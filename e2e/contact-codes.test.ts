// An administrator makes a shop's contact-me code with all it can be told; a customer comes by it; the code is changed and keeps the rest.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;

describe.skipIf(noBrowser)('contact-me codes', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    world.house.outbox.start(500);
    corp = await world.company('南山修车');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a shop code with two members, hours, a cap, a tag and a file greets a customer with them', async () => {
    // Hired first, so first in line: only his hours keep him from this customer.
    const zhou = await corp.hire('周大山');
    const lin = await corp.hire('林小满');
    const tag = await corp.owner.call(customers.createCustomerTag, { group: '来源', name: '门店到访' });
    const { page, complaints } = await sit(browser, world, corp.owner);
    await page.goto(`${world.url}/customers`);
    await page.getByRole('tab', { name: '联系码' }).click();
    await page.getByRole('button', { name: '新建联系码' }).click();
    const dialog = page.getByRole('dialog', { name: '新建联系码' });
    await dialog.getByText('门店', { exact: true }).click();
    await dialog.getByRole('textbox', { name: '名称' }).fill('南山店收银台');
    await dialog.getByLabel('渠道').fill('收银台立牌');
    await dialog.getByRole('button', { name: '选择: 接待人员' }).click();
    const picker = page.getByRole('dialog', { name: '接待人员' });
    for (const name of ['林小满', '周大山']) {
      await picker.getByRole('combobox').fill(name);
      await picker.getByRole('option', { name }).click();
    }
    await picker.getByRole('button', { name: '移除老板' }).click();
    await picker.getByRole('button', { name: '完成' }).click();
    const served = dialog.getByRole('group', { name: '周大山' });
    await served.getByLabel('每日新客户上限').fill('1');
    await served.getByLabel('全天服务').uncheck({ force: true });
    // On duty on one day of the week, three days from now in any zone.
    const day = (new Date().getUTCDay() + 3) % 7;
    const letters = ['日', '一', '二', '三', '四', '五', '六'];
    await served.getByLabel(letters[day]!, { exact: true }).check({ force: true });
    for (const other of letters.filter((l) => l !== letters[day]))
      await served.getByLabel(other, { exact: true }).uncheck({ force: true });
    await served.getByLabel('到', { exact: true }).fill('20:00');
    await dialog.getByText('空闲优先').click();
    await dialog.getByLabel('门店到访').check({ force: true });
    await dialog.getByLabel('欢迎语', { exact: true }).fill('欢迎光临，我是{name}');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '价目表.txt', mimeType: 'text/plain', buffer: Buffer.from('洗车 30 元') });
    const preview = dialog.getByRole('group', { name: '欢迎语预览' });
    await preview.getByText('价目表.txt').waitFor();
    await preview.getByText('欢迎光临，我是林小满').waitFor();
    await shot(page, 'code-dialog-desk');
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, 'code-dialog-phone');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '创建' }).click();
    await page.getByRole('img', { name: '南山店收银台的二维码' }).waitFor();

    const { codes } = (await corp.owner.call(contactCodes.listContactCodes, {})).body;
    const code = codes[0]!;
    expect(code).toMatchObject({ kind: 'shop', how: 'load', channel: '收银台立牌', tagIds: [tag.body.id] });
    expect(code.departmentId).toBe(corp.rootId);
    const set = new Map(code.members.map((m) => [m.memberId, { cap: m.dailyCap, hours: m.hours }]));
    expect(set.get(zhou.id)).toEqual({ cap: 1, hours: [{ days: [day || 7], from: '09:00', to: '20:00' }] });
    expect(set.get(lin.id)).toEqual({ cap: null, hours: null });
    expect(set.size).toBe(2);

    const context = await browser.newContext({ ...phone, locale: 'zh-CN', baseURL: world.url });
    const hand = await context.newPage();
    await hand.goto(new URL(code.url).pathname);
    await hand.getByText('欢迎光临，我是林小满').waitFor();
    await hand.getByText('价目表.txt').waitFor();
    expect(await axe(hand)).toEqual([]);
    await context.close();
    const { follows } = (await lin.call(customers.listCustomers, { tagId: tag.body.id })).body;
    expect(follows).toHaveLength(1);
    const asServer = (await lin.call(contactCodes.listContactCodes, {})).body.codes[0];
    expect(asServer).toMatchObject({ id: code.id, changeable: false });

    await page.reload();
    await page.getByRole('tab', { name: '联系码' }).click();
    await page.getByRole('button', { name: '二维码 南山店收银台' }).click();
    const figures = page.getByRole('region', { name: '数据' });
    await figures.getByText('扫码 1 次 · 1 位客户').waitFor();
    await figures.getByRole('row', { name: '林小满 1' }).waitFor();
    await shot(page, 'code-detail-phone');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '修改联系码 南山店收银台' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('南山店门口');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByText('南山店门口').waitFor();
    const kept = (await corp.owner.call(contactCodes.listContactCodes, {})).body.codes[0]!;
    expect(kept).toEqual({ ...code, name: '南山店门口', scans: 1, customers: 1 });
    expect(complaints).toEqual([]);
  });
});
