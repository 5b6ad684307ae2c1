// A sales person leaves at six in the evening: nobody they served, owed a word or worked for is left without somebody.
import { approvals } from '@teahouse/contract/approvals';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { leaving } from '@teahouse/contract/leaving';
import { messaging } from '@teahouse/contract/messaging';
import { tasks } from '@teahouse/contract/tasks';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Phone, phoneAt } from '../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../testing/world.ts';
import { full, sized } from './story-size.ts';

const CUSTOMERS = sized(140, 1_400);
const SCANNED = sized(10, 40);
const GROUPS = sized(7, 35);
const DECISIONS = 12;

let world: World;
let shop: Company;
let sales: Person;
let heir: Person;
let staff: Person[];
const phones: Phone[] = [];
let code: string;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-11-24T10:00:00Z');
  shop = await world.company('南山修车');
  [sales, heir] = [await shop.hire('林小雨'), await shop.hire('周大山')];
  staff = await Promise.all(['何', '吴', '郑'].map((name) => shop.hire(name)));
  for (const one of staff)
    await shop.owner.call(directoryAdmin.changeMember, { memberId: one.id, managerId: sales.id });

  code = (await sales.call(contactCodes.createContactCode, { name: '名片', welcome: { text: '' } })).body.url;
  const lines = Array.from(
    { length: CUSTOMERS - SCANNED },
    (_, i) => `客户${i},139${String(i).padStart(8, '0')}`,
  );
  const answer = await fetch(`${world.url}/api/customers/import?fileName=a.csv`, {
    method: 'POST',
    headers: { cookie: sales.cookie, 'content-type': 'application/octet-stream' },
    body: Buffer.from(['name,mobile', ...lines].join('\n')),
  });
  expect(await answer.json()).toMatchObject({ added: CUSTOMERS - SCANNED });
  for (let i = 0; i < SCANNED; i++) {
    const phone = phoneAt(world.house, code);
    await phone.scan();
    phones.push(phone);
  }
  for (let i = 0; i < GROUPS; i++)
    await sales.call(messaging.createGroup, {
      title: `群${i}`,
      memberIds: staff.slice(0, 1 + (i % 3)).map((m) => m.id),
    });
  const { templates } = (await staff[0]!.call(approvals.listTemplates, {})).body;
  const templateId = templates.find((t) => t.kind === 'leave')!.id;
  for (let i = 0; i < DECISIONS; i++) {
    const from = `2026-12-${String(i + 1).padStart(2, '0')}`;
    const made = await staff[i % 3]!.call(approvals.submitApproval, {
      cid: randomUUID(),
      templateId,
      form: { leave: { start: `${from}T00:00`, end: `${from}T12:00`, type: 'annual' }, reason: '回家' },
      picks: {},
    });
    expect(made.status).toBe(200);
  }
  for (const title of ['回访老客户', '盘点样品'])
    await sales.call(tasks.addTask, { title, assignee: sales.id });
}, 600_000);
afterAll(() => world.close());

test(
  'everything goes over in one piece, and every customer hears it once',
  { timeout: 600_000 },
  async () => {
    const behind = (await shop.owner.call(leaving.leftBehind, { memberId: sales.id })).body;
    expect(behind).toMatchObject({ customers: CUSTOMERS, tasks: 2 });
    expect([behind.groups.length, behind.approvals.length, behind.reports.length]).toEqual([
      GROUPS,
      DECISIONS,
      3,
    ]);

    const line = new WebSocket(`${world.url.replace('http', 'ws')}/api/socket`, 'teahouse.v1', {
      headers: { cookie: sales.cookie },
    });
    await new Promise((open) => line.once('open', open));
    const cut = new Promise((closed) => line.once('close', closed));

    const to = heir.id;
    const done = await shop.owner.call(leaving.leave, {
      memberId: sales.id,
      to: { reports: to, departments: to, groups: to, customers: to, approvals: to, tasks: to },
      message: '您好，今后由{name}为您服务。',
    });
    expect([done.status, done.body]).toMatchObject([
      200,
      { reports: 3, groups: GROUPS, customers: CUSTOMERS, approvals: DECISIONS, tasks: 2 },
    ]);
    // Nothing of theirs works from this moment on: the open line falls, and the next question finds nobody.
    await world.settle();
    await cut;
    expect((await sales.call(messaging.listChats, {})).status).toBe(401);

    for (let i = 0; i < 10 + CUSTOMERS / 100; i++) await world.settle();
    const mine = await count(heir);
    expect(mine).toBe(CUSTOMERS);
    for (const phone of phones) {
      const page = await phone.scan();
      const { messages } = (await phone.call(customerPage.customerHistory, { chatId: page.chats[0]!.chatId }))
        .body;
      expect(messages.filter((m) => m.body['text'] === '您好，今后由周大山为您服务。')).toHaveLength(1);
    }
    // A card printed long ago leads to the successor.
    expect((await phoneAt(world.house, code).scan()).chats).toMatchObject([{ memberName: '周大山' }]);

    const todo = (await heir.call(approvals.listApprovals, { box: 'todo', limit: 50 })).body.approvals;
    expect(todo).toHaveLength(DECISIONS);
    const one = (await heir.call(approvals.getApproval, { approvalId: todo[0]!.id })).body;
    const decided = await heir.call(approvals.actOnApproval, {
      approvalId: todo[0]!.id,
      cid: randomUUID(),
      act: { do: 'approve', taskId: one.task!.id },
    });
    expect(decided.body).toEqual({ status: 'approved' });
    const given = (await heir.call(tasks.listTasks, { box: 'mine' })).body.tasks.map((t) => t.title);
    expect(given.toSorted()).toEqual(['回访老客户', '盘点样品']);
    expect((await shop.owner.call(leaving.leftBehind, { memberId: sales.id })).body).toMatchObject({
      reports: [],
      groups: [],
      customers: 0,
      approvals: [],
      tasks: 0,
    });
    if (full) console.info(`${CUSTOMERS} customers, ${GROUPS} groups, ${DECISIONS} requests went over`);
  },
);

async function count(who: Person): Promise<number> {
  let n = 0;
  let after: string | undefined;
  for (;;) {
    const { follows, next } = (
      await who.call(customers.listCustomers, { limit: 100, ...(after ? { after } : {}) })
    ).body;
    n += follows.length;
    if (!next) return n;
    after = next;
  }
}
