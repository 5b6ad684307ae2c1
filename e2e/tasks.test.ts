import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messaging } from '@teahouse/contract/messaging';
import { tasks } from '@teahouse/contract/tasks';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let zhou: Person;
let a: Seat;

describe.skipIf(noBrowser)('what waits for a member', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    a = await sit(browser, world, lin);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a task is written down, given to a colleague with a checklist and a due time', async () => {
    const { page } = a;
    await page.goto('/todos');
    await page.getByLabel('添加任务').fill('布置展位');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /布置展位/ }).click();
    await page.getByLabel('备注').fill('主展区 3 号位');
    for (const item of ['背板', '茶具']) {
      await page.getByLabel('添加检查项').fill(item);
      await page.keyboard.press('Enter');
      await page.getByRole('checkbox', { name: item }).waitFor();
    }
    await page.getByLabel('截止时间', { exact: true }).last().fill('2030-05-06T09:30');
    await page.getByLabel('提醒').selectOption('1440');
    await page.getByText(/将在 .+ 提醒/).waitFor();
    await page.getByRole('button', { name: '修改负责人' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('周知远');
    await page.getByRole('option', { name: /周知远/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '已安排' }).click();
    await page.getByRole('listitem').filter({ hasText: '负责人：周知远' }).waitFor();
    const [task] = (await zhou.call(tasks.listTasks, {})).body.tasks;
    expect(task).toMatchObject({ title: '布置展位', items: 2, dueAt: expect.any(String) });
    expect((await zhou.call(tasks.getTask, { taskId: task!.id })).body.note).toBe('主展区 3 号位');
  });

  test('on a phone: it stands in one list with a mention, is ticked off item by item, and its maker sees it done', async () => {
    const chat = (await lin.call(messaging.createGroup, { title: '展会筹备', memberIds: [zhou.id] })).body.id;
    const draft = { k: 'text' as const, b: { text: '@周知远 样品带上' } };
    await lin.call(messaging.postMessage, { chatId: chat, cid: crypto.randomUUID(), draft, at: [zhou.id] });
    const phone = await sit(browser, world, zhou, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const { page } = phone;
    await page.goto('/todos');
    await page.getByRole('link', { name: /样品带上/ }).waitFor();
    const faults = await axe(page);
    await shot(page, 'todos-phone');
    await page.getByRole('link', { name: /布置展位/ }).tap();
    await page.getByRole('checkbox', { name: '茶具' }).check();
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    faults.push(...(await axe(page)));
    await shot(page, 'task-phone');
    await page.getByRole('button', { name: '完成任务' }).tap();
    await page.getByText(/周知远 完成于/).waitFor();
    expect(faults).toEqual([]);
    expect(phone.complaints).toEqual([]);
    // The maker is looking at the list meanwhile: what was finished leaves it.
    await a.page.getByRole('listitem').filter({ hasText: '布置展位' }).waitFor({ state: 'detached' });
    await shot(a.page, 'todos-given');
    expect(a.complaints).toEqual([]);
  });

  test('a task that waits for another cannot be finished first', async () => {
    const { page } = a;
    for (const title of ['印海报', '寄海报']) await lin.call(tasks.addTask, { title });
    await page.goto('/todos');
    await page.getByRole('link', { name: /寄海报/ }).click();
    await page.getByPlaceholder('按名称查找我的任务').fill('印海报');
    await page.getByRole('option', { name: '印海报' }).click();
    await page.getByRole('button', { name: '不再等待：印海报' }).waitFor();
    await page.getByRole('button', { name: '完成任务' }).click();
    await page.getByText('还有前置任务未完成').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'task-wide');
  });
});
