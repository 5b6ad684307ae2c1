// An invoice is dropped, read and corrected; the same number twice is refused and nothing typed is lost; on a phone a photo will do.
import { invoices } from '@teahouse/contract/invoices';
import QRCode from 'qrcode';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitalXml, pdf } from '../server/modules/invoices/samples.fixture.ts';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;

const printed = '24312000000020260001';
const structured = '24312000000020260002';
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

describe.skipIf(noBrowser)('the folder of invoices', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    lin = await tea.hire('林小满');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('an administrator says whom to bill; a PDF is read, and a refused correction keeps what was typed', async () => {
    const office = await sit(browser, world, tea.owner);
    await office.page.goto('/admin/invoices');
    await office.page.getByLabel('企业名称（抬头）').fill('清风茶业有限公司');
    await office.page.getByLabel('纳税人识别号（税号）').fill('91110000ma01qing2y');
    await office.page.getByRole('button', { name: '保存' }).click();
    await office.page.getByText('已保存开票抬头').waitFor();
    await shot(office.page, 'invoices-admin');
    const faults = await axe(office.page);
    await office.context.close();

    const { page, complaints } = await sit(browser, world, lin);
    await page.goto('/invoices');
    await page.getByText('还没有可用的发票').waitFor();
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles([
        file('会议.xml', Buffer.from(digitalXml({ number: structured, total: '106.00' }))),
        file('住宿.pdf', pdf({ number: printed, buyerTaxId: '91110000MA01OTHER3' })),
      ]);
    await page.getByText('购买方税号与公司税号不一致').waitFor();
    const number = page.getByLabel('发票号码');
    expect(await number.inputValue()).toBe(printed);
    expect(await page.getByLabel('价税合计').inputValue()).toBe('106.00');
    expect(await page.getByLabel('销售方名称').inputValue()).toBe('山泉酒店有限公司');
    await shot(page, 'invoices-read');
    faults.push(...(await axe(page)));

    await page.getByLabel('销售方名称').fill('山泉宾馆');
    await number.fill(structured);
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText(/存入你的票夹，不能重复添加/).waitFor();
    expect([await number.inputValue(), await page.getByLabel('销售方名称').inputValue()]).toEqual([
      structured,
      '山泉宾馆',
    ]);
    await shot(page, 'invoices-refused');
    faults.push(...(await axe(page)));
    await number.fill(printed);
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('heading', { name: '山泉宾馆' }).waitFor();

    // The very same file again: refused, with a way to the one that is there.
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles([file('再来.xml', Buffer.from(digitalXml({ number: structured, total: '106.00' })))]);
    await page.getByRole('link', { name: '查看已有发票' }).click();
    await page.getByText('*餐饮服务*餐费').waitFor();
    expect(await number.isDisabled()).toBe(true);
    await shot(page, 'invoices-sure');
    expect(faults).toEqual([]);
    // The refusals are what the browser complains of.
    expect(complaints.filter((c) => !c.includes('409'))).toEqual([]);
  });

  test('on a phone in English and dark, the photo of a code is enough', async () => {
    const seat = await sit(browser, world, lin, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await seat.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    const { page } = seat;
    await page.goto('/invoices');
    await page.getByText('山泉宾馆').waitFor();
    const photo = await QRCode.toBuffer('01,32,,24312000000020260003,88.00,20260301,,9A8B', { width: 300 });
    await page.locator('input[capture]').setInputFiles([file('paper.png', photo)]);
    await page.getByText('24312000000020260003').waitFor();
    await shot(page, 'invoices-phone');
    const faults = await axe(page);
    await page.getByText('24312000000020260003').tap();
    await page.getByText('Whom it bills was not read; please check').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await shot(page, 'invoices-phone-detail');
    faults.push(...(await axe(page)));
    await page.getByRole('link', { name: 'Back to the invoices' }).tap();
    await page.getByRole('button', { name: 'Scan' }).tap();
    await page.getByText('The camera cannot be used', { exact: false }).waitFor();
    faults.push(...(await axe(page)));
    await shot(page, 'invoices-phone-scan');
    expect(faults).toEqual([]);
    expect((await lin.call(invoices.listMyInvoices, {})).body.invoices).toHaveLength(3);
  });
});
