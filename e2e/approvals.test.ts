// Approvals in a real browser: an employee asks for leave at a desk, the manager approves on a phone, the employee sees it.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishRowsForm } from '../server/testing/rows-form.ts';
import { openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let li: Person;
let boss: Person;
let seats: Seat[];
let attempts = 0;

async function open(person: Person, options: Parameters<typeof sit>[3] = {}): Promise<Page> {
  const seat = await sit(browser, world, person, options);
  seats.push(seat);
  return seat.page;
}

describe.skipIf(noBrowser)('approvals', () => {
  beforeAll(async () => {
    [world, browser, seats] = [await openWorld({ client: true }), await launch(), []];
    const tea = await world.company('清风茶业');
    [li, boss] = [await tea.hire('林小满'), await tea.hire('周知远')];
    await tea.owner.call(directoryAdmin.changeMember, { memberId: li.id, managerId: boss.id });
    await publishRowsForm(tea.owner);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('leave is asked for at a desk; what is missing is said at its field and nothing typed is lost', async () => {
    const page = await open(li);
    await page.goto('/approvals');
    await page.getByText('没有等你处理的审批').waitFor();
    await page.getByRole('button', { name: '发起审批' }).click();
    await page.getByRole('searchbox', { name: '搜索模板' }).fill('请假');
    await page.getByRole('link', { name: /请假/ }).click();
    await page.getByLabel('请假事由').fill('回家看父母');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请填写请假类型与时间').waitFor();
    expect(await page.getByLabel('请假事由').inputValue()).toBe('回家看父母');
    await page.getByLabel('请假类型与时间 类型').selectOption({ label: '事假' });
    await page.getByLabel('请假类型与时间 开始').fill('2026-12-07');
    await page.getByLabel('请假类型与时间 结束').fill('2026-12-08');
    await page.getByLabel('结束的半天').selectOption({ label: '上午' });
    await page.getByText('共 1.5 天').waitFor();
    await page.getByText('请填写请假类型与时间').waitFor({ state: 'hidden' });
    await page.getByRole('list', { name: '流程' }).getByText('周知远').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-start');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('heading', { name: /林小满 · 请假/ }).waitFor();
    await page.getByRole('list', { name: '已发起' }).getByText('等待 周知远').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-mine');
  });

  test('the manager approves on a phone and the employee sees it approved', async () => {
    const page = await open(boss, phone);
    await page.goto('/approvals');
    await page.getByRole('tab', { name: /待处理\s*1/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-phone-list');
    await page.getByRole('link', { name: /林小满 · 请假/ }).tap();
    await page.getByText('回家看父母').waitFor();
    await page.getByText('事假 · 2026-12-07 上午 – 2026-12-08 上午 · 1.5 天').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-phone');
    await page.getByRole('button', { name: '同意', exact: true }).tap();
    const dialog = page.getByRole('dialog', { name: '同意' });
    await dialog.getByLabel(/意见/).fill('路上小心');
    await shot(page, 'approvals-phone-approve');
    await dialog.getByRole('button', { name: '同意', exact: true }).tap();
    await page.getByText('已通过').first().waitFor();
    await page.getByRole('link', { name: '返回' }).tap();
    await page.getByText('没有等你处理的审批').waitFor();

    const mine = await open(li, { colorScheme: 'dark' });
    await mine.goto('/approvals/mine');
    const line = mine.getByRole('link', { name: /林小满 · 请假/ });
    await line.getByText('已通过').waitFor();
    await line.focus();
    await line.press('Enter');
    await mine.getByText('路上小心').waitFor();
    await mine.getByLabel('写下评论').fill('谢谢');
    await mine.getByRole('button', { name: '评论', exact: true }).click();
    const comments = mine.getByRole('region', { name: '评论' });
    await comments.getByText('谢谢').waitFor();
    await comments.getByRole('button', { name: '回应林小满的评论' }).click();
    await mine.getByRole('menuitem', { name: '👍' }).click();
    await comments.getByRole('button', { name: '👍 1 林小满', pressed: true }).waitFor();
    await comments.getByRole('button', { name: '回复林小满的评论' }).click();
    await mine.getByLabel('写下评论').fill('回来带茶');
    await mine.getByRole('button', { name: '评论', exact: true }).click();
    await comments.getByRole('listitem').getByRole('listitem').getByText('回来带茶').waitFor();
    expect(await axe(mine)).toEqual([]);
    await shot(mine, 'approval-comments');
    expect(await axe(mine)).toEqual([]);
    await shot(mine, 'approvals-dark');
    expect((await li.call(approvals.listApprovals, { box: 'mine' })).body.approvals).toMatchObject([
      { status: 'approved' },
    ]);
  });

  test('what is announced in the chat is refused there, with a reason, and approved there', async () => {
    const { templates } = (await li.call(approvals.listTemplates, {})).body;
    const templateId = templates.find((t) => t.kind === 'leave')!.id;
    const ask = async (day: string, why: string) =>
      (
        await li.call(approvals.submitApproval, {
          cid: randomUUID(),
          templateId,
          form: { leave: { start: `${day}T00:00`, end: `${day}T12:00`, type: 'personal' }, reason: why },
          picks: {},
        })
      ).body.id;
    // A second try of this test asks for days of its own: leave that was asked for is not asked for twice.
    const tried = attempts++;
    const [first, second] = [
      await ask(`2026-12-${14 + 7 * tried}`, `搬家 ${tried}`),
      await ask(`2026-12-${15 + 7 * tried}`, `看牙 ${tried}`),
    ];
    await world.settle();
    const page = await open(boss);
    await page.goto('/chats');
    await page.getByRole('link', { name: /待你审批/ }).click();
    const card = (why: string) =>
      page
        .getByRole('article')
        .filter({ hasText: `请假事由: ${why} ${tried}` })
        .last();
    const [moving, dentist] = [card('搬家'), card('看牙')];
    await dentist.getByRole('button', { name: '拒绝', exact: true }).click();
    await dentist.getByLabel('拒绝的理由').fill('那天盘点');
    await dentist.getByRole('button', { name: '确认拒绝' }).click();
    await dentist.getByText('你已拒绝').waitFor();
    await moving.getByRole('button', { name: '同意', exact: true }).click();
    await moving.getByText('你已同意').waitFor();
    expect(await moving.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-in-chat');
    const states = [];
    for (const approvalId of [first, second])
      states.push((await li.call(approvals.getApproval, { approvalId })).body.status);
    expect(states).toEqual(['approved', 'rejected']);
    await page.getByRole('link', { name: '查看' }).last().click();
    await page.getByRole('heading', { name: /林小满 · 请假/ }).waitFor();
  });

  test('a request in English with rows, sums and a chosen approver is sent back and made again', async () => {
    const page = await open(li, { locale: 'en-GB' });
    await page.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await page.goto('/approvals/new');
    await page.waitForLoadState('networkidle');
    await page.goto('/approvals/new');
    // What is spent for the company is claimed on a page of its own, which stands here too.
    expect(await page.getByRole('link', { name: /^Expense report/ }).getAttribute('href')).toBe(
      '/expenses/new',
    );
    expect(await page.getByRole('link', { name: /Expense claim/ }).count()).toBe(0);
    await page.getByRole('link', { name: /Petty cash/ }).click();
    const row = page.getByRole('group', { name: 'Row 1', exact: true });
    await row.getByLabel('Type').selectOption({ label: 'Travel' });
    await row.getByLabel('Date').fill('2026-11-20');
    await row.getByLabel('Amount').fill('128.5');
    await page.getByText('128.50').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'approvals-rows-en');
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page
      .getByRole('table')
      .getByText(/128\.50/)
      .waitFor();
    await shot(page, 'approvals-rows-detail-en');
    expect(await axe(page)).toEqual([]);

    const desk = await open(boss);
    await desk.goto('/approvals');
    await desk.getByRole('link', { name: /林小满 · 垫付/ }).click();
    await desk.getByRole('button', { name: '更多操作' }).click();
    await desk.getByRole('menuitem', { name: '退回' }).click();
    const dialog = desk.getByRole('dialog', { name: '退回' });
    await dialog.getByLabel(/意见/).fill('请补充说明');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await desk.getByRole('link', { name: /林小满 · 垫付/ }).waitFor({ state: 'hidden' });

    await page.reload();
    await page.getByRole('button', { name: 'Change and resubmit' }).click();
    const again = page.getByRole('dialog', { name: 'Change and resubmit' });
    expect(await again.getByLabel('Amount').inputValue()).toBe('128.50');
    await again.getByLabel(/Note/).fill('Taxi to the airport');
    await shot(page, 'approvals-resubmit-en');
    await again.getByRole('button', { name: 'Change and resubmit' }).click();
    await page.getByText('Taxi to the airport').waitFor();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Withdraw' })
      .click();
    await page.getByText('Withdrawn').first().waitFor();

    await page.goto('/approvals/new');
    await page.getByRole('link', { name: /General request/ }).click();
    await page.getByLabel('Request', { exact: true }).fill('A new kettle');
    await page.getByRole('button', { name: 'Choose: Choose who approves' }).click();
    await page.getByRole('combobox', { name: 'Choose who approves' }).fill('周知远');
    await page.getByRole('option', { name: /周知远/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await shot(page, 'approvals-pick-en');
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByRole('heading', { name: /General request/ }).waitFor();
    expect(seats.flatMap((s) => s.complaints)).toEqual([]);
  });
});
