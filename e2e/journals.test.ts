import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journals } from '@teahouse/contract/journals';
import { tasks } from '@teahouse/contract/tasks';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit, until } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let zhou: Person;

describe.skipIf(noBrowser)('journals', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('an administrator sets one up, a member writes it with what they did, and keeps a draft', async () => {
    const desk = await sit(browser, world, tea.owner);
    const { page } = desk;
    await page.goto('/admin/journals');
    await page.getByRole('button', { name: '新建模板' }).click();
    const dialog = page.getByRole('dialog', { name: '新建模板' });
    await dialog.getByLabel('名称', { exact: true }).fill('项目日报');
    await dialog.getByRole('textbox', { name: '字段名称' }).fill('今天做了什么');
    await dialog.getByLabel('截止日').selectOption('1');
    await dialog.getByRole('checkbox', { name: '跳过没有工作日的周期' }).uncheck();
    await dialog.getByRole('button', { name: '选择: 指定成员' }).click();
    const picker = page.getByRole('dialog', { name: '指定成员' });
    await picker.getByRole('combobox').fill('周知远');
    await page.getByRole('option', { name: /周知远/ }).click();
    await picker.getByRole('button', { name: '完成' }).click();
    await shot(page, 'journals-admin');
    const faults = await axe(page);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('项目日报').first().waitFor();
    expect(faults).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();

    const { id } = (await lin.call(tasks.addTask, { title: '核对发票' })).body;
    await lin.call(tasks.finishTask, { taskId: id, done: true });
    const mine = await sit(browser, world, lin);
    await mine.page.goto('/journals');
    await mine.page
      .getByRole('link', { name: /项目日报/ })
      .last()
      .click();
    await mine.page.getByText('接收人').waitFor();
    await mine.page.getByRole('button', { name: '填入我的工作' }).click();
    const text = mine.page.getByLabel('今天做了什么');
    await until(mine.page, `document.querySelector('textarea').value.includes('完成任务：核对发票')`);
    await text.press('End');
    await text.pressSequentially('，已寄出');
    await mine.page.getByText(/草稿已保存/).waitFor();
    await mine.page.reload();
    await until(mine.page, `document.querySelector('textarea')?.value === '完成任务：核对发票，已寄出'`);
    await shot(mine.page, 'journals-write');
    expect(await axe(mine.page)).toEqual([]);
    await mine.page.getByRole('button', { name: '提交' }).click();
    await mine.page
      .getByRole('article', { name: '项目日报' })
      .getByText('完成任务：核对发票，已寄出')
      .waitFor();
    expect(mine.complaints).toEqual([]);
    await mine.context.close();
  });

  test('its receiver reads it on a phone, goes to the next one by key, answers, and sees who has reported', async () => {
    const { asked } = (await tea.owner.call(journals.listAskedJournals, {})).body;
    const { cycle } = asked.findLast((a) => a.name === '项目日报')!;
    const form = { done: '走访两家门店' };
    await tea.owner.call(journals.submitJournal, { cycleId: cycle.id, form, receivers: [] });
    const seat = await sit(browser, world, zhou, { ...phone, colorScheme: 'dark' });
    const { page } = seat;
    await page.goto('/journals/received');
    await page.getByRole('link', { name: /未读/ }).nth(1).waitFor();
    await shot(page, 'journals-received-phone');
    const faults = await axe(page);
    await page.getByRole('link', { name: /走访两家门店/ }).tap();
    await page.getByRole('article').getByText('走访两家门店').waitFor();
    await page.keyboard.press('j');
    await page
      .getByRole('article')
      .getByText(/核对发票/)
      .waitFor();
    await page.getByRole('button', { name: '赞' }).tap();
    await page.getByRole('button', { name: '赞 1' }).waitFor();
    await page.getByLabel('写下评论').fill('单号发我');
    await page.getByRole('button', { name: '评论' }).tap();
    await page.getByRole('region', { name: '评论' }).getByRole('listitem').getByText('单号发我').waitFor();
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    await shot(page, 'journals-detail-phone');
    faults.push(...(await axe(page)));
    await page.goto('/journals/stats');
    await page.getByLabel('汇报模板').selectOption({ label: '项目日报' });
    await page.goto(`/journals/stats/${cycle.id}`);
    await page.getByRole('region', { name: '已提交' }).getByText('林小满').waitFor();
    await shot(page, 'journals-stats-phone');
    faults.push(...(await axe(page)));
    expect(faults).toEqual([]);
    const { journals: left } = (await zhou.call(journals.listJournals, { box: 'received' })).body;
    expect(left.every((j) => j.read)).toBe(true);
    expect(seat.complaints).toEqual([]);
    const english = await sit(browser, world, lin);
    await english.context.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await english.page.goto('/journals/mine');
    await english.page
      .getByRole('link', { name: /项目日报/ })
      .first()
      .click();
    await english.page.getByText('Read by 1 of 1').waitFor();
    await shot(english.page, 'journals-mine-en');
    expect(english.complaints).toEqual([]);
  });
});
