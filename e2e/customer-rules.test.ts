// An administrator puts a department under a leader at a desk; the leader sees its customers on a phone and hands some over at a desk.
import { contactCodes } from '@teahouse/contract/contact-codes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneAt } from '../server/testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let company: Company;
let head: Person;
const seats: Seat[] = [];
const open = async (who: Person, options: Parameters<typeof sit>[3] = {}): Promise<Page> => {
  const seat = await sit(browser, world, who, options);
  seats.push(seat);
  return seat.page;
};

describe.skipIf(noBrowser)('rule groups', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    company = await world.company('南山修车');
    const shop = await company.department('门店');
    head = await company.hire('陈店长');
    const lin = await company.hire('林小雨', { departments: [shop] });
    await company.hire('周大山', { departments: [shop] });
    const { url } = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } }))
      .body;
    for (let i = 0; i < 3; i++) await phoneAt(world.house, url).scan();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a department comes under a leader, with what the leader may do', async () => {
    const page = await open(company.owner);
    await page.goto('/admin/customers');
    await page.getByRole('button', { name: '添加规则组' }).click();
    const dialog = page.getByRole('dialog', { name: '添加规则组' });
    await dialog.getByLabel('名称').fill('南山门店');
    const pick = async (what: string, whom: string) => {
      await dialog.getByRole('button', { name: `选择: ${what}` }).click();
      await page.getByRole('combobox', { name: what }).fill(whom);
      await page.getByRole('option', { name: new RegExp(whom) }).click();
      await page
        .getByRole('dialog', { name: what, exact: true })
        .getByRole('button', { name: '完成' })
        .click();
    };
    await pick('负责人', '陈店长');
    await pick('部门（含下级）', '门店');
    await dialog.getByRole('checkbox', { name: '转接在职成员的客户' }).check();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'customer-rule-dialog');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('陈店长 负责 门店').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'customer-rules');

    const english = await open(company.owner, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await english.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await english.goto('/admin/customers');
    await english.waitForLoadState('networkidle');
    await english.goto('/admin/customers');
    await english.getByRole('button', { name: 'Rename 南山门店' }).click();
    await english
      .getByRole('dialog', { name: 'Edit rule group' })
      .getByText('门店', { exact: true })
      .waitFor();
    await shot(english, 'customer-rule-phone-en');
    expect(await axe(english)).toEqual([]);
  });

  test('the leader sees their customers on a phone and hands them over at a desk', async () => {
    const small = await open(head, phone);
    await small.goto('/customers');
    await small.getByRole('combobox', { name: '范围' }).selectOption({ label: '所管成员的客户' });
    await expect.poll(() => small.getByText(/林小雨/).count()).toBeGreaterThanOrEqual(3);
    expect(await axe(small)).toEqual([]);
    await shot(small, 'customer-led-phone');

    const page = await open(head);
    await page.goto('/customers');
    await page.getByRole('combobox', { name: '范围' }).selectOption({ label: '所管成员的客户' });
    await page.getByRole('button', { name: '交接', exact: true }).click();
    const dialog = page.getByRole('dialog');
    for (const [what, whom] of [
      ['原跟进人', '林小雨'],
      ['接手人', '周大山'],
    ] as const) {
      await dialog.getByRole('combobox', { name: what }).fill(whom);
      await page.getByRole('option', { name: new RegExp(whom) }).click();
    }
    await dialog.getByRole('button', { name: '开始交接' }).click();
    for (let i = 0; i < 4; i++) await world.settle();
    await dialog.getByText('林小雨 → 周大山').waitFor();
    await shot(page, 'customer-led-hand-over');
    expect(seats.flatMap((s) => s.complaints)).toEqual([]);
  });
});
