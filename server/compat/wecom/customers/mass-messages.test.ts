// A small SCRM has members write to many customers: they confirm in our client, the one gateway decides, and the ledger is told in the vendor's numbers.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerGroups } from '@teahouse/contract/customer-groups';
import { customerPage } from '@teahouse/contract/customer-page';
import { groupPosts } from '@teahouse/contract/group-posts';
import { messaging } from '@teahouse/contract/messaging';
import { outreach } from '@teahouse/contract/outreach';
import type { BroadcastId, CustomerId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { setMarketing } from '../../../modules/customers/index.ts';
import { type Guest, importGuests } from '../../../testing/guests.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { externalUserid, outerChatId } from './outer-ids.ts';

let world: World;
let company: Company;
let lin: Person;
let scrm: WecomClient;
let guests: Guest[];
let userid: string;
let n = 0;

/** noon in Shanghai; every test begins a season later, so no touch of another counts */
let day = Date.parse('2026-11-24T04:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
});
beforeEach(async () => {
  day += 100 * 86_400_000;
  world.clock.now = new Date(day);
  userid = `lin${++n}`;
  lin = await company.hire('林小雨', { userid });
  scrm = await wecomClient(world, company, 'customers');
  guests = await importGuests(world, lin, 30);
});
afterAll(() => world.close());
const settle = async () => {
  for (let round = 0; round < 3; round++) await world.settle();
};

const call = (name: string, body: object) => scrm.ask(`externalcontact/${name}`, body);
const external = (i: number) => externalUserid(guests[i]!.customerId);
const work = <T>(run: Parameters<typeof world.house.openWork<T>>[2]) =>
  world.house.openWork(company.id, system, run);
/** Chance decides who is held out; what the program hears of them is the same number as of others who are not written to by a rule. */
async function armsOf(msgid: unknown): Promise<Map<string, 'send' | 'hold'>> {
  const rows = await work((w) =>
    w.sql<{ id: CustomerId; arm: 'send' | 'hold' }>(
      'select person_id id, arm from broadcast_people where corp_id = $1 and broadcast_id = $2',
      [w.corpId, msgid],
    ),
  );
  return new Map(rows.map((r) => [externalUserid(r.id), r.arm]));
}
type Sent = { external_userid: string; userid: string; status: number; send_time?: number };
async function results(msgid: unknown, limit = 100): Promise<Sent[]> {
  const all: Sent[] = [];
  let cursor = '';
  do {
    const page = await call('get_groupmsg_send_result', { msgid, userid, limit, cursor });
    all.push(...(page['send_list'] as Sent[]));
    cursor = page['next_cursor'] as string;
  } while (cursor);
  return all;
}
const confirmable = async (person: Person) =>
  (await person.call(outreach.listConfirmations, {})).body.confirmations;

test('a message goes to named customers once the member confirms; what each one got is told by number', async () => {
  const stranger = externalUserid('cus_000000000000000000000000');
  const asked = [...guests.keys()].slice(0, 20).map(external);
  const made = await call('add_msg_template', {
    chat_type: 'single',
    external_userid: [...asked, stranger, 'made-up'],
    sender: userid,
    text: { content: '换季保养八折' },
    attachments: [{ msgtype: 'link', link: { title: '预约', url: 'https://a.example/b', desc: '三分钟' } }],
  });
  expect(made).toMatchObject({ errcode: 0, fail_list: [stranger, 'made-up'] });
  const { msgid } = made;
  await work((w) => setMarketing(w, guests[0]!.customerId, false));
  await settle();
  const tasks = () => call('get_groupmsg_task', { msgid });
  expect(await tasks()).toMatchObject({ task_list: [{ userid, status: 0 }], next_cursor: '' });
  // The card in the member's own chats says that something waits.
  const [confirmation] = await confirmable(lin);
  expect(confirmation).toMatchObject({ broadcastId: msgid, pick: false });
  const inList = confirmation!.customers.map((c) => externalUserid(c.customerId));
  const arms = await armsOf(msgid);
  expect(inList.toSorted()).toEqual(
    asked
      .slice(1)
      .filter((e) => arms.get(e) === 'send')
      .toSorted(),
  );
  const customerIds = confirmation!.customers.map((c) => c.customerId);
  // Nobody may choose here: one word sends it to all of theirs.
  const part = await lin.call(outreach.confirmBroadcast, {
    broadcastId: msgid as BroadcastId,
    customerIds: customerIds.slice(0, 1),
  });
  expect(part.body).toEqual({ confirmed: customerIds.length });
  await settle();
  expect(await tasks()).toMatchObject({ task_list: [{ userid, status: 2, send_time: day / 1000 }] });
  const told = await results(msgid, 3);
  expect(told).toHaveLength(20);
  for (const one of told) {
    const held = arms.get(one.external_userid) === 'hold';
    const status = one.external_userid === asked[0] ? 2 : held ? 3 : 1;
    expect(one).toEqual({
      external_userid: one.external_userid,
      userid,
      status,
      ...(status === 1 ? { send_time: day / 1000 } : {}),
    });
  }
  const old = await call('get_group_msg_result', { msgid, limit: 1000 });
  expect(old).toMatchObject({ check_status: 1, detail_list: told });
  const span = { chat_type: 'single', start_time: day / 1000 - 60, end_time: day / 1000 + 60 };
  expect((await call('get_groupmsg_list_v2', span))['group_msg_list']).toEqual([
    {
      msgid,
      create_time: String(day / 1000),
      create_type: 0,
      text: { content: '换季保养八折' },
      attachments: [{ msgtype: 'link', link: { title: '预约', url: 'https://a.example/b', desc: '三分钟' } }],
    },
  ]);
  expect((await call('get_groupmsg_list_v2', { ...span, filter_type: 1 }))['group_msg_list']).toEqual([]);
});

test('a message goes into the groups of a member once they confirm, and is told group by group', async () => {
  const open = async () => {
    const made = (await lin.call(customerGroups.createGroupCode, { name: '海报', baseName: `群${n}` })).body;
    const phone = phoneAt(world.house, made.url);
    await phone.call(customerGroups.joinGroup, { device: phone.device });
    return made.groups[0]!.chatId;
  };
  const chats = [await open(), await open(), await open()];
  const text = { content: '群里的各位好' };
  // Clients with fixed structures send every kind beside the text, all of it empty.
  const unsaid = {
    image: { media_id: '', pic_url: '' },
    link: { title: '', url: '' },
    video: { media_id: '' },
  };
  const made = await call('add_msg_template', { chat_type: 'group', sender: userid, text, ...unsaid });
  expect(made).toMatchObject({ errcode: 0, fail_list: [] });
  const { msgid } = made;
  await settle();
  expect(await call('get_groupmsg_task', { msgid })).toMatchObject({ task_list: [{ userid, status: 0 }] });
  const [waiting] = (await lin.call(groupPosts.listGroupConfirmations, {})).body.waiting;
  const chatIds = waiting!.groups.map((g) => g.chatId);
  await lin.call(groupPosts.confirmGroupPost, { postId: waiting!.postId, chatIds });
  await settle();
  const { send_list: told } = await call('get_groupmsg_send_result', { msgid, userid });
  const asked = new Set(chatIds.map(outerChatId));
  expect(told).toEqual(
    chats
      .map(outerChatId)
      .toSorted()
      .map((chat_id) => ({
        chat_id,
        userid,
        ...(asked.has(chat_id) ? { status: 1, send_time: day / 1000 } : { status: 3 }),
      })),
  );
  const span = { chat_type: 'group', start_time: day / 1000 - 60, end_time: day / 1000 + 60 };
  expect((await call('get_groupmsg_list_v2', span))['group_msg_list']).toEqual([
    { msgid, create_time: String(day / 1000), create_type: 0, text },
  ]);
  expect((await call('cancel_groupmsg_send', { msgid })).errcode).toBe(41093);
  const one = { chat_type: 'group', sender: userid, chat_id_list: [outerChatId(chats[0]!)], text };
  const second = await call('add_msg_template', one);
  expect(await call('remind_groupmsg_send', second)).toMatchObject({ errcode: 0 });
  expect(await call('cancel_groupmsg_send', second)).toMatchObject({ errcode: 0 });
  expect((await call('add_msg_template', { chat_type: 'group', text })).errcode).toBe(41009);
  expect((await call('add_msg_template', { ...one, chat_id_list: ['made-up'] })).errcode).toBe(41048);
});

test('of tags one in every group is enough, and every group has to have one', async () => {
  const tags = async (group: string, ...names: string[]) => {
    const answer = await call('add_corp_tag', {
      group_name: `${group}${n}`,
      tag: names.map((name) => ({ name })),
    });
    return (answer['tag_group'] as { tag: { id: string }[] }).tag.map((t) => t.id);
  };
  const [vip, regular] = await tags('等级', 'VIP', '常客');
  const [truck] = await tags('车型', '货车');
  const mark = (i: number, ...add_tag: (string | undefined)[]) =>
    call('mark_tag', { userid, external_userid: external(i), add_tag });
  await mark(0, vip, truck);
  await mark(1, regular, truck);
  await mark(2, vip);
  await mark(3, truck);
  const made = await call('add_msg_template', {
    chat_type: 'single',
    tag_filter: { group_list: [{ tag_list: [vip, regular] }, { tag_list: [truck] }] },
    text: { content: '货车专场' },
  });
  expect([...(await armsOf(made['msgid'])).keys()].toSorted()).toEqual([external(0), external(1)].toSorted());
  const none = { group_list: [{ tag_list: [vip] }, { tag_list: [regular] }] };
  const nobody = await call('add_msg_template', { tag_filter: none, text: { content: 'x' } });
  expect(nobody.errcode).toBe(41048);
});

test('members are reminded three times a day at most; a cancelled message is over', async () => {
  const { msgid } = await call('add_msg_template', { sender: userid, text: { content: '提醒' } });
  await settle();
  const cards = async () => {
    const { chats } = (await lin.call(messaging.listChats, {})).body;
    const chat = chats.find((c) => c.guest === 'outreach');
    const { events } = (await lin.call(messaging.listMessages, { chatId: chat!.id })).body;
    return events.filter((m) => 'k' in m && m.k === 'card').length;
  };
  expect(await cards()).toBe(1);
  for (const errcode of [0, 0, 0, 41094])
    expect(await call('remind_groupmsg_send', { msgid })).toMatchObject({ errcode });
  await settle();
  expect(await cards()).toBe(4);
  world.clock.now = new Date(day + 86_400_001);
  // Tokens and sessions do not outlive a day and a night.
  scrm = await wecomClient(world, company, 'customers');
  lin = await world.signIn(company, lin.id);
  expect(await call('remind_groupmsg_send', { msgid })).toMatchObject({ errcode: 0 });
  expect(await call('cancel_groupmsg_send', { msgid })).toMatchObject({ errcode: 0 });
  for (const name of ['cancel_groupmsg_send', 'remind_groupmsg_send'])
    expect(await call(name, { msgid })).toMatchObject({ errcode: 41093 });
  expect(new Set((await results(msgid)).map((r) => r.status))).not.toContain(1);
  expect(await confirmable(lin)).toEqual([]);
  const wrong: [string, object, number][] = [
    ['get_groupmsg_task', { msgid: 'made-up' }, 41046],
    ['get_groupmsg_task', {}, 41046],
    ['add_msg_template', { text: { content: 'x' } }, 41048],
    ['add_msg_template', { sender: userid }, 41088],
    ['add_msg_template', { chat_type: 'group', sender: userid, text: { content: 'x' } }, 41048],
    ['add_msg_template', { sender: userid, external_userid: ['x'], text: { content: 'x' } }, 41048],
    ['get_groupmsg_list_v2', { chat_type: 'single', start_time: 1, end_time: 40 * 86_400 }, 40058],
  ];
  for (const [name, body, errcode] of wrong) expect(await call(name, body), name).toMatchObject({ errcode });
});

test('what a member writes to customers of their own is told as theirs, and is theirs to stop', async () => {
  const code = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body;
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  const draft = await lin.call(outreach.createBroadcast, {
    name: '老客',
    contents: [{ k: 'text', b: { text: '机油八折' } }],
    audience: { codeIds: [code.id] },
    holdOut: 0,
  });
  await lin.call(outreach.launchBroadcast, { broadcastId: draft.body.id });
  await settle();
  const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
  expect(messages.some((m) => String(m.body['text']).startsWith('机油八折'))).toBe(true);
  const span = {
    chat_type: 'single',
    start_time: day / 1000 - 60,
    end_time: day / 1000 + 60,
    creator: userid,
  };
  expect((await call('get_groupmsg_list_v2', span))['group_msg_list']).toMatchObject([
    { msgid: draft.body.id, creator: userid, create_type: 1 },
  ]);
  expect(await call('cancel_groupmsg_send', { msgid: draft.body.id })).toMatchObject({ errcode: 60011 });
});
