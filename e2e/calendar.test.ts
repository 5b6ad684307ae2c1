import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendar } from '@teahouse/contract/calendar';
import { openWorld, type Company, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let lin: Person;
let zhou: Person;
let a: Seat;

const day = '2030-05-06';
const june = { from: '2030-05-31T16:00:00Z', to: '2030-06-30T16:00:00Z' };

describe.skipIf(noBrowser)('the calendar', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    await tea.owner.call(calendar.saveRoom, { name: '大会议室', capacity: 12 });
    a = await sit(browser, world, lin);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('a weekly meeting is made with a room and a colleague who is asked', async () => {
    const { page } = a;
    await page.goto(`/calendar/${day}`);
    await page.getByRole('button', { name: '新建日程' }).click();
    await page.getByLabel('标题').fill('产品周会');
    await page.getByLabel('重复', { exact: true }).selectOption('weekly');
    await page.getByLabel('重复到').fill('2030-06-30');
    await page.getByLabel('会议室').selectOption({ label: '大会议室' });
    await page.getByRole('button', { name: '修改参加人' }).click();
    const picker = page.getByRole('dialog', { name: '参加人' });
    await picker.getByRole('combobox').fill('周知远');
    await page.getByRole('option', { name: /周知远/ }).click();
    await picker.getByRole('button', { name: '确定' }).click();
    await shot(page, 'calendar-form');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: /产品周会/ }).waitFor();
    const faults = await axe(page);
    await shot(page, 'calendar-week');
    await page.getByText('月', { exact: true }).click();
    await page
      .getByRole('button', { name: /产品周会/ })
      .nth(3)
      .waitFor();
    faults.push(...(await axe(page)));
    await shot(page, 'calendar-month');
    expect(faults).toEqual([]);
    expect(a.complaints).toEqual([]);
  });

  test('on a phone: the colleague answers, and sees that one time was cancelled', async () => {
    const phone = await sit(browser, world, zhou, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const { page } = phone;
    await page.goto(`/calendar/${day}`);
    await page
      .getByRole('button', { name: /产品周会/ })
      .first()
      .tap();
    await page.getByRole('button', { name: '参加', exact: true }).tap();
    await page.getByText('已答复').waitFor();
    const faults = await axe(page);
    await shot(page, 'calendar-card-phone');
    expect((await zhou.call(calendar.listOccurrences, june)).body.occurrences.map((o) => o.answer)).toEqual([
      'yes',
      'yes',
      'yes',
      'yes',
    ]);
    await page.getByRole('button', { name: '关闭' }).first().tap();
    expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    faults.push(...(await axe(page)));
    await shot(page, 'calendar-list-phone');
    expect(faults).toEqual([]);
    expect(await page.getByRole('button', { name: /产品周会/ }).count()).toBe(2);

    await a.page
      .getByRole('button', { name: /产品周会/ })
      .first()
      .click();
    await a.page.getByRole('button', { name: '取消日程' }).click();
    await a.page.getByRole('menuitem', { name: '仅此一次' }).click();
    await a.page.getByRole('dialog').getByRole('button', { name: '取消日程' }).last().click();
    // The colleague is looking at the list meanwhile.
    await expect.poll(() => page.getByRole('button', { name: /产品周会/ }).count()).toBe(1);
    expect(phone.complaints).toEqual([]);
  });
});
