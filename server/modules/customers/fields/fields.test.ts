// What a company keeps about customers: fields and stages of its own, in the profile, the list, tables; orders from elsewhere.
import { customerDuplicates } from '@teahouse/contract/customer-duplicates';
import { customerFields } from '@teahouse/contract/customer-fields';
import { customers } from '@teahouse/contract/customers';
import { outreach } from '@teahouse/contract/outreach';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importGuests } from '../../../testing/guests.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let customerId: `cus_${string}`;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  customerId = (await importGuests(world, lin, 3))[0]!.customerId;
});
afterAll(() => world.close());

const table = async (csv: string, who = lin) =>
  await world.house.http.inject({
    method: 'POST',
    url: `/api${customers.importCustomers.path}?fileName=a.csv`,
    headers: { cookie: who.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(csv),
  });
const found = async (asked: object) =>
  (await lin.call(customers.listCustomers, asked)).body.follows.map((f) => f.customerId);

test('fields are defined, filled, checked, searched, and kept when they are archived', async () => {
  const set = await company.owner.call(customerFields.setCustomerFields, {
    fields: [
      { name: '车牌', kind: 'text' },
      { name: '里程', kind: 'number' },
      { name: '年检', kind: 'date' },
      { name: '车型', kind: 'choice', options: [{ name: '轿车' }, { name: '货车' }] },
      { name: '兴趣', kind: 'choices', options: [{ name: '保养' }, { name: '改装' }] },
    ],
  });
  expect(set.status).toBe(200);
  const [plate, km, due, kind, likes] = set.body.fields;
  const fields = {
    [plate!.id]: '粤B12345',
    [km!.id]: 52_000,
    [due!.id]: '2026-03-01',
    [kind!.id]: kind!.options[1]!.id,
    [likes!.id]: [likes!.options[0]!.id],
  };
  const put = (change: object) => lin.call(customers.changeFollow, { customerId, fields: change as never });
  expect((await put(fields)).body.fields).toEqual(fields);
  for (const bad of [{ [km!.id]: 'far' }, { [due!.id]: '2026-02-30' }, { [kind!.id]: 'boat' }])
    expect((await put(bad)).body).toMatchObject({ error: { code: 'customers.field_invalid' } });
  for (const asked of [
    { fieldId: plate!.id, fieldIs: '粤B12345' },
    { fieldId: km!.id, fieldFrom: '9000', fieldTo: '52000' },
    { fieldId: due!.id, fieldTo: '2026-03-01' },
    { fieldId: kind!.id, fieldIs: '货车' },
    { fieldId: likes!.id, fieldIs: likes!.options[0]!.id },
  ])
    expect(await found(asked)).toEqual([customerId]);
  expect(await found({ fieldId: km!.id, fieldFrom: '52001' })).toEqual([]);
  const kept = { id: plate!.id, name: '车牌号', kind: 'text', required: true } as const;
  const after = await company.owner.call(customerFields.setCustomerFields, { fields: [kept] });
  expect(after.body.fields.map((f) => [f.name, f.archived])).toEqual([
    ['车牌号', false],
    ['里程', true],
    ['年检', true],
    ['车型', true],
    ['兴趣', true],
  ]);
  const { error } = (await put({ [plate!.id]: null })).body as never;
  expect(error).toMatchObject({ code: 'customers.field_required', text: expect.stringContaining('车牌号') });
  expect((await lin.call(customers.getCustomer, { customerId })).body.follows[0]!.fields[km!.id]).toBe(
    52_000,
  );
  expect((await lin.call(customerFields.setCustomerFields, { fields: [] })).status).toBe(403);
});

test('stages are the company’s own, a change stands in the timeline, and a table names them', async () => {
  const set = await company.owner.call(customerFields.setCustomerStages, {
    stages: [{ name: '线索' }, { id: 'won', name: '成交' }],
  });
  const [lead] = set.body.stages;
  expect(set.body.stages.map((s) => [s.name, s.archived]).slice(0, 2)).toEqual([
    ['线索', false],
    ['成交', false],
  ]);
  expect((await lin.call(customers.changeFollow, { customerId, stage: 'lost' })).body).toMatchObject({
    error: { code: 'customers.stage_not_found' },
  });
  await lin.call(customers.changeFollow, { customerId, stage: 'won' });
  const { timeline } = (await lin.call(customers.getCustomer, { customerId })).body;
  expect(timeline[0]).toMatchObject({ kind: 'stage', detail: 'won', memberId: lin.id });
  expect(await found({ stage: 'won' })).toEqual([customerId]);
  const done = await table(
    '姓名,手机,阶段,车牌号\n王一,13700000001,成交,粤B1\n王二,13700000002,不存在,粤B2\n王三,13700000003,,粤B3\n',
  );
  expect(done.json()).toMatchObject({
    added: 2,
    changed: 0,
    faults: [{ line: 3, column: '阶段', value: '不存在', what: 'bad_stage' }],
  });
  const rows = (await lin.call(customers.listCustomers, { q: '王' })).body.follows;
  expect(rows.map((f) => [f.name, f.stage]).toSorted()).toEqual([
    ['王一', 'won'],
    ['王三', lead!.id],
  ]);
  const csv = await lin.call(customers.exportCustomers, { q: '王一' });
  expect((csv.body as Buffer).toString('utf8')).toMatch(/阶段.*车牌号[\s\S]*王一.*成交.*粤B1/);
});

test('tags and groups are renamed and put in an order', async () => {
  const make = async (group: string, name: string) =>
    (await company.owner.call(customers.createCustomerTag, { group, name })).body;
  const [a, b, c] = [await make('等级', '银'), await make('等级', '金'), await make('地区', '南山')];
  await company.owner.call(customerFields.orderCustomerTags, { ids: [b.id, a.id] });
  await company.owner.call(customerFields.orderCustomerTags, { ids: [c.groupId, a.groupId] });
  await company.owner.call(customerFields.renameCustomerTag, { tagId: b.id, name: '黄金' });
  await company.owner.call(customerFields.renameCustomerTag, { tagId: c.groupId, name: '片区' });
  const { tags } = (await lin.call(customers.listCustomerTags, {})).body;
  expect(tags.map((t) => `${t.group}/${t.name}`)).toEqual(['片区/南山', '等级/黄金', '等级/银']);
  const taken = await company.owner.call(customerFields.renameCustomerTag, { tagId: b.id, name: '银' });
  expect(taken.body).toMatchObject({ error: { code: 'customers.tag_taken' } });
});

test('those who may be one person are proposed, compared, merged with shared fields, and two again', async () => {
  const boss = company.owner;
  const zhou = await company.hire('周大山');
  const set = await boss.call(customerFields.setCustomerFields, {
    fields: [
      { name: '来自', kind: 'text' },
      { name: '尺码', kind: 'text' },
    ],
  });
  const [from, size] = set.body.fields.map((f) => f.id) as [`cfd_${string}`, `cfd_${string}`];
  await table('姓名,手机,来自,尺码\n赵一,137 0000 0011,南山,M\n钱二,13700000012,,\n', lin);
  await table('姓名,手机,邮箱,来自\n赵女士,+86-13700000011,,福田\n赵一,,,\n钱二,13700000099,,\n', zhou);
  const pairs = async (by: 'mobile' | 'name') =>
    (await boss.call(customerDuplicates.listDuplicates, { by })).body.pairs;
  const [pair, ...more] = await pairs('mobile');
  expect(more).toEqual([]);
  expect([pair!.value, pair!.one.owners, pair!.other.owners]).toEqual([
    '13700000011',
    ['林小雨'],
    ['周大山'],
  ]);
  // 钱二 has two phones under one name: not proposed.
  expect((await pairs('name')).map((p) => p.value)).toEqual(['赵一']);
  const [one, other] = [pair!.one.customerId, pair!.other.customerId];
  const preview = (await boss.call(customerDuplicates.previewMerge, { customerId: other, into: one })).body;
  expect(preview).toMatchObject({
    joined: { name: '赵一', fields: { [from]: '南山', [size]: 'M' }, records: 2 },
    differing: [from],
  });
  await boss.call(customers.mergeCustomers, { customerId: other, into: one });
  const fieldsOf = async (who: Person, customerId: typeof one) =>
    (await who.call(customers.getCustomer, { customerId })).body.follows[0]!.fields;
  expect(await fieldsOf(zhou, other)).toEqual({ [from]: '南山', [size]: 'M' });
  expect(await pairs('mobile')).toEqual([]);
  await zhou.call(customers.changeFollow, { customerId: other, fields: { [size]: 'L' } });
  expect(await fieldsOf(lin, one)).toEqual({ [from]: '南山', [size]: 'L' });
  const larger = { fieldId: size, fieldIs: 'L' };
  expect((await lin.call(customers.listCustomers, larger)).body.follows).toHaveLength(1);
  expect((await boss.call(customers.countCustomers, { ...larger, whose: 'all' })).body.count).toBe(2);

  await boss.call(customers.unmergeCustomer, { customerId: other });
  expect(await fieldsOf(zhou, other)).toEqual({ [from]: '福田', [size]: 'L' });
  expect(await fieldsOf(lin, one)).toEqual({ [from]: '南山', [size]: 'L' });
  // Whom somebody took apart are not proposed again; nor are those somebody looked at.
  expect(await pairs('mobile')).toEqual([]);
  const [named] = await pairs('name');
  const two = { customerId: named!.one.customerId, other: named!.other.customerId };
  expect((await boss.call(customerDuplicates.tellApart, two)).status).toBe(200);
  expect(await pairs('name')).toEqual([]);
});

test('a broadcast goes to those whose fields are so, and to nobody by a field that is not there', async () => {
  const { fields } = (
    await company.owner.call(customerFields.setCustomerFields, {
      fields: [
        { name: '吨位', kind: 'number' },
        { name: '等级', kind: 'choice', options: [{ name: '金' }, { name: '银' }] },
      ],
    })
  ).body;
  const [tons, grade] = fields.filter((f) => !f.archived);
  const { follows } = (await lin.call(customers.listCustomers, { limit: 3 })).body;
  const guests = follows.map((f) => f.customerId);
  for (const [at, id] of guests.entries())
    await lin.call(customers.changeFollow, {
      customerId: id,
      fields: { [tons!.id]: at * 10, [grade!.id]: grade!.options[at ? 0 : 1]!.id } as never,
    });
  const reached = async (asked: object[]) => {
    const contents = [{ k: 'text' as const, b: { text: '年检提醒' } }];
    const draft = {
      name: '年检',
      contents,
      holdOut: 0,
      audience: { customerIds: guests, fields: asked as never },
    };
    const { body } = await lin.call(outreach.createBroadcast, draft);
    return (await lin.call(outreach.previewBroadcast, { broadcastId: body.id })).body.eligible;
  };
  expect(guests).toHaveLength(3);
  const gold = { fieldId: grade!.id, fieldIs: '金' };
  expect(await reached([])).toBe(3);
  expect(await reached([gold])).toBe(2);
  expect(await reached([gold, { fieldId: tons!.id, fieldFrom: '15' }])).toBe(1);
  expect(await reached([{ fieldId: 'cfd_00000000000000000000000000' }])).toBe(0);
});
