// Designing an approval in a real browser: the form by keys and by pointer, the flow, publishing; then a member asks and the
// approver answers on a phone.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { appsAdmin } from '@teahouse/contract/apps';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectApp } from '../sdk/src/app.ts';
import { publishRowsForm } from '../server/testing/rows-form.ts';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let li: Person;
let boss: Person;
let seats: Seat[];

async function open(person: { cookie: string }, options: Parameters<typeof sit>[3] = {}): Promise<Page> {
  const seat = await sit(browser, world, person, options);
  seats.push(seat);
  return seat.page;
}

/** An app that may decide steps, and what a program needs to be it. */
async function budgetApp() {
  const { id, no } = (await tea.owner.call(appsAdmin.createApp, { name: '预算' })).body;
  await tea.owner.call(appsAdmin.changeApp, { appId: id, scopes: ['office.write'] });
  const { secret } = (await tea.owner.call(appsAdmin.showAppSecret, { appId: id })).body;
  const { corpCode: corpId } = (await tea.owner.call(appsAdmin.adminApps, {})).body;
  return { app: '预算', options: { base: world.url, corpId, agentId: no, secret } };
}

describe.skipIf(noBrowser)('designing an approval', () => {
  beforeAll(async () => {
    [world, browser, seats] = [await openWorld({ client: true }), await launch(), []];
    tea = await world.company('清风茶业');
    [li, boss] = [await tea.hire('林小满'), await tea.hire('周知远')];
    await tea.owner.call(directoryAdmin.changeMember, { memberId: li.id, managerId: boss.id });
    await publishRowsForm(tea.owner);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a form is made by pointer and by keys, a flow beside it, and both are published', async () => {
    const page = await open(tea.owner);
    await page.goto('/admin/approvals');
    await page.getByRole('link', { name: /^请假/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-list');
    await page.getByRole('button', { name: '新建模板' }).click();
    await page.getByText('表单还是空的').waitFor();

    // By pointer: an amount is dragged in, a choice is dropped above it.
    const form = page.getByRole('list', { name: '表单', exact: true });
    await page.getByRole('button', { name: '添加金额' }).dragTo(form);
    await form.getByRole('button', { name: '编辑金额' }).waitFor();
    const amount = (await form.getByRole('button', { name: '编辑金额' }).boundingBox())!;
    const from = (await page.getByRole('button', { name: '添加单选' }).boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(amount.x + 60, amount.y + 20, { steps: 4 });
    await page.mouse.move(amount.x + 60, amount.y + 6, { steps: 2 });
    await shot(page, 'design-drag');
    await page.mouse.up();
    const labels = async () =>
      await form
        .getByRole('button', { name: /^编辑/ })
        .evaluateAll((all) => all.map((b) => b.getAttribute('aria-label')));
    await expect.poll(labels).toEqual(['编辑单选', '编辑金额']);

    // By keys: a text is added from the palette, named, moved to the top; a copy is made and taken away.
    await page.getByRole('button', { name: '添加单行文本' }).focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: '控件属性' });
    await panel.getByLabel('标题').fill('用途');
    await panel.getByLabel('必填').check();
    await form.getByRole('button', { name: '编辑用途' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(async () => (await labels())[0]).toBe('编辑用途');
    await page.keyboard.press('Control+d');
    await expect.poll(labels).toHaveLength(4);
    await page.keyboard.press('Delete');
    await expect.poll(labels).toHaveLength(3);
    await page.keyboard.press('ArrowDown');

    // Linked visibility, tried out in the preview.
    await form.getByRole('button', { name: '编辑单选' }).click();
    await panel.getByText('选中时才显示的控件').first().click();
    await panel.getByRole('checkbox', { name: '金额' }).first().check();
    await panel.getByRole('textbox', { name: '选项 1' }).fill('采购');
    await page.getByText('草稿已保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-form');
    await page.getByText('手机预览').click();
    const preview = page.getByRole('region', { name: '表单预览' });
    await preview.getByLabel('用途').waitFor();
    expect(await preview.getByLabel('金额').count()).toBe(0);
    await preview.getByLabel('单选').selectOption({ label: '采购' });
    await preview.getByLabel('金额').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-preview-phone');

    // Publishing names what is missing and leads there.
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '发布版本 1' });
    await dialog.getByText('有的路径上没有任何审批人').waitFor();
    await shot(page, 'design-faults');
    await dialog.getByRole('button', { name: '去修改' }).click();

    // The flow: an approver, then a branch with a condition and a step in it.
    const tree = page.getByRole('region', { name: '流程图' });
    await tree.getByRole('button', { name: '添加节点' }).first().press('Enter');
    await page.getByRole('menuitem', { name: '审批人' }).press('Enter');
    await tree.getByRole('button', { name: /审批人.*直属上级/ }).waitFor();
    await tree.getByRole('button', { name: '添加节点' }).last().click();
    await page.getByRole('menuitem', { name: '条件分支' }).click();
    const side = page.getByRole('region', { name: '节点设置' });
    await side.getByLabel('比较什么').selectOption({ label: '金额' });
    await side.getByLabel('比较值').fill('5000');
    await tree.getByText('金额 大于等于 5000').waitFor();
    const arms = tree.getByRole('button', { name: '添加节点' });
    await arms.nth(2).click();
    await page.getByRole('menuitem', { name: '审批人' }).click();
    await side.getByLabel('节点名称').fill('财务');
    await side.getByRole('combobox', { name: '规则 1' }).selectOption({ label: '指定成员' });
    await shot(page, 'design-node');
    await side.getByRole('button', { name: '选择: 成员' }).click();
    await page.getByRole('combobox', { name: '成员' }).fill('林小满');
    await page.getByRole('option', { name: /林小满/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
    await side.getByLabel('字段权限 用途').selectOption({ label: '可编辑' });
    await page.getByText('草稿已保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-flow');

    // Who would be asked, by the same rules, before anything is published.
    await tree.getByRole('button', { name: /财务/ }).press('Escape');
    await tree.click({ position: { x: 5, y: 5 } });
    const attempt = page.getByRole('region', { name: '谁来审批' });
    await attempt.getByRole('button', { name: '选择: 申请人' }).click();
    await page.getByRole('combobox', { name: '申请人' }).fill('林小满');
    await page.getByRole('option', { name: /林小满/ }).click();
    await attempt.getByText('填写“金额”后显示流程').waitFor();
    await attempt.getByLabel('单选').selectOption({ label: '采购' });
    await attempt.getByLabel('金额').fill('6000');
    await attempt.getByRole('list', { name: '流程' }).getByText('周知远').waitFor();
    await attempt.getByRole('list', { name: '流程' }).getByText('财务').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-try');

    await page.getByRole('tab', { name: '基础设置' }).click();
    await page.getByLabel('模板名称').fill('物资采买');
    await page.getByLabel('分组').fill('行政');
    await page.getByText('草稿已保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-settings');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByText('这是第一个版本').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('版本 1 已发布').waitFor();
    const { body } = await tea.owner.call(approvalsAdmin.adminTemplates, {});
    expect(body.templates.find((t) => t.name === '物资采买')).toMatchObject({ version: 1, changed: false });
  });

  test('a member asks on the new form, the approver answers on a phone', async () => {
    const page = await open(li);
    await page.goto('/approvals/new');
    await page.getByRole('link', { name: /物资采买/ }).click();
    await page.getByLabel('用途').fill('茶具');
    await page.getByLabel('单选').selectOption({ label: '采购' });
    await page.getByLabel('金额').fill('300');
    await page.getByRole('list', { name: '流程' }).getByText('周知远').waitFor();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('heading', { name: /林小满 · 物资采买/ }).waitFor();

    const mobile = await open(boss, phone);
    await mobile.goto('/approvals');
    await mobile.getByRole('link', { name: /林小满 · 物资采买/ }).tap();
    await mobile.getByRole('button', { name: '同意', exact: true }).tap();
    await mobile.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).tap();
    await mobile.getByText('已通过').first().waitFor();
  });

  test('a new draft is tried on what was asked before, in English and on a phone', async () => {
    const page = await open(tea.owner, { ...phone, locale: 'en-GB' });
    await page.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await page.goto('/admin/approvals');
    await page.getByRole('link', { name: /物资采买/ }).click();
    await page.getByRole('tab', { name: 'Flow' }).tap();
    const tree = page.getByRole('region', { name: 'Flow' });
    await tree
      .getByRole('button', { name: /审批人/ })
      .first()
      .tap();
    const drawer = page.getByRole('dialog', { name: 'Step' });
    await drawer.getByLabel('Where several are asked').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-phone-node-en');
    await drawer.getByRole('combobox', { name: 'Rule 1' }).selectOption({ label: 'The applicant' });
    await drawer.getByRole('button', { name: 'Close' }).tap();
    await shot(page, 'design-phone-flow-en');
    await page.getByRole('button', { name: 'Publish' }).tap();
    const dialog = page.getByRole('dialog', { name: 'Publish version 2' });
    await dialog.getByText('1 of 1 requests of the last 90 days would differ').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-rehearsal-en');
    await dialog.getByRole('button', { name: 'Cancel' }).tap();
    await page.getByRole('tab', { name: 'Form' }).tap();
    await page.getByRole('button', { name: 'Edit 用途' }).tap();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-phone-form-en');
  });

  test('a program decides a step: it is chosen in the flow, and the request shows what it said', async () => {
    const { app, options } = await budgetApp();
    const page = await open(tea.owner);
    await page.goto('/admin/approvals');
    await page.getByRole('link', { name: /物资采买/ }).click();
    await page.getByRole('tab', { name: '流程设计' }).click();
    const tree = page.getByRole('region', { name: '流程图' });
    await tree.getByRole('button', { name: '添加节点' }).first().click();
    await page.getByRole('menuitem', { name: '应用决定' }).click();
    const side = page.getByRole('region', { name: '节点设置' });
    await side.getByText('还没有选择应用').waitFor();
    await side.getByLabel('由哪个应用决定').selectOption({ label: '预算' });
    await side.getByRole('checkbox', { name: '应用一直不回答时自动处理' }).check();
    await tree.getByText('24 小时不回答则自动拒绝').waitFor();
    await page.getByText('草稿已保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-program');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('版本 2 已发布').waitFor();

    const { body } = await li.call(approvals.listTemplates, {});
    const { id: templateId } = body.templates.find((t) => t.name === '物资采买')!;
    const { controls } = (await li.call(approvals.getTemplate, { templateId })).body;
    const amount = controls.find((c) => c.kind === 'money')!.id;
    const use = controls.find((c) => c.label === '用途')!.id;
    const choice = controls.find((c) => c.kind === 'select')!;
    const form = {
      [use]: '茶具',
      [choice.id]: [choice.options![0]!.key],
      [amount]: { minor: '30000', cur: 'CNY' },
    };
    const sent = await li.call(approvals.submitApproval, { cid: randomUUID(), templateId, form });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const mobile = await open(li, { ...phone, colorScheme: 'dark' });
    await mobile.goto(`/approvals/mine/${sent.body.id}`);
    const steps = mobile.getByRole('list', { name: '流程' });
    await steps.getByText('应用决定').waitFor();
    const program = connectApp(options).api.approvalsPrograms;
    const { questions } = await program.listProgramQuestions({});
    const [{ taskId } = { taskId: 'aptk_0' as const }] = questions;
    await program.answerProgramQuestion({ taskId, how: 'approve', comment: `${app} 余额充足` });
    await steps.getByText('预算 余额充足').waitFor();
    expect(await axe(mobile)).toEqual([]);
    await shot(mobile, 'approval-program-dark');
  });

  test('a table takes columns by pointer, in the dark, and undo takes them back', async () => {
    const page = await open(tea.owner, { colorScheme: 'dark' });
    await page.goto('/admin/approvals');
    await page.locator('a[href^="/approval-designer/"]', { hasText: /^垫付/ }).click();
    const columns = page.getByRole('list', { name: '明细的列' });
    const labels = async () => await columns.getByRole('button', { name: /^编辑/ }).count();
    await expect.poll(labels).toBeGreaterThan(0);
    const before = await labels();
    await page.getByRole('button', { name: '添加地点' }).dragTo(columns);
    await expect.poll(labels).toBe(before + 1);
    await columns.getByRole('button', { name: '编辑地点' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-table-dark');
    // A table in a table is no form: it lands in the form itself.
    await page.getByRole('button', { name: '添加明细' }).dragTo(columns);
    await page.getByRole('list', { name: '明细的列' }).nth(1).waitFor();
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(labels).toBe(before);
    await page.getByRole('tab', { name: '流程设计' }).click();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'design-flow-dark');
    await page.getByText('草稿已保存').waitFor();
    expect(seats.flatMap((s) => s.complaints)).toEqual([]);
  });
});
