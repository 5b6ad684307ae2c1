import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { messaging } from '@teahouse/contract/messaging';
import { writeXlsx } from '../server/modules/directory/index.ts';
import { company420 } from '../server/testing/company-420.ts';
import { openWorld, type Company, type World } from '../server/testing/world.ts';
import { axe, launch, noBrowser, phone, shot, sit, type Seat } from './browser.ts';

let world: World;
let browser: Browser;
let dir: string;
let corp: Company;
let desk: Seat;
let hand: Seat;

const { rows, mended, faults } = company420('清风茶业');
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

describe.skipIf(noBrowser)('a company moves in and looks around', () => {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'teahouse-directory-'));
    [world, browser] = await Promise.all([openWorld({ client: true }), launch()]);
    corp = await world.company('清风茶业');
    desk = await sit(browser, world, corp.owner);
    hand = await sit(browser, world, corp.owner, phone);
  });
  beforeEach(({ onTestFailed, task }) =>
    onTestFailed(async () => {
      const name = task.id;
      await shot(desk.page, `directory-failed-${name}-desk`);
      await shot(hand.page, `directory-failed-${name}-phone`);
    }),
  );
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('an import names its faults by row and column, takes corrections, and runs with progress', async () => {
    const file = join(dir, '通讯录.xlsx');
    await writeFile(file, writeXlsx(rows));
    const { page } = desk;
    await page.goto('/admin/import');
    await page.getByLabel('选择文件').first().setInputFiles(file);
    await page.getByRole('tab', { name: /错误\s*11/ }).waitFor();
    for (const f of faults) await page.getByRole('textbox', { name: `第 ${f.row} 行 ${f.column}` }).waitFor();
    expect(await page.getByRole('button', { name: '开始导入' }).isDisabled()).toBe(true);
    expect(await axe(page)).toEqual([]);
    await shot(page, 'import-faults');
    const header = rows[1]!;
    for (const f of faults)
      await page
        .getByRole('textbox', { name: `第 ${f.row} 行 ${f.column}` })
        .fill(mended[f.row - 1]![header.indexOf(f.column)]!);
    await page.getByRole('button', { name: '应用修改' }).click();
    await page.getByRole('tab', { name: /新增\s*420/ }).click();
    await shot(page, 'import-preview');
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByText('导入完成').waitFor({ timeout: 30_000 });
    expect((await corp.owner.call(directoryAdmin.getCorp, {})).body.members).toBe(421);
  });

  test('on a phone an administrator enters the console from the settings, and comes back', async () => {
    const { page } = hand;
    await page.goto('/chats');
    await page.getByRole('link', { name: '设置' }).tap();
    await page.getByRole('link', { name: /管理后台/ }).tap();
    await page.getByRole('heading', { name: '管理后台' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'admin-phone');
    await page.getByRole('button', { name: '返回' }).tap();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    await shot(page, 'settings-phone');
  });

  test('contacts show the tree, its people and their cards; a mixed search finds somebody', async () => {
    const { page } = desk;
    await page.goto('/contacts');
    await page.getByRole('treeitem', { name: /销售部/ }).click();
    await page.getByRole('heading', { name: '销售部' }).waitFor();
    const first = page.getByRole('main').getByRole('button').filter({ hasText: '主管' }).first();
    await first.click();
    await page.getByRole('dialog').getByText('清风茶业 / 销售部').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'contacts-card');
    await page.keyboard.press('Escape');
    const [someone] = mended.slice(2).filter((r) => r[0]!.length === 3);
    const name = someone![0]!;
    await page.getByRole('searchbox', { name: /搜索姓名/ }).fill(name.slice(0, 2));
    await page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .waitFor();
    await shot(page, 'contacts-search');
  });

  test('contacts work on a phone: tree, people, card, back', async () => {
    const { page } = hand;
    await page.goto('/contacts');
    await page.getByRole('treeitem', { name: /财务部/ }).tap();
    await page.getByRole('heading', { name: '财务部' }).waitFor();
    await page.getByRole('main').getByRole('button').filter({ hasText: '主管' }).first().waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'contacts-phone');
    await page.getByRole('main').getByRole('button').filter({ hasText: '主管' }).first().tap();
    await page.getByRole('dialog').getByText('清风茶业 / 财务部').waitFor();
    await shot(page, 'contacts-phone-card');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).tap();
    await page.getByRole('button', { name: '返回' }).tap();
    await page.getByRole('tree').waitFor();
  });

  test('an administrator adds, edits, disables and brings back a member', async () => {
    const { page } = desk;
    await page.goto('/admin/members');
    await page.getByRole('treeitem', { name: /总经办/ }).click();
    await page.getByRole('button', { name: '添加成员' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: /^姓名/ }).fill('欧阳若水');
    await drawer.getByRole('textbox', { name: /^手机/ }).fill('123');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('手机号格式不正确').waitFor();
    await drawer.getByRole('textbox', { name: /^手机/ }).fill('13700000001');
    expect(await axe(page)).toEqual([]);
    await shot(page, 'member-editor');
    await drawer.getByRole('button', { name: '保存' }).click();
    await page.getByRole('searchbox', { name: '搜索成员' }).fill('oyrs');
    await row(page, '欧阳若水').click();
    await page.getByRole('button', { name: '成员操作' }).click();
    await page.getByRole('menuitem', { name: '邀请链接' }).click();
    const link = page.getByRole('dialog', { name: '邀请链接' });
    await expect
      .poll(() => link.getByRole('textbox').inputValue())
      .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/welcome\//);
    await link.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '成员操作' }).click();
    await page.getByRole('menuitem', { name: '停用' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: '停用' })
      .click();
    await row(page, '欧阳若水').getByText('已停用').waitFor();
    await shot(page, 'members-table');
    await row(page, '欧阳若水').click();
    await page.getByRole('button', { name: '成员操作' }).click();
    await page.getByRole('menuitem', { name: '恢复' }).click();
    await row(page, '欧阳若水').getByText('未激活').waitFor();
  });

  test('who leaves is asked what to hand over first', async () => {
    const { page } = desk;
    await page.goto('/admin/members');
    await page.getByRole('searchbox', { name: '搜索成员' }).fill('00000');
    await row(page, '00000').click();
    await page.getByRole('button', { name: '成员操作' }).click();
    const [leaver] = (await corp.owner.call(directoryAdmin.adminMembers, { q: '00000' })).body.members;
    const memberId = leaver!.id;
    const { owner } = corp;
    const chatId = (await owner.call(messaging.createGroup, { title: '春茶上市', memberIds: [memberId] }))
      .body.id;
    await owner.call(messaging.setChatRole, { chatId, memberId, role: 'owner' });
    await page.getByRole('menuitem', { name: '办理离职' }).click();
    const ask = page.getByRole('dialog', { name: /离职$/ });
    await ask.getByText(/名直属下属/).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'leave-handover');
    await ask.getByText(/1 个群聊的群主/).waitFor();
    await ask.getByText('春茶上市').waitFor();
    await ask.getByRole('button', { name: /直属下属: 交接给/ }).click();
    await page.getByRole('combobox', { name: '交接给' }).fill('欧阳');
    await page.getByRole('option', { name: /欧阳若水/ }).click();
    // One choice stands for everything until another is made.
    await ask.getByRole('button', { name: /群主: 交接给 欧阳若水/ }).waitFor();
    await shot(page, 'leave-heirs');
    expect(await axe(page)).toEqual([]);
    await ask.getByRole('button', { name: '交接并办理离职' }).click();
    await row(page, '00000').waitFor({ state: 'detached' });
  });

  test('a new colleague joins by the link an administrator made', async () => {
    const { page } = desk;
    await page.goto('/admin/joining');
    await page.getByRole('button', { name: '新建链接' }).click();
    await page.getByRole('button', { name: '选择部门' }).click();
    await page
      .getByRole('dialog', { name: '选择部门' })
      .getByRole('treeitem', { name: /客服中心/ })
      .click();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('dialog', { name: '新建链接' }).getByRole('button', { name: '新建链接' }).click();
    await page.getByRole('img', { name: /客服中心/ }).waitFor();
    await shot(page, 'join-qr');
    const url = await page.getByText(/\/join\//).textContent();
    const context = await browser.newContext({ baseURL: world.url, locale: 'zh-CN', ...phone });
    const visitor = await context.newPage();
    await visitor.goto(new URL(url!).pathname);
    await visitor.getByRole('textbox', { name: '姓名' }).fill('何新来');
    await visitor.getByRole('textbox', { name: '手机' }).fill('13700000002');
    await visitor.getByLabel('设置密码').fill('oolong-spring-7421');
    expect(await axe(visitor)).toEqual([]);
    await shot(visitor, 'join-phone');
    await visitor.getByRole('button', { name: '提交申请' }).tap();
    await visitor.getByText('申请已提交').waitFor();
    await context.close();
    await page.reload();
    await page.getByRole('tab', { name: /加入申请\s*1/ }).click();
    await page.getByRole('button', { name: '通过' }).click();
    await page.getByText('已通过').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test('tags, fields, rules and the company itself are settings of their own', async () => {
    const { page } = desk;
    await page.goto('/admin/fields');
    await page.getByRole('button', { name: '添加字段' }).click();
    await page.getByRole('textbox', { name: '字段名称' }).fill('工位');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('工位', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.goto('/admin/tags');
    await page.getByRole('button', { name: '新建标签' }).click();
    await page.getByRole('textbox', { name: '标签名称' }).fill('导师');
    await page.keyboard.press('Enter');
    await page.getByText('导师', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.goto('/admin/visibility');
    await page.getByRole('button', { name: '添加规则' }).click();
    await page.getByRole('treeitem', { name: /物流部/ }).click();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('combobox', { name: /物流部/ }).selectOption('chosen');
    await page.getByRole('button', { name: '添加指定部门' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'visibility');
    await page.goto('/admin/company');
    await page.getByRole('textbox', { name: '企业名称' }).fill('清风茶业集团');
    await page.getByRole('checkbox', { name: '手机' }).check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'company');
    const info = await corp.owner.call(directoryAdmin.getCorp, {});
    expect(info.body).toMatchObject({ name: '清风茶业集团', keptBack: ['mobile'] });
  });

  test('the console works on a phone, in English and in the dark', async () => {
    const { page } = hand;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/contacts');
    await page.getByRole('tree').waitFor();
    await page.evaluate(`localStorage.setItem('teahouse.locale', 'en')`);
    await page.goto('/admin/members');
    await page.getByRole('grid', { name: 'Members' }).waitFor();
    await page.getByRole('button', { name: 'Choose a department' }).tap();
    await page.getByRole('treeitem', { name: /技术部/ }).waitFor();
    await shot(page, 'members-phone-tree');
    await page.getByRole('treeitem', { name: /技术部/ }).tap();
    await page.getByRole('heading', { name: '技术部' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'members-phone-dark');
    await page.goto('/admin/import');
    await page.getByText('Choose or drop').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'import-phone-dark');
  });

  test('no page complained', () => {
    expect([...desk.complaints, ...hand.complaints]).toEqual([]);
  });
});
