// A customer scans a code and is in a chat; the member answers; what each side keeps, and what neither may reach.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { files } from '@teahouse/contract/files';
import { messaging } from '@teahouse/contract/messaging';
import type { Endpoint } from '@teahouse/contract/define';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { upload } from '../../testing/upload.ts';
import { modules } from '../all.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
});
afterAll(() => world.close());

async function codeOf(person: Person, more: object = {}) {
  const made = await person.call(contactCodes.createContactCode, {
    name: '前台',
    welcome: { text: '你好，我是{name}' },
    ...more,
  });
  expect(made.status).toBe(200);
  return made.body;
}
const say = (person: Person, chatId: `chat_${string}`, text: string) =>
  person.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft: { k: 'text', b: { text } } });

test('a scan opens a chat at once, the welcome arrives, and both sides talk', async () => {
  const file = await upload(world.house, lin, 'prices.txt', Buffer.from('oil 100'));
  const code = await codeOf(lin, { welcome: { text: '你好，我是{name}', fileIds: [file.fileId] } });
  // Another administrator sees the file with the code, and keeps it when changing the words.
  const facts = await company.owner.call(files.describeFile, { fileId: file.fileId });
  expect(facts.status).toBe(200);
  const same = { text: '你好，我是{name}', fileIds: [file.fileId] };
  const kept = await company.owner.call(contactCodes.changeContactCode, { codeId: code.id, welcome: same });
  expect(kept.body.welcome).toEqual(same);
  expect((await zhou.call(files.describeFile, { fileId: file.fileId })).status).toBe(404);
  const phone = phoneAt(world.house, code.url);
  const here = await phone.scan();
  expect(here).toMatchObject({ corpName: '南山修车', chats: [{ memberName: '林小雨', state: 'following' }] });
  expect(phone.cookie).toMatch(/^th_customer=/);
  await world.settle();
  await world.settle();
  const { chatId } = here;
  const first = (await phone.call(customerPage.customerHistory, { chatId })).body;
  expect(first.messages.map((m) => [m.mine, m.kind, m.body['text'] ?? m.body['name']])).toEqual([
    [false, 'text', '你好，我是林小雨'],
    [false, 'file', 'prices.txt'],
  ]);
  const bytes = await phone.call(customerPage.customerFile, { fileId: file.fileId });
  expect([bytes.status, bytes.body]).toEqual([200, 'oil 100']);

  const cid = crypto.randomUUID();
  const said = await phone.say(chatId, '刹车有异响', cid);
  expect(await phone.say(chatId, '刹车有异响', cid)).toMatchObject({ seq: said.seq });
  const chat = (await lin.call(messaging.getChat, { chatId })).body;
  expect(chat).toMatchObject({ kind: 'customer', guest: expect.stringMatching(/^cus_/), n: 3 });

  const waiting = phone.call(customerPage.customerHistory, { chatId, after: said.seq, wait: 20 });
  await say(lin, chatId, '开过来看看');
  const heard = (await waiting).body;
  expect(heard.messages).toMatchObject([{ mine: false, body: { text: '开过来看看' } }]);
  await lin.call(messaging.recallMessage, { chatId, seq: heard.seq });
  const after = (await phone.call(customerPage.customerHistory, { chatId, after: heard.seq })).body;
  expect(after.messages).toMatchObject([{ seq: heard.seq, recalled: true, body: {} }]);
});

test('the same phone is the same person: by cookie, by its own key, and when it scans twice at once', async () => {
  const code = await codeOf(lin);
  const phone = phoneAt(world.house, code.url);
  const both = await Promise.all([phone.scan(), phone.scan()]);
  expect(both[0].chatId).toBe(both[1].chatId);
  const again = phoneAt(world.house, code.url);
  again.device = phone.device;
  expect((await again.scan()).chatId).toBe(both[0].chatId);
  again.device = crypto.randomUUID();
  expect((await again.scan()).chatId).toBe(both[0].chatId);
  const { codes } = (await lin.call(contactCodes.listContactCodes, {})).body;
  expect(codes.find((c) => c.id === code.id)).toMatchObject({ customers: 1, scans: 4 });
});

test('thirty scans at once are ten for each of three members', async () => {
  const team = await Promise.all(['甲', '乙', '丙'].map((n) => company.hire(n)));
  const code = await codeOf(company.owner, {
    kind: 'team',
    members: team.map((p) => ({ memberId: p.id })),
  });
  const here = await Promise.all(Array.from({ length: 30 }, () => phoneAt(world.house, code.url).scan()));
  const served = here.map((h) => h.chats[0]!.memberName);
  expect(team.map((p) => served.filter((id) => id === p.name).length)).toEqual([10, 10, 10]);
});

test('duty hours, the daily cap and the load decide who is next, and nobody is turned away', async () => {
  const [early, late, spare] = await Promise.all(['早班', '晚班', '替补'].map((n) => company.hire(n)));
  const days = [1, 2, 3, 4, 5, 6, 7];
  const code = await codeOf(company.owner, {
    kind: 'shop',
    members: [
      { memberId: early!.id, hours: [{ days, from: '08:00', to: '16:00' }], dailyCap: 2 },
      { memberId: late!.id, hours: [{ days, from: '16:00', to: '02:00' }] },
    ],
  });
  const next = async () => (await phoneAt(world.house, code.url).scan()).chats[0]!.memberName;
  try {
    world.clock.now = new Date('2026-11-24T04:00:00Z'); // 12:00 in Shanghai
    expect([await next(), await next(), await next()]).toEqual(['早班', '早班', '晚班']);
    world.clock.now = new Date('2026-11-24T17:30:00Z'); // 01:30
    expect(await next()).toBe('晚班');
    world.clock.now = new Date('2026-11-25T07:59:00Z'); // 15:59
    expect(await next()).toBe('早班');
    world.clock.now = new Date('2026-11-25T08:00:00Z'); // 16:00
    expect(await next()).toBe('晚班');
  } finally {
    world.clock.now = new Date();
  }
  await company.owner.call(contactCodes.changeContactCode, {
    codeId: code.id,
    how: 'load',
    members: [{ memberId: late!.id }, { memberId: spare!.id }],
  });
  expect([await next(), await next(), await next()]).toEqual(['替补', '替补', '替补']);
});

test('with confirmation the member decides, and who is refused cannot write', async () => {
  const code = await codeOf(lin, { confirm: true });
  const phone = phoneAt(world.house, code.url);
  const { chatId, chats } = await phone.scan();
  expect(chats[0]!.state).toBe('waiting');
  await phone.say(chatId, '在吗');
  const [follow] = (await lin.call(customers.listCustomers, { codeId: code.id })).body.follows;
  const { customerId } = follow!;
  expect((await zhou.call(customers.answerCustomer, { customerId, accept: true })).status).toBe(404);
  expect((await lin.call(customers.answerCustomer, { customerId, accept: true })).body.state).toBe(
    'following',
  );
  await world.settle();
  await world.settle();
  const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
  expect(messages.at(-1)!.body).toEqual({ text: '你好，我是林小雨' });
  await lin.call(customers.answerCustomer, { customerId, accept: false });
  const draft = { k: 'text' as const, b: { text: '还在吗' } };
  const cid = crypto.randomUUID();
  expect((await phone.call(customerPage.customerPost, { chatId, cid, draft })).body.error?.code).toBe(
    'customers.refused',
  );
});

test('remark, tags, stage and search belong to the pair; colleagues do not see each other’s customers', async () => {
  const tag = (await company.owner.call(customers.createCustomerTag, { group: '车型', name: '轿车' })).body;
  const code = await codeOf(lin, { tagIds: [tag.id], channel: '门口海报' });
  await phoneAt(world.house, code.url).scan();
  const [one] = (await lin.call(customers.listCustomers, { codeId: code.id })).body.follows;
  expect(one).toMatchObject({ tagIds: [tag.id], channel: '门口海报', codeName: '前台', stage: 'new' });
  const { customerId } = one!;
  const changed = await lin.call(customers.changeFollow, {
    customerId,
    remark: '王老板',
    stage: 'intent',
    personal: ['爽快', '爽快'],
    description: '开一辆旧捷达',
  });
  expect(changed.body).toMatchObject({ remark: '王老板', stage: 'intent', personal: ['爽快'] });
  for (const found of [{ q: 'wanglao' }, { q: '老板' }, { tagId: tag.id }, { stage: 'intent' as const }])
    expect((await lin.call(customers.listCustomers, found)).body.follows.map((f) => f.customerId)).toContain(
      customerId,
    );
  expect((await lin.call(customers.listCustomers, { q: '%' })).body.follows).toEqual([]);
  const seen = (await lin.call(customers.getCustomer, { customerId })).body;
  expect(seen.timeline.map((e) => e.kind)).toEqual(['stage', 'added', 'scanned']);
  expect((await zhou.call(customers.getCustomer, { customerId })).status).toBe(404);
  expect((await zhou.call(customers.listCustomers, { whose: 'all' })).body.follows).toEqual([]);
  const all = (await company.owner.call(customers.listCustomers, { whose: 'all', tagId: tag.id })).body;
  expect(all.follows.map((f) => f.customerId)).toEqual([customerId]);
});

test('pages of customers go on where they stopped', async () => {
  const boss = company.owner;
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = (
      await boss.call(customers.listCustomers, { whose: 'all', limit: 7, ...(after ? { after } : {}) })
    ).body;
    ids.push(...page.follows.map((f) => f.customerId + f.memberId));
    after = page.next ?? undefined;
  } while (after);
  expect(ids.length).toBeGreaterThan(35);
  expect(new Set(ids).size).toBe(ids.length);
});

test('two customers become one person and two again, without loss', async () => {
  const [a, b] = [await codeOf(lin), await codeOf(zhou)];
  const [p, q] = [phoneAt(world.house, a.url), phoneAt(world.house, b.url)];
  const [first, second] = [await p.scan(), await q.scan()];
  await q.say(second.chatId, '旧手机上说的');
  await q.call(customerPage.changeMe, { marketing: false });
  const idOf = async (who: Person, codeId: typeof a.id) =>
    (await who.call(customers.listCustomers, { codeId })).body.follows[0]!.customerId;
  const [one, two] = [await idOf(lin, a.id), await idOf(zhou, b.id)];
  const merged = await company.owner.call(customers.mergeCustomers, { customerId: two, into: one });
  expect(merged.body.follows.map((f) => f.memberName).toSorted()).toEqual(['周大山', '林小雨'].toSorted());
  const here = (await p.call(customerPage.customerHere, {})).body;
  expect(here.chatId).toBe(first.chatId);
  // What one record said no to, the person said no to: on their page as in the gateway.
  expect([here.marketing, merged.body.marketing]).toEqual([false, false]);
  expect(here.chats).toHaveLength(2);
  const old = await p.call(customerPage.customerHistory, { chatId: second.chatId });
  expect(old.body.messages.filter((m) => m.mine)).toMatchObject([{ body: { text: '旧手机上说的' } }]);
  expect(
    (await company.owner.call(customers.unmergeCustomer, { customerId: one })).body.follows,
  ).toHaveLength(1);
  expect((await p.call(customerPage.customerHistory, { chatId: second.chatId })).status).toBe(404);
  expect((await company.owner.call(customers.unmergeCustomer, { customerId: one })).body.error?.code).toBe(
    'customers.not_merged',
  );
});

test('a customer reaches their own chats and nothing else', async () => {
  const code = await codeOf(lin);
  const [a, b] = [phoneAt(world.house, code.url), phoneAt(world.house, code.url)];
  const [mine, theirs] = [await a.scan(), await b.scan()];
  const stranger = phoneAt(world.house, code.url);
  const words = { k: 'text' as const, b: { text: 'x' } };
  const asks: [Endpoint, object][] = [
    [customerPage.customerHistory, {}],
    [customerPage.customerPost, { cid: crypto.randomUUID(), draft: words }],
    [customerPage.muteMember, { muted: true }],
  ];
  for (const [endpoint, input] of asks) {
    expect((await a.call(endpoint, { ...input, chatId: theirs.chatId })).status, endpoint.path).toBe(404);
    expect((await stranger.call(endpoint, { ...input, chatId: mine.chatId })).status).toBe(401);
  }
  // Every route of the house, shown the customer's cookie as if it were a session.
  const secret = a.cookie.split('=')[1];
  for (const { endpoint } of modules.flatMap((m) => m.handlers)) {
    if (endpoint.who === 'anyone' || endpoint.who === 'customer' || endpoint.who.startsWith('key:')) continue;
    for (const cookie of [a.cookie, `th_session=${secret}`]) {
      const answer = await world.house.http.inject({
        method: endpoint.method,
        url: `/api${endpoint.path.replaceAll(/:(\w+)/g, 'x')}`,
        headers: { cookie },
        ...(endpoint.method === 'GET' ? {} : { payload: {} }),
      });
      expect([endpoint.path, answer.statusCode]).toEqual([endpoint.path, 401]);
    }
  }
  const other = await world.company('别家');
  const elsewhere = phoneAt(world.house, (await codeOf(other.owner)).url);
  elsewhere.cookie = a.cookie;
  expect((await elsewhere.call(customerPage.customerHere, {})).status).toBe(401);
  await elsewhere.scan();
  // The phone now holds both; each link opens its own company.
  a.cookie = elsewhere.cookie;
  expect((await a.call(customerPage.customerHere, {})).body.corpName).toBe('南山修车');
  expect((await elsewhere.call(customerPage.customerHere, {})).body.corpName).toBe('别家');
});

test('the customer names themselves, stops marketing, mutes a member and takes everything away', async () => {
  const code = await codeOf(lin);
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  await phone.say(chatId, '我的车 <牌照>');
  const changed = (await phone.call(customerPage.changeMe, { name: '赵女士', marketing: false })).body;
  expect(changed).toMatchObject({ name: '赵女士', marketing: false, marketingAt: expect.any(String) });
  expect((await lin.call(customers.listCustomers, { q: 'zhaonv' })).body.follows[0]).toMatchObject({
    name: '赵女士',
  });
  expect((await lin.call(messaging.getChat, { chatId })).body.title).toBe('赵女士');
  const muted = (await phone.call(customerPage.muteMember, { chatId, muted: true })).body;
  expect(muted.chats[0]!.muted).toBe(true);
  const { customerId } = (await lin.call(customers.listCustomers, { q: 'zhaonv' })).body.follows[0]!;
  await lin.call(customers.changeFollow, { customerId, remark: '赵姐', mobiles: ['13600000000'] });
  const told = (await phone.call(customerPage.heldAboutMe, {})).body;
  expect(told.holders).toMatchObject([
    { memberName: '林小雨', remark: '赵姐', mobiles: ['13600000000'], stage: '新客户' },
  ]);
  const held = (await phone.call(customerPage.takeAway, { as: 'json' })).body as unknown as {
    history: { kind: string }[];
    chats: { messages: { body: object }[] }[];
  };
  expect(held.chats[0]!.messages.map((m) => m.body)).toContainEqual({ text: '我的车 <牌照>' });
  expect(held.history.map((h) => h.kind)).toEqual(['scanned', 'added', 'named', 'marketing_off', 'muted']);
  const page = (await phone.call(customerPage.takeAway, { as: 'html' })).body as unknown as string;
  expect(page).toContain('我的车 &lt;牌照&gt;');
});

test('a picture of the customer reaches the member', async () => {
  const code = await codeOf(lin);
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  const png = (await lin.call(contactCodes.contactCodeQr, { codeId: code.id, as: 'png' })).body as Buffer;
  const kept = await world.house.http.inject({
    method: 'POST',
    url: `/api/c/${phone.key}/files?name=car.png`,
    headers: { cookie: phone.cookie, 'content-type': 'application/octet-stream' },
    payload: png,
  });
  const file = kept.json();
  expect([kept.statusCode, file.kind, file.width]).toEqual([200, 'image', 960]);
  const { fileId, name, size, mime } = file;
  const draft = { k: 'image' as const, b: { fileId, name, size, mime } };
  const sent = await phone.call(customerPage.customerPost, { chatId, cid: crypto.randomUUID(), draft });
  expect(sent.body).toMatchObject({ kind: 'image', body: { width: 960 } });
  const seen = await world.house.http.inject({
    url: `/api/files/${fileId}`,
    headers: { cookie: lin.cookie },
  });
  expect(seen.rawPayload.equals(png)).toBe(true);
  const not = await world.house.http.inject({
    url: `/api/files/${fileId}`,
    headers: { cookie: zhou.cookie },
  });
  expect(not.statusCode).toBe(404);
});

test('a table of customers is looked at first, comes in, changes nothing twice, and comes back as it went out', async () => {
  const newcomer = await company.hire('钱掌柜');
  const bring = async (csv: string, preview = false, who = newcomer) =>
    (
      await world.house.http.inject({
        method: 'POST',
        url: `/api/customers/import?fileName=a.csv&preview=${String(preview)}`,
        headers: { cookie: who.cookie, 'content-type': 'application/octet-stream' },
        payload: Buffer.from(csv),
      })
    ).json();
  const csv =
    '姓名,手机,公司,备注名,邮箱,爱好\n孙一,13900000001,甲公司,老孙,,\n,13900000002,,,,\n李二,,,,错,\n钱三,13900000003,,=1+1,a@b.cn,\n孙一,139 0000 0001,,,,\n周四,,,,,\n';
  const looked = await bring(csv, true);
  expect(looked).toMatchObject({
    rows: 6,
    added: 3,
    changed: 0,
    unchanged: 0,
    faulty: 3,
    faults: [
      { line: 3, column: '姓名', value: '', what: 'no_name' },
      { line: 4, column: '邮箱', value: '错', what: 'bad_email' },
      { line: 6, column: '手机', value: '139 0000 0001', what: 'twice' },
    ],
    ignored: ['爱好'],
  });
  expect((await newcomer.call(customers.countCustomers, {})).body.count).toBe(0);
  expect(await bring(csv)).toEqual(looked);
  expect(await bring(csv)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  const { follows } = (await newcomer.call(customers.listCustomers, { q: '13900000001' })).body;
  expect(follows).toMatchObject([{ name: '孙一', company: '甲公司', remark: '老孙' }]);
  const seen = await newcomer.call(customers.getCustomer, { customerId: follows[0]!.customerId });
  expect(seen.body.timeline.map((e) => e.kind)).toEqual(['imported', 'added']);
  expect(await bring('姓名,手机,公司\n孙一,+86 13900000001,乙公司\n')).toMatchObject({
    changed: 1,
    people: [{ line: 2, name: '孙一', what: 'changed', columns: ['公司'] }],
  });
  const out = ((await newcomer.call(customers.exportCustomers, {})).body as Buffer).toString();
  expect(out).toContain('孙一,13900000001');
  expect(out).toContain("'=1+1");
  expect(await bring(out)).toMatchObject({ rows: 3, added: 0, changed: 0, unchanged: 3, faults: [] });
  expect(await bring(out, true, zhou)).toMatchObject({
    added: 0,
    faulty: 3,
    faults: [{ what: 'not_mine' }, {}, {}],
  });
  expect(await bring('\u0000\u0001')).toMatchObject({ error: { code: 'customers.unreadable_table' } });
});

test('codes show as pictures and posters to those who may use them, and closing one keeps old chats', async () => {
  const code = await codeOf(lin, { name: '门口 <一号>' });
  const poster = (
    (await lin.call(contactCodes.contactCodeQr, { codeId: code.id, as: 'poster' })).body as Buffer
  ).toString();
  expect(poster).toContain('门口 &lt;一号&gt;');
  expect(poster).toContain(code.url);
  expect((await zhou.call(contactCodes.contactCodeQr, { codeId: code.id })).status).toBe(404);
  expect((await zhou.call(contactCodes.changeContactCode, { codeId: code.id, closed: true })).status).toBe(
    404,
  );
  const other = await codeOf(zhou, {});
  expect(
    (await zhou.call(contactCodes.changeContactCode, { codeId: other.id, members: [{ memberId: lin.id }] }))
      .status,
  ).toBe(404);
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  await lin.call(contactCodes.changeContactCode, { codeId: code.id, closed: true });
  expect((await phone.scan()).chatId).toBe(chatId);
  const late = phoneAt(world.house, code.url);
  const refused = await late.call(customerPage.scan, { device: late.device });
  expect(refused.body.error?.code).toBe('customers.nobody_serves');
});
