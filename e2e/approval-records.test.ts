// A form that names a customer and takes invoices: chosen in the designer, filled in on a phone, read by the approver.
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import { invoices } from '@teahouse/contract/invoices';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneAt } from '../server/testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let guest: string;

describe.skipIf(noBrowser)('records in a form', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    lin = await tea.hire('林小满');
    const code = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } });
    await phoneAt(world.house, code.body.url).scan();
    guest = (await lin.call(customers.listCustomers, {})).body.follows[0]!.name;
    for (const [n, total] of [
      ['1', '106.00'],
      ['2', '99.50'],
    ])
      await lin.call(invoices.addInvoiceFromText, {
        text: `01,32,,2431200000002000000${n},${total},20260520,,9A8B`,
      });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('the designer offers them, and says for how many', async () => {
    const { page, context } = await sit(browser, world, tea.owner);
    await page.goto('/admin/approvals');
    await page.getByRole('button', { name: '新建模板' }).click();
    await page.getByText('表单还是空的').waitFor();
    const form = page.getByRole('list', { name: '表单', exact: true });
    for (const name of ['关联客户', '关联会议室', '关联任务', '发票']) {
      await page.getByRole('button', { name: `添加${name}` }).click();
      await form.getByRole('button', { name: `编辑${name}` }).waitFor();
    }
    await form.getByRole('button', { name: '编辑关联客户' }).click();
    await page.getByLabel('可选多个').check();
    await shot(page, 'design-records-zh');
    expect(await axe(page)).toEqual([]);
    await context.close();
  });

  test('a member chooses a customer and invoices on a phone; the approver reads names and the sum', async () => {
    const flow = Flow.parse({
      form: [
        { id: 'who', kind: 'record', record: 'customer', label: '招待客户', required: true },
        { id: 'bills', kind: 'invoices', label: '招待发票', required: true },
      ],
      nodes: [{ kind: 'approve', id: 'boss', name: '经理', who: [{ by: 'user', ids: [tea.owner.id] }] }],
      settings: { summary: ['who', 'bills'] },
    });
    const { id } = (await tea.owner.call(approvalsAdmin.createTemplate, { name: '招待', flow })).body;
    await tea.owner.call(approvalsAdmin.publishTemplate, { templateId: id });
    const hand = await sit(browser, world, lin, phone);
    const { page } = hand;
    await page.goto(`/approvals/new/${id}`);
    await page.getByRole('button', { name: /招待客户/ }).click();
    await page.getByRole('option', { name: guest }).click();
    await page.getByRole('button', { name: /招待发票/ }).click();
    const dialog = page.getByRole('dialog', { name: '招待发票' });
    for (const sum of ['¥106.00', '¥99.50']) await dialog.getByRole('option', { name: sum }).click();
    await shot(page, 'records-pick-390');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '完成' }).click();
    await shot(page, 'records-filled-390');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('2 张，共 ¥205.50').waitFor();
    await shot(page, 'records-sent-390');
    expect(await axe(page)).toEqual([]);
    await page.goto('/invoices');
    await page.getByText('还没有可用的发票').waitFor();

    const desk = await sit(browser, world, tea.owner);
    await desk.page.goto('/approvals/todo');
    await desk.page.getByRole('link', { name: /招待/ }).click();
    await desk.page.getByRole('heading', { name: /林小满 · 招待/ }).waitFor();
    await desk.page.getByText(guest).first().waitFor();
    await desk.page.getByText('2 张，共 ¥205.50').first().waitFor();
    await shot(desk.page, 'records-read-zh');
    expect(await axe(desk.page)).toEqual([]);
    expect([...hand.complaints, ...desk.complaints]).toEqual([]);
  });
});
