// Customers come in from a table, those who are one person are merged and split again; wide, on a phone, and without anybody there.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerFields } from '@teahouse/contract/customer-fields';
import { customers } from '@teahouse/contract/customers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneAt } from '../server/testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let corp: Company;
let lin: Person;
let desk: Page;
const table = (csv: string) => ({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
const narrow = { width: 390, height: 844 };

describe.skipIf(noBrowser)('records of customers', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    corp = await world.company('南山修车');
    lin = await corp.hire('林小满');
    await corp.owner.call(customerFields.setCustomerFields, { fields: [{ name: '车牌', kind: 'text' }] });
    desk = (await sit(browser, world, lin)).page;
    await desk.goto(`${world.url}/customers`);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a table is looked at, its faults are named, a lost network loses nothing, and twice changes nothing', async () => {
    await desk.getByText('没有客户').waitFor();
    expect(await desk.getByLabel('阶段').count()).toBe(0);
    await shot(desk, 'customers-nobody-desk');
    await desk.getByRole('button', { name: '导入', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    const csv = '姓名,手机,车牌,阶段\n赵一,13700000011,粤B1,有意向\n钱二,13700000012,,\n孙三,,,没有的\n';
    await dialog.getByLabel('选择文件').setInputFiles(table(csv));
    await dialog.getByText('新增 2 位，更新 0 位，无变化 0 位，1 行有误不会导入').waitFor();
    await dialog.getByRole('row', { name: '4 阶段 没有的 没有这个阶段' }).waitFor();
    await shot(desk, 'customer-import-desk');
    expect(await axe(desk)).toEqual([]);
    await desk.context().setOffline(true);
    await dialog.getByRole('button', { name: '导入 2 位' }).click();
    await dialog.getByRole('alert').getByText('网络不可用').waitFor();
    await desk.context().setOffline(false);
    await dialog.getByRole('button', { name: '导入 2 位' }).click();
    await dialog.getByText('已新增 2 位').waitFor();
    await dialog.getByLabel('选择文件').setInputFiles(table(csv.replace('没有的', '')));
    await dialog.getByText('新增 1 位，更新 0 位，无变化 2 位').waitFor();
    await desk.setViewportSize(narrow);
    await shot(desk, 'customer-import-phone');
    expect(await axe(desk)).toEqual([]);
    await dialog.getByRole('button', { name: '导入 1 位' }).click();
    await dialog.getByText('已新增 1 位，更新 0 位，无变化 2 位').waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await desk.getByText('3 位客户').waitFor();
    await desk.getByRole('button', { name: '筛选' }).click();
    await desk.getByLabel('字段').selectOption({ label: '车牌' });
    await desk.getByLabel('车牌 等于').fill('粤B1');
    await desk.getByText('1 位客户').waitFor();
    await shot(desk, 'customers-phone');
    expect(await axe(desk)).toEqual([]);
  });

  test('an administrator compares two, merges them, and splits them again in the profile', async () => {
    const code = await corp.owner.call(contactCodes.createContactCode, {
      name: '前台',
      welcome: { text: '' },
    });
    const hand = phoneAt(world.house, code.body.url);
    await hand.scan();
    const [scanned] = (await corp.owner.call(customers.listCustomers, {})).body.follows;
    await world.house.db.asOwner(
      `update customers set mobile = '137 0000 0011' where id = '${scanned!.customerId}'`,
    );
    const boss = (await sit(browser, world, corp.owner)).page;
    await boss.goto(`${world.url}/customers`);
    await boss.getByRole('tab', { name: '疑似重复' }).click();
    const pair = boss.getByRole('listitem').filter({ hasText: '林小满' });
    await pair.getByText('粤B1').waitFor();
    await shot(boss, 'customer-duplicates-desk');
    expect(await axe(boss)).toEqual([]);
    await pair.getByRole('button', { name: '对照并合并' }).click();
    const dialog = boss.getByRole('dialog');
    const joined = dialog.getByRole('region', { name: '合并后' });
    await joined.getByText('2 份资料').waitFor();
    await shot(boss, 'customer-merge-desk');
    await boss.setViewportSize(narrow);
    await shot(boss, 'customer-merge-phone');
    expect(await axe(boss)).toEqual([]);
    await dialog.getByRole('button', { name: '合并', exact: true }).click();
    await boss.getByText('没有疑似重复的客户').waitFor();
    await boss.getByRole('tab', { name: '客户', exact: true }).click();
    await boss.getByLabel('范围').selectOption({ label: '全部客户' });
    await boss.getByRole('button', { name: '赵一的资料' }).click();
    await boss.getByRole('dialog').getByRole('button', { name: '拆分' }).nth(1).waitFor();
    await shot(boss, 'customer-profile-phone');
    expect(await axe(boss)).toEqual([]);
    await boss.getByRole('dialog').getByRole('button', { name: '拆分' }).first().click();
    const sure = boss.getByRole('dialog', { name: '把“赵一”拆分为另一个人？' });
    await sure.getByRole('button', { name: '拆分' }).click();
    await boss.getByText('已拆分').waitFor();
    await boss
      .getByRole('dialog')
      .getByRole('button', { name: '拆分' })
      .first()
      .waitFor({ state: 'detached' });
    // Those whom no number joins are found by hand.
    const profile = boss.getByRole('dialog');
    await profile.getByRole('searchbox', { name: '搜索要合并的客户' }).fill('钱二');
    await profile.getByRole('button', { name: '钱二' }).click();
    await dialog.getByRole('region', { name: '并入' }).getByText('钱二').waitFor();
  });
});
