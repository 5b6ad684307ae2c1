// Attendance in a real browser: an administrator sets a rule, somebody punches on a phone, and the month is looked at.
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, type Seat, shot, sit } from './browser.ts';

let world: World;
let browser: Browser;
let tea: Company;
let clerk: Person;
let li: Person;
let seats: Seat[];
const lake = { latitude: 30.2501, longitude: 120.1501, accuracy: 24 };

const inShanghai = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

async function open(person: Person, options: Parameters<typeof sit>[3] = {}): Promise<Page> {
  const seat = await sit(browser, world, person, options);
  seats.push(seat);
  return seat.page;
}

describe.skipIf(noBrowser)('attendance', () => {
  beforeAll(async () => {
    // Ten minutes before the shop opens, on the day the browser shows.
    [world, browser, seats] = [await openWorld({ client: true }), await launch(), []];
    world.clock.now = new Date(`${inShanghai}T08:50:00+08:00`);
    tea = await world.company('清风茶业');
    [clerk, li] = [await tea.hire('周知远'), await tea.hire('林小满')];
    for (const name of ['王五', '陈思', '赵六']) await tea.hire(name);
    await tea.appoint(clerk, 'attendance');
    await world.house.db.asOwner('update members set manager_id = $1 where corp_id = $2 and id = $3', [
      clerk.id,
      tea.id,
      li.id,
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test('an administrator draws a place and sets a rule', async () => {
    const page = await open(clerk, { geolocation: lake, permissions: ['geolocation'] });
    await page.goto('/admin/attendance-places');
    await page.getByRole('button', { name: '添加地点' }).click();
    await page.getByLabel('名称').fill('西湖店');
    await page.getByRole('button', { name: '用我现在的位置' }).click();
    await expect.poll(() => page.getByLabel('纬度（WGS-84）').inputValue()).toBe('30.250100');
    await page.getByRole('option').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-place');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('西湖店', { exact: true }).waitFor();
    await page.goto('/admin/attendance-rules');
    await page.getByRole('button', { name: '新建规则' }).click();
    await page.getByLabel('名称').fill('门店朝九晚六');
    await page.getByRole('combobox', { name: '适用于（部门或成员）' }).fill('清风');
    await page.getByRole('option', { name: /^清风茶业/ }).click();
    await page.getByText('西湖店', { exact: true }).click();
    await page.getByText('更多设置').click();
    await page.getByLabel('最低凭据').selectOption('1');
    await page.getByRole('option', { name: /王五/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-rule');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { name: '门店朝九晚六' }).waitFor();
    await shot(page, 'attendance-rules');
    const { rules } = (await clerk.call(attendanceAdmin.listRules, {})).body;
    expect(rules).toMatchObject([
      { name: '门店朝九晚六', departments: [{ id: tea.rootId }], config: { minGrade: 1, kind: 'fixed' } },
    ]);
    expect(rules[0]!.config.places).toHaveLength(1);
  });

  test('somebody punches on a phone: one button, what was sent, and today’s line', async () => {
    const page = await open(li, { ...phone, geolocation: lake, permissions: ['geolocation'] });
    await page.goto('/attendance');
    await page.getByText(/门店朝九晚六/).waitFor();
    await shot(page, 'attendance-phone-before');
    await page.getByRole('button', { name: /上班打卡/ }).tap();
    const today = page.getByRole('region', { name: '今天' });
    await today.getByText('西湖店').waitFor();
    await page.getByText(/在“西湖店”范围内/).waitFor();
    await page.getByText(/无法证明/).waitFor();
    await page.getByRole('button', { name: /下班打卡/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-phone');
    const { punches } = (await li.call(attendance.getToday, {})).body;
    expect(punches).toMatchObject([{ grade: 1, outside: false, position: null }]);
    // A field visit wants its photo.
    await page.getByRole('button', { name: '外勤打卡' }).tap();
    const dialog = page.getByRole('dialog', { name: '外勤打卡' });
    await dialog.getByLabel('去了哪里、做什么').fill('给客户送样茶');
    expect(await dialog.getByRole('button', { name: '打卡', exact: true }).isDisabled()).toBe(true);
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'door.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await dialog.getByText('已附 1 张照片').waitFor();
    await shot(page, 'attendance-phone-field');
    await dialog.getByRole('button', { name: '打卡', exact: true }).tap();
    await today.getByText('给客户送样茶').waitFor();
  });

  test('a punch made without a network waits on the phone and is sent when it is back', async () => {
    const { page, context } = seats.at(-1)!;
    await context.setOffline(true);
    await page.getByRole('button', { name: /更新下班卡/ }).tap();
    await page.getByText(/1 次打卡在本机等待联网/).waitFor();
    await context.setOffline(false);
    await page.getByText('离线补发').waitFor();
    await page.getByText(/1 次打卡在本机等待联网/).waitFor({ state: 'hidden' });
    await shot(page, 'attendance-phone-later');
  });

  test('my month opens a day; the report shows and exports, and everybody sees who looked', async () => {
    const [year = '', month = ''] = inShanghai.split('-');
    const page = await open(clerk);
    await page.goto('/admin/attendance');
    await page.getByRole('grid', { name: '月报' }).getByText('林小满').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-report');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 XLSX' }).click(),
    ]);
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('grid', { name: '月报' }).getByText('林小满').click();
    const drawer = page.getByRole('dialog', { name: '林小满的考勤' });
    await drawer.getByText(`${year}年${Number(month)}月`).waitFor();
    await drawer.getByRole('button', { name: new RegExp(`^${Number(month)}月1日`) }).click();
    await shot(page, 'attendance-person');

    const mine = await open(li, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await mine.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    // The first visit takes the member's own language; the device's choice counts from the second.
    await mine.goto('/attendance/looks');
    await mine.waitForLoadState('networkidle');
    await mine.goto('/attendance/looks');
    await mine.getByText(/exported the report/).waitFor();
    expect(await axe(mine)).toEqual([]);
    await shot(mine, 'attendance-looks-en-dark');
    await mine.getByRole('tab', { name: 'My month' }).tap();
    await mine.getByText('Work days').waitFor();
    expect(await axe(mine)).toEqual([]);
    await shot(mine, 'attendance-month-en-dark');
    await mine.getByText('Day by day').tap();
    await shot(mine, 'attendance-days-en-dark');
  });

  test('leave is set up, granted and seen', async () => {
    const page = await open(clerk);
    await page.goto('/admin/leave');
    await page.getByRole('button', { name: '添加类型' }).click();
    await page.getByLabel('名称').fill('茶艺假');
    await page.getByRole('checkbox', { name: '每年自动发放' }).check();
    await page.getByLabel('第 1 档司龄').fill('10');
    await page.getByText('各档不能相同').waitFor();
    await page.getByLabel('第 1 档司龄').fill('1');
    await page.getByLabel('第 1 档天数').fill('6.5');
    await page.getByRole('button', { name: '删除第 3 档' }).click();
    await page.getByRole('checkbox', { name: '没用完的可以结转' }).check();
    await page.getByRole('checkbox', { name: '加班可以换成这种假（调休）' }).check();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-leave-type');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByText(/每年 1 月 1 日发放 6.5–10 天 · 结转至多 5 天，3 个月 · 加班转入/).waitFor();
    await page.getByRole('button', { name: '“茶艺假”的操作' }).click();
    await page.getByRole('menuitem', { name: '停用' }).click();
    await page.getByRole('dialog').last().getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用').waitFor();
    await page.getByRole('button', { name: '“茶艺假”的操作' }).click();
    await page.getByRole('menuitem', { name: '恢复' }).click();
    await page.getByText('已停用').waitFor({ state: 'hidden' });
    const small = await open(clerk, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
    await small.addInitScript("localStorage.setItem('teahouse.locale', 'en')");
    await small.goto('/admin/leave');
    await small.getByRole('button', { name: 'Actions for “茶艺假”' }).tap();
    await small.getByRole('menuitem', { name: 'Change' }).tap();
    await small.getByLabel('Days of step 1').waitFor();
    expect(await small.getByLabel('Days of step 1').inputValue()).toBe('6.5');
    expect(await axe(small)).toEqual([]);
    await shot(small, 'attendance-leave-type-en-dark');
    await page.getByRole('button', { name: '对林小满的操作' }).click();
    await page.getByRole('menuitem', { name: '发放' }).click();
    await page.getByLabel('天数（负数为扣回）').fill('5');
    await shot(page, 'attendance-grant');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(/^年假 5 · /).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-leave-admin');
    const mine = await open(li, phone);
    await mine.goto('/attendance/leave');
    await mine.getByText('5 天', { exact: true }).waitFor();
    expect(await axe(mine)).toEqual([]);
    await shot(mine, 'attendance-leave-phone');
  });

  test('the roster is painted a cell at a time, and holidays say how far they are known', async () => {
    const page = await open(clerk);
    const { rules } = (await clerk.call(attendanceAdmin.listRules, {})).body;
    const { id, name, config, departments } = rules[0]!;
    await clerk.call(attendanceAdmin.changeRule, {
      ruleId: id,
      name,
      config: { ...config, kind: 'shift', shift: null },
      departments: departments.map((d) => d.id),
      members: [],
    });
    await page.goto('/admin/roster');
    await page.getByRole('button', { name: '新建班次' }).click();
    await page.getByLabel('班次名称').fill('早班');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('radio', { name: /早班/ }).click();
    const cells = page.getByRole('button', { name: /^林小满 / });
    await cells.nth(5).click();
    await cells.nth(6).click();
    await page.getByText('2 处改动未保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-roster');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('2 处改动未保存').waitFor({ state: 'hidden' });
    await page.goto('/admin/holidays');
    await page.getByText(/节假日已知至/).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'attendance-holidays');
    expect(seats.flatMap((s) => s.complaints)).toEqual([]);
  });
});
