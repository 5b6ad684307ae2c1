// Orders from every source as one truth: told twice they are one, they count once where broadcasts are judged, and the report is the rows.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { customerTimeline, type TimelineRow } from '@teahouse/contract/customer-timeline';
import { messaging } from '@teahouse/contract/messaging';
import { moments } from '@teahouse/contract/moments';
import { type CustomerOrder, orders } from '@teahouse/contract/orders';
import type { CustomerId } from '@teahouse/contract/ids';
import { outreach } from '@teahouse/contract/outreach';
import { tickets } from '@teahouse/contract/tickets';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { importGuests } from '../../testing/guests.ts';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-24T04:00:00Z');
let world: World;
let company: Company;
let boss: Person;
let lin: Person;
let zhou: Person;
let guests: CustomerId[];

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date(NOON);
  company = await world.company('南山修车');
  boss = company.owner;
  [lin, zhou] = [await company.hire('林小雨'), await company.hire('周大山')];
  await importGuests(world, lin, 12);
  // The list goes newest first; phones count up.
  const { follows } = (await lin.call(customers.listCustomers, {})).body;
  guests = follows.toSorted((a, b) => a.mobile!.localeCompare(b.mobile!)).map((f) => f.customerId);
});
afterAll(() => world.close());

const outcomesOf = async (customerId: CustomerId) => {
  await world.settle();
  return await world.house.openWork(company.id, system, (work) =>
    work.sql<{ at: Date }>(
      `select at from outcomes where corp_id = $1 and customer_id = $2 and kind = 'order' order by at`,
      [work.corpId, customerId],
    ),
  );
};
async function bring(table: string | Buffer, more: Record<string, string> = {}) {
  const answer = await world.house.http.inject({
    method: 'POST',
    url: `/api${orders.importOrders.path}?${new URLSearchParams({ fileName: 'a.csv', ...more }).toString()}`,
    headers: { cookie: boss.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(table),
  });
  return answer.json<{ added: number; known: number; changed: number; faulty: number; faults: object[] }>();
}

test('an order told twice, by whichever door, is one order and one outcome, as long as it is paid for', async () => {
  const [customerId, other] = guests as [CustomerId, CustomerId];
  const told = { customerId, ref: 'A1', amount: 12_850, items: [{ name: '换机油', quantity: 1 }] };
  const first = (await lin.call(orders.recordCustomerOrder, told)).body;
  expect(first).toMatchObject({ source: 'own', state: 'paid', amount: 12_850, madeBy: lin.id });
  expect((await lin.call(outreach.recordOrder, { customerId, ref: 'A1' })).status).toBe(200);
  expect((await lin.call(orders.recordCustomerOrder, { ...told, amount: 1 })).body).toEqual(first);
  expect((await lin.call(outreach.recordOrder, { customerId, ref: 'A2' })).status).toBe(200);
  expect(await outcomesOf(customerId)).toHaveLength(2);
  // The same number elsewhere is another order; of another customer it is none.
  await lin.call(orders.recordCustomerOrder, { customerId, source: '美团', ref: 'A1' });
  const taken = await lin.call(orders.recordCustomerOrder, { customerId: other, ref: 'A1' });
  expect([taken.status, taken.body.error?.code]).toEqual([409, 'orders.other_customer']);
  expect(await outcomesOf(customerId)).toHaveLength(3);

  const list = async () => (await lin.call(orders.listCustomerOrders, { customerId, limit: 2 })).body;
  const page = await list();
  const rest = (await lin.call(orders.listCustomerOrders, { customerId, after: page.next!, limit: 2 })).body;
  expect([...page.orders, ...rest.orders].map((o) => `${o.source} ${o.ref}`).toSorted()).toEqual([
    'own A1',
    'own A2',
    '美团 A1',
  ]);
  // Another member's customer is none of mine.
  expect((await zhou.call(orders.listCustomerOrders, { customerId })).status).toBe(404);
  expect((await zhou.call(orders.recordCustomerOrder, told)).status).toBe(404);
  const one = { orderId: first.id };
  expect((await zhou.call(orders.changeCustomerOrder, { ...one, state: 'done' })).status).toBe(404);

  await lin.call(orders.changeCustomerOrder, { ...one, state: 'done' });
  expect((await lin.call(orders.changeCustomerOrder, { ...one, state: 'paid' })).body.error?.code).toBe(
    'orders.cannot_move',
  );
  expect(await outcomesOf(customerId)).toHaveLength(3);
  await lin.call(orders.changeCustomerOrder, { ...one, state: 'refunded' });
  expect(await outcomesOf(customerId)).toHaveLength(2);
  expect((await zhou.call(orders.removeCustomerOrder, one)).status).toBe(404);
  for (const { id } of [...page.orders, ...rest.orders])
    expect((await lin.call(orders.removeCustomerOrder, { orderId: id })).status).toBe(200);
  expect(await outcomesOf(customerId)).toEqual([]);
  expect((await list()).orders).toEqual([]);
});

test('a table says row and field of every fault, adds the rest once, and takes over what became of known orders', async () => {
  await importGuests(world, zhou, 1, 3);
  const table = [
    '手机号,平台,订单编号,下单时间,实付金额,商品,订单状态',
    '+86 139 0000 0001,美团,M1,2026-11-20 18:30,"¥1,280.50",换机油 x1；滤芯×2,已完成',
    '13900000002,,M2,2026/11/21,60,,待付款',
    '13900000002,美团,M1,2026-11-20,1,,',
    '13800000000,美团,M4,2026-11-20,1,,',
    ',美团,M5,2026-13-01,abc,,寄丢了',
    '13900000003,美团,M6,2026-11-20,1.234,,已完成',
    '13900000003,美团,M7,2026-11-20,1,,已完成',
  ].join('\n');
  const faults = [
    { row: 4, field: 'ref', what: 'twice', value: 'M1' },
    { row: 5, field: 'phone', what: 'unknown_customer', value: '13800000000' },
    { row: 6, field: 'phone', what: 'missing', value: '' },
    { row: 6, field: 'amount', what: 'unreadable', value: 'abc' },
    { row: 6, field: 'state', what: 'unreadable', value: '寄丢了' },
    { row: 6, field: 'orderedAt', what: 'unreadable', value: '2026-13-01' },
    { row: 7, field: 'amount', what: 'unreadable', value: '1.234' },
    { row: 8, field: 'phone', what: 'several_customers', value: '13900000003' },
  ];
  const preview = await bring(table, { source: '饿了么' });
  expect(preview).toMatchObject({ added: 2, known: 0, faulty: 5, faults });
  expect((await boss.call(orders.listOrders, {})).body.orders).toEqual([]);
  expect(await bring(table, { source: '饿了么', apply: '1' })).toEqual(preview);
  expect(await bring(table, { source: '饿了么', apply: '1' })).toMatchObject({
    added: 0,
    known: 2,
    changed: 0,
  });
  const { orders: kept } = (await boss.call(orders.listOrders, {})).body;
  expect(kept).toMatchObject([
    { source: '饿了么', ref: 'M2', amount: 6_000, state: 'placed', orderedAt: '2026-11-20T16:00:00.000Z' },
    {
      customerId: guests[1],
      source: '美团',
      amount: 128_050,
      orderedAt: '2026-11-20T10:30:00.000Z',
      items: [
        { name: '换机油', quantity: 1 },
        { name: '滤芯', quantity: 2 },
      ],
    },
  ]);
  expect(await outcomesOf(guests[2]!)).toEqual([]);
  // A workbook keeps its times as numbers: 2026-11-22 19:45 on the company's clock.
  const cells = ['手机号', '平台', '订单号', '下单时间'].map((t) => `<c t="str"><v>${t}</v></c>`).join('');
  const book = zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    ),
    'xl/worksheets/a.xml': strToU8(
      `<worksheet><sheetData><row>${cells}</row><row><c><v>13900000001</v></c><c t="str"><v>美团</v></c><c t="str"><v>X1</v></c><c s="1"><v>46348.822916666664</v></c></row></sheetData></worksheet>`,
    ),
    'xl/styles.xml': strToU8(
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    ),
  });
  expect(await bring(Buffer.from(book), { apply: '1' })).toMatchObject({ added: 1, faulty: 0 });
  const [fromBook] = (await boss.call(orders.listOrders, {})).body.orders;
  expect(fromBook).toMatchObject({ ref: 'X1', orderedAt: '2026-11-22T11:45:00.000Z' });
  await boss.call(orders.removeCustomerOrder, { orderId: fromBook!.id });
  const news = '手机号,平台,订单编号,下单时间,状态\n13900000002,饿了么,M2,2026/11/21,已支付';
  expect(await bring(news, { apply: '1' })).toMatchObject({ added: 0, known: 1, changed: 1 });
  expect(await outcomesOf(guests[2]!)).toHaveLength(1);
  expect(await bring('姓名,金额\n林,1')).toMatchObject({ error: { code: 'orders.unreadable_table' } });
  for (const { id } of kept) await boss.call(orders.removeCustomerOrder, { orderId: id });
});

test('the share of repeats that came to us is that of the rows, with merged customers as one', async () => {
  const sources = ['own', '美团', '饿了么'];
  for (let i = 0; i < 40; i++)
    await lin.call(orders.recordCustomerOrder, {
      customerId: guests[4 + ((i * i + (i % 3)) % 8)]!,
      source: sources[(i * 7) % 3]!,
      ref: `R${i}`,
      state: i % 9 === 0 ? 'cancelled' : 'paid',
      orderedAt: new Date(NOON - ((i * 11) % 40) * DAY).toISOString(),
    });
  await boss.call(customers.mergeCustomers, { customerId: guests[4]!, into: guests[5]! });
  const rows: CustomerOrder[] = [];
  for (let after: string | undefined; ;) {
    const page = (await boss.call(orders.listOrders, { limit: 15, ...(after ? { after } : {}) })).body;
    rows.push(...page.orders);
    if (!page.next) break;
    after = page.next;
  }
  expect(rows).toHaveLength(40);
  const from = NOON - 38 * DAY;
  const seen = new Set<string>();
  const truth = { orders: 0, repeats: 0, own: 0 };
  for (const o of rows.toReversed()) {
    if (o.state === 'cancelled') continue;
    const person = o.customerId === guests[4] ? guests[5]! : o.customerId;
    const again = seen.has(person);
    seen.add(person);
    if (Date.parse(o.orderedAt) < from) continue;
    truth.orders++;
    if (again) truth.repeats++;
    if (again && o.source === 'own') truth.own++;
  }
  expect(truth.own).toBeGreaterThan(0);
  expect(truth.repeats).toBeLessThan(truth.orders);
  const report = (await boss.call(orders.getOrderReport, { from: new Date(from).toISOString() })).body;
  expect(report.total).toMatchObject({ orders: truth.orders, repeats: truth.repeats });
  expect(report.ownShare).toBe(truth.own / truth.repeats);
  expect(report.sources.map((s) => s.source).toSorted()).toEqual(sources.toSorted());
  expect(report.sources.reduce((n, s) => n + s.repeats, 0)).toBe(truth.repeats);
  expect((await lin.call(orders.getOrderReport, {})).status).toBe(403);
});

test('customers read their own orders and nobody else’s', async () => {
  const { url } = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } }))
    .body;
  const [phone, stranger] = [phoneAt(world.house, url), phoneAt(world.house, url)];
  for (const one of [phone, stranger]) await one.scan();
  const { follows } = (await lin.call(customers.listCustomers, { limit: 2 })).body;
  await lin.call(orders.recordCustomerOrder, { customerId: follows[1]!.customerId, ref: 'C1', note: '难缠' });
  const read = [
    (await phone.call(orders.myOrders, {})).body.orders,
    (await stranger.call(orders.myOrders, {})).body.orders,
  ];
  expect(read.toSorted((a, b) => b.length - a.length)).toMatchObject([[{ ref: 'C1', state: 'paid' }], []]);
  expect(JSON.stringify(read)).not.toContain('难缠');
  // What they take away is all of it, in both shapes.
  const mine = read[0]!.length ? phone : stranger;
  for (const as of ['json', 'html'] as const) {
    const away = (await mine.call(customerPage.takeAway, { as })).body;
    expect(typeof away === 'string' ? away : JSON.stringify(away)).toMatch(/C1[^]*难缠/);
  }
});

test('the timeline is what every part of the house says, by time, page by page, and each only what its own page would show', async () => {
  const asked = { name: '前台', welcome: { text: '' } };
  const [mine, theirs] = [
    (await lin.call(contactCodes.createContactCode, asked)).body.url,
    (await zhou.call(contactCodes.createContactCode, asked)).body.url,
  ];
  const phone = phoneAt(world.house, mine);
  const { chatId } = await phone.scan();
  const { follows } = (await lin.call(customers.listCustomers, { limit: 1 })).body;
  const { customerId } = follows[0]!;
  await phone.say(chatId, '刹车有异响');
  await phone.say(chatId, '明天能修吗');
  const draft = { k: 'text' as const, b: { text: '可以' } };
  await lin.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft });
  await lin.call(customers.changeFollow, { customerId, stage: 'intent' });
  const ticket = (await lin.call(tickets.createTicket, { title: '换刹车片', customerId })).body;
  await lin.call(orders.recordCustomerOrder, { customerId, source: '美团', ref: 'T1', amount: 30_000 });
  const audience = { customerIds: [customerId] };
  const contents = [{ k: 'text' as const, b: { text: '换季八折' } }];
  const sent = { name: '换季', audience, contents, holdOut: 0, outcome: 'visit' as const };
  const { id: broadcastId } = (await lin.call(outreach.createBroadcast, sent)).body;
  await lin.call(outreach.launchBroadcast, { broadcastId });
  await world.settle();
  // What did not reach them, for whatever reason, is not told.
  await phone.call(customerPage.changeMe, { marketing: false });
  const missed = (await lin.call(outreach.createBroadcast, { ...sent, name: '没到' })).body.id;
  await lin.call(outreach.launchBroadcast, { broadcastId: missed });
  await world.settle();
  await phone.call(customerPage.changeMe, { marketing: true });
  await lin.call(moments.createMoment, { content: { text: '新店开业' }, holdOut: 0 });
  await world.settle();
  // The same person comes by another member's code: what they have with each other stays theirs.
  const phoneThere = Object.assign(phoneAt(world.house, theirs), {
    cookie: phone.cookie,
    device: phone.device,
  });
  await phoneThere.say((await phoneThere.scan()).chatId, '周师傅在吗');
  await zhou.call(tickets.createTicket, { title: '内部', customerId });
  await world.settle();

  const all = (await lin.call(customerTimeline.listTimeline, { customerId, limit: 100 })).body;
  expect(all.next).toBeNull();
  const of = (kind: string) => all.rows.filter((r) => r.kind === kind);
  expect(of('messages')).toMatchObject([{ memberName: '林小雨', count: 4, ofCustomer: 2, title: '' }]);
  expect(of('ticket')).toMatchObject([{ id: ticket.id, title: `#${ticket.no} 换刹车片`, state: 'open' }]);
  expect(of('order')).toMatchObject([
    { title: 'T1', source: '美团', amount: 30_000, currency: 'CNY', state: 'paid' },
  ]);
  expect(of('broadcast')).toMatchObject([{ id: broadcastId, title: '换季' }]);
  expect(of('moment')).toMatchObject([{ title: '新店开业' }]);
  expect(of('stage')).toMatchObject([{ title: 'intent', memberName: '林小雨' }]);
  expect(all.rows.some((r) => r.memberId === zhou.id || /刹车有异响|周师傅|内部/.test(r.title))).toBe(false);
  expect(all.rows.map((r) => r.at)).toEqual(
    all.rows
      .map((r) => r.at)
      .toSorted()
      .toReversed(),
  );
  const paged: TimelineRow[] = [];
  for (let before: string | undefined; ;) {
    const page = (
      await lin.call(customerTimeline.listTimeline, { customerId, limit: 2, ...(before ? { before } : {}) })
    ).body;
    paged.push(...page.rows);
    if (!page.next) break;
    before = page.next;
  }
  expect(paged).toEqual(all.rows);
  const his = (await zhou.call(customerTimeline.listTimeline, { customerId })).body.rows.map((r) => r.kind);
  expect(his).toContain('order');
  expect(his).not.toContain('broadcast');
  const stranger = await company.hire('何来');
  expect((await stranger.call(customerTimeline.listTimeline, { customerId })).status).toBe(404);
});
