// What surrounds a decision, in a real browser: lists that follow by themselves, several at once, paper with a code, and a stand-in.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let li: Person;
let boss: Person;
let wu: Person;
let seats: Seat[];

async function open(person: Person, options: Parameters<typeof sit>[3] = {}): Promise<Page> {
  const seat = await sit(browser, world, person, options);
  seats.push(seat);
  return seat.page;
}
async function ask(reason: string, day: number) {
  const { body } = await li.call(approvals.listTemplates, {});
  const templateId = body.templates.find((t) => t.kind === 'out')!.id;
  const at = `2026-12-0${day}`;
  const form = { span: { start: `${at}T09:00`, end: `${at}T12:00` }, place: '客户公司', reason };
  const made = await li.call(approvals.submitApproval, { cid: randomUUID(), templateId, form, picks: {} });
  return made.body.id;
}

describe.skipIf(noBrowser)('around a decision', () => {
  beforeAll(async () => {
    [world, browser, seats] = [await openWorld({ client: true }), await launch(), []];
    const tea = await world.company('清风茶业');
    [li, boss, wu] = [await tea.hire('林小满'), await tea.hire('周知远'), await tea.hire('吴清')];
    await tea.owner.call(directoryAdmin.changeMember, { memberId: li.id, managerId: boss.id });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('requests appear in an open list by themselves and are approved together', async () => {
    const page = await open(boss);
    await page.goto('/approvals');
    await page.getByText('没有等你处理的审批').waitFor();
    const mine = await open(li);
    await mine.goto('/approvals/mine');
    await mine.getByText('还没有发起过审批').waitFor();
    const first = await ask('拜访', 1);
    const list = page.getByRole('list', { name: '待处理' });
    await list.getByRole('link').first().waitFor();
    await ask('送样', 2);
    await page.getByRole('tab', { name: /待处理\s*2/ }).waitFor();
    await page.getByRole('button', { name: '批量处理' }).click();
    await page.getByRole('toolbar', { name: '批量处理' }).getByText('已选 0 项').click();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'desk-batch');
    await page.getByRole('toolbar', { name: '批量处理' }).getByRole('button', { name: '同意' }).click();
    await page.getByText('已处理 2 个申请').waitFor();
    await page.getByText('没有等你处理的审批').waitFor();
    await expect.poll(() => mine.getByRole('list', { name: '已发起' }).getByText('已通过').count()).toBe(2);
    expect((await li.call(approvals.getApproval, { approvalId: first })).body.status).toBe('approved');
  });

  test('a request goes to paper with a code that anybody who may see it can check', async () => {
    const page = await open(li, { colorScheme: 'dark' });
    const id = await ask('看展', 3);
    await page.goto(`/approvals/mine/${id}`);
    await page.getByRole('link', { name: '打印' }).click();
    await page.getByRole('button', { name: '打印或存为 PDF' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'desk-print-dark');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.sheet').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: '打印或存为 PDF' }).isVisible()).toBe(false);
    // Whatever the screen looks like, paper is read dark on light.
    const ink = "getComputedStyle(document.querySelector('.sheet h2')).color";
    expect(await page.evaluate<string>(ink)).toBe('rgb(17, 17, 17)');
    await shot(page, 'desk-paper');
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
    const link = /\/approvals\/verify\/\S+/.exec(
      (await page.locator('footer').first().textContent()) ?? '',
    )![0];

    const other = await open(boss, phone);
    await other.goto(link);
    await other.getByText('内容真实').waitFor();
    await other.getByText('打印之后没有新的变化。').waitFor();
    expect(await axe(other)).toEqual([]);
    await shot(other, 'desk-verify-phone');
    await other.goto(`${link.slice(0, -3)}abc`);
    await other.getByText('无法验证').waitFor();
    const stranger = await open(wu);
    await stranger.goto(link);
    await stranger.getByText('无法验证').waitFor();
  });

  test('somebody speaks for the manager while they are away', async () => {
    const page = await open(boss, { locale: 'en-GB' });
    await page.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await page.goto('/approvals');
    await page.getByRole('button', { name: 'Delegation and templates' }).click();
    await page.getByRole('menuitem', { name: 'Somebody to speak for you' }).click();
    await page.getByRole('button', { name: 'Choose: Who speaks for you' }).click();
    await page.getByRole('combobox', { name: 'Who speaks for you' }).fill('吴清');
    await page.getByRole('option', { name: /吴清/ }).click();
    await page.getByLabel('From').fill('2020-01-01T09:00');
    await page.getByLabel('To', { exact: true }).fill('2099-01-01T18:00');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const list = page.getByRole('list', { name: 'Who speaks for you' });
    await list.getByText('吴清').waitFor();
    await shot(page, 'desk-away-en');
    const id = await ask('开会', 4);
    const waiting = await wu.call(approvals.listApprovals, { box: 'todo' });
    expect(waiting.body.approvals.map((a) => a.id)).toEqual([id]);
    await list.getByRole('button', { name: 'End this' }).click();
    await list.waitFor({ state: 'hidden' });
    expect(seats.flatMap((s) => s.complaints)).toEqual([]);
  });
});
