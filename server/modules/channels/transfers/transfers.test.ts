// Customers who have another member here pass to them in WeCom as well: a hundred in one call, twice in ninety days, and the queue is there to be seen.
import { channels } from '@teahouse/contract/channels';
import { customerTransfers } from '@teahouse/contract/customer-transfers';
import { leaving } from '@teahouse/contract/leaving';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWecom, type WecomDouble } from '../../../testing/wecom-double/serve-wecom.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CUSTOMERS = 130;
let world: World;
let company: Company;
let sales: Person;
let heir: Person;
let third: Person;
let wecom: WecomDouble;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date('2026-11-24T04:00:00Z');
  wecom = await serveWecom(world.clock);
  company = await world.company('南山修车');
  sales = await company.hire('林小雨', { userid: 'lin' });
  heir = await company.hire('周正', { userid: 'zhou' });
  third = await company.hire('吴越', { userid: 'wu' });
  for (let i = 0; i < CUSTOMERS; i++) wecom.follows('lin', { id: `wm-${i}`, name: `客户${i}` });
  await company.owner.call(channels.addChannel, {
    kind: 'wecom',
    name: '企业微信',
    fields: {
      ...wecom.corp,
      token: 'token-of-the-hook',
      aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      server: wecom.url,
    },
    memberIds: [heir.id],
  });
  for (let i = 0; i < 5; i++) await later(MINUTE);
}, 60_000);
afterAll(async () => {
  await wecom.close();
  await world.close();
});

const later = async (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
  for (let i = 0; i < 6; i++) await world.settle();
};
const boss = () => world.signIn(company, company.owner.id);
const queue = async () => (await (await boss()).call(channels.listChannelTransfers, {})).body;
const owners = () =>
  world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ id: string; userid: string }>(
      `select outside_id id, thread->>'userid' userid from channel_contacts where corp_id = $1`,
      [work.corpId],
    ),
  );

test('whoever leaves hands over there too: in calls of a hundred, one customer says no', async () => {
  expect(await owners()).toHaveLength(CUSTOMERS);
  wecom.leaves('lin');
  wecom.refuses('wm-7');
  wecom.fail('/cgi-bin/externalcontact/resigned/transfer_customer', 502);
  const to = heir.id;
  const left = await company.owner.call(leaving.leave, {
    memberId: sales.id,
    to: { reports: to, departments: to, groups: to, customers: to, approvals: to, tasks: to },
    message: '',
  });
  expect(left.status).toBe(200);
  for (let i = 0; i < 3; i++) await later(10 * 1_000);
  // The first call broke before it was taken; it is asked again, and nobody is asked twice.
  expect(wecom.passings.map((p) => [p.call, p.ids.length])).toEqual([
    ['resigned', 100],
    ['resigned', 30],
  ]);
  expect(new Set(wecom.passings.flatMap((p) => p.ids)).size).toBe(CUSTOMERS);
  expect((await queue()).counts).toEqual({ queued: 0, asked: CUSTOMERS, done: 0, refused: 0 });
  await later(DAY + 61 * MINUTE);
  const { counts, transfers } = await queue();
  expect(counts).toEqual({ queued: 0, asked: 0, done: CUSTOMERS - 1, refused: 1 });
  expect(transfers.filter((t) => t.state === 'refused')).toMatchObject([
    { customerName: '客户7', from: 'lin', to: 'zhou', why: 'channels.transfer_refused' },
  ]);
  const now = await owners();
  expect(now.filter((o) => o.userid === 'zhou')).toHaveLength(CUSTOMERS - 1);
});

test('a third time within ninety days waits until it is allowed', async () => {
  const back = async (from: Person, to: Person) => {
    const begun = await (
      await boss()
    ).call(customerTransfers.startTransfer, { from: from.id, to: to.id, only: {}, message: '' });
    expect(begun.status).toBe(200);
    for (let i = 0; i < 2; i++) await later(10 * 1_000);
    await later(DAY + 61 * MINUTE);
  };
  await back(heir, third);
  expect((await queue()).counts).toEqual({ queued: 0, asked: 0, done: 2 * (CUSTOMERS - 1), refused: 1 });
  await back(third, heir);
  const waiting = (await queue()).transfers.filter((t) => t.state === 'queued');
  expect((await queue()).counts.queued).toBe(CUSTOMERS - 1);
  expect(new Date(waiting[0]!.dueAt).toISOString().slice(0, 10)).toBe('2027-02-22');
  expect(wecom.passings.filter((p) => p.call === 'in service').flatMap((p) => p.ids)).toHaveLength(
    CUSTOMERS - 1,
  );
  await later(90 * DAY);
  await later(DAY + 61 * MINUTE);
  await later(61 * MINUTE);
  expect((await owners()).filter((o) => o.userid === 'zhou')).toHaveLength(CUSTOMERS - 1);
  expect((await queue()).counts.queued).toBe(0);
});
