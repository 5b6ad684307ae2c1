import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { invoices } from '@teahouse/contract/invoices';
import { decide } from '../server/testing/decide.ts';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let boss: Person;
let zhang: Person;
let qian: Person;

describe.skipIf(noBrowser)('money spent for the company', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, boss] = [await tea.hire('林小满'), await tea.hire('周知远')];
    [zhang, qian] = [await tea.hire('张出纳'), await tea.hire('钱会计')];
    for (const person of [zhang, qian]) await tea.appoint(person, 'finance');
    await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: boss.id });
    const account = { holder: '林小满', bank: '茶叶银行西湖支行', number: '6222000011112345' };
    await lin.call(expenses.setPayeeAccount, account);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  const wideEnough = async (page: Page) =>
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);

  test('on a phone: a meal with its receipt is claimed, and the same invoice is stopped the second time', async () => {
    const { page, complaints } = await sit(browser, world, lin, { ...phone, colorScheme: 'dark' });
    await page.goto('/expenses');
    await page.getByRole('link', { name: '新建报销' }).tap();
    await page.getByRole('textbox', { name: '金额' }).fill('128.50');
    await page.getByText('餐饮', { exact: true }).tap();
    await page.getByLabel('发票号码').fill('26442000000012345678');
    await page
      .getByLabel('票据照片与附件')
      .setInputFiles({ name: '小票.txt', mimeType: 'text/plain', buffer: Buffer.from('receipt') });
    await page.getByText('小票.txt').waitFor();
    await wideEnough(page);
    const faults = await axe(page);
    await shot(page, 'claim-form-phone');
    await page.getByRole('button', { name: /提交 ¥128\.50/ }).tap();
    await page.getByText('审批中').first().waitFor();
    await page.getByRole('region', { name: '审批进度' }).getByText('周知远').waitFor();
    faults.push(...(await axe(page)));
    await wideEnough(page);
    await shot(page, 'claim-phone');
    await page.goto('/expenses/new');
    await page.getByRole('textbox', { name: '金额' }).fill('128.5');
    await page.getByText('餐饮', { exact: true }).tap();
    await page.getByLabel('发票号码').fill('26442000000012345678');
    await page.getByRole('button', { name: /提交/ }).tap();
    await page
      .getByRole('alert')
      .filter({ hasText: /不能重复报销/ })
      .waitFor();
    await shot(page, 'claim-duplicate-phone');
    await page.goto('/expenses');
    await page.getByRole('link', { name: /餐饮/ }).waitFor();
    faults.push(...(await axe(page)));
    await shot(page, 'claims-phone');
    expect([faults, complaints]).toEqual([[], []]);
  });

  test('an invoice of the folder becomes a line, and what is left of it another claim', async () => {
    const text = '01,32,,26442000000099990001,300.00,20260920,,CAFE,';
    await lin.call(invoices.addInvoiceFromText, { text });
    const { page, complaints } = await sit(browser, world, lin);
    const pick = async (left: string) => {
      await page.goto('/expenses/new');
      await page.getByRole('button', { name: '从票夹添加' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(left).waitFor();
      await dialog.getByRole('checkbox').check();
      return dialog;
    };
    const first = await pick('¥300.00');
    const faults = await axe(page);
    await shot(page, 'invoice-picker');
    await first.getByRole('button', { name: '添加 1 张' }).click();
    expect(await page.getByLabel('发票号码').inputValue()).toBe('26442000000099990001');
    await page.getByRole('textbox', { name: '金额' }).fill('180');
    await page.getByRole('button', { name: /提交 ¥180\.00/ }).click();
    await page.getByRole('region', { name: '审批进度' }).waitFor();
    const second = await pick('¥120.00');
    await second.getByText('共 ¥300.00').waitFor();
    await second.getByRole('button', { name: '添加 1 张' }).click();
    expect(await page.getByRole('textbox', { name: '金额' }).inputValue()).toBe('120.00');
    expect([faults, complaints]).toEqual([[], []]);
  });

  test('at the desk of finance: a batch is made by one, checked by another, and marked as paid', async () => {
    const claim = (await lin.call(expenses.listMyClaims, {})).body.claims.find((c) => c.total === '12850');
    const { approvalId } = (await lin.call(expenses.getClaim, { claimId: claim!.id })).body;
    await decide(boss, approvalId!);
    await zhang.call(expensesAdmin.createBudget, {
      name: '市场部 2026',
      departmentId: tea.rootId,
      costCentre: '',
      typeId: null,
      from: '2026-01-01',
      until: '2026-12-31',
      amount: '5000000',
      strict: true,
    });
    const maker = await sit(browser, world, zhang);
    await maker.page.goto('/admin/payments');
    await maker.page.getByRole('checkbox', { name: /^选择 BX/ }).check();
    await maker.page.getByRole('button', { name: /制作批次（1 笔，¥128\.50）/ }).click();
    await maker.page.getByText('制单人不能复核').waitFor();
    await shot(maker.page, 'batch-made');
    const checker = await sit(browser, world, qian, { locale: 'en-GB' });
    await checker.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    const { page } = checker;
    await page.goto('/admin/payments');
    await page.getByRole('button', { name: /^FK/ }).click();
    const faults = await axe(page);
    await page.getByRole('button', { name: 'Release' }).click();
    await page
      .getByRole('dialog', { name: /^Release one payment/ })
      .getByRole('button', { name: 'Release' })
      .click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bank file' }).click();
    expect((await download).suggestedFilename()).toMatch(/^FK\d+\.csv$/);
    await page.getByRole('button', { name: /^Mark BX\d+ as paid$/ }).click();
    await page.getByText('1 paid · 0 failed').waitFor();
    await shot(page, 'batch-paid-en');
    expect((await lin.call(expenses.getClaim, { claimId: claim!.id })).body.state).toBe('paid');
    await page.keyboard.press('Escape');
    await shot(page, 'payments-en');
    for (const path of ['expense-types', 'budgets', 'advances', 'books']) {
      await page.goto(`/admin/${path}`);
      await page
        .locator('main ul li')
        .or(page.getByText('Nothing is owed'))
        .or(page.getByText('No runs yet'))
        .first()
        .waitFor();
      faults.push(...(await axe(page)));
      await shot(page, `${path}-en`);
    }
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByText('Run 1 · 2 documents · 4 lines').waitFor();
    await page.getByLabel('Export layout').selectOption('用友 Yonyou');
    await page.getByRole('button', { name: 'Change columns' }).click();
    const sheet = page.getByRole('dialog', { name: 'Export layout' });
    await sheet.getByLabel('Title of column 1', { exact: true }).fill('日期');
    await sheet.getByRole('button', { name: 'Remove column 9' }).click();
    faults.push(...(await axe(page)));
    await shot(page, 'layout-en');
    await sheet.getByRole('button', { name: 'OK' }).click();
    await sheet.waitFor({ state: 'hidden' });
    const workbook = page.waitForEvent('download');
    await page.getByRole('button', { name: /XLSX/ }).click();
    expect((await workbook).suggestedFilename()).toBe('journal-1.xlsx');
    await shot(page, 'books-layout-en');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel('Export layout').selectOption('用友 Yonyou');
    await page.getByRole('button', { name: 'Change columns' }).click();
    await page.getByRole('button', { name: 'Remove this layout' }).waitFor();
    await wideEnough(page);
    await shot(page, 'layout-phone-en');
    for (const path of ['payments', 'budgets']) {
      await page.goto(`/admin/${path}`);
      await page.locator('main ul li').first().waitFor();
      await wideEnough(page);
      await shot(page, `${path}-phone-en`);
    }
    expect([faults, checker.complaints, maker.complaints]).toEqual([[], [], []]);
  }, 60_000);
});
