import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatId } from '@teahouse/contract/ids';
import { memberMoved, memberStopped } from '@teahouse/contract/directory';
import { messaging } from '@teahouse/contract/messaging';
import { system } from '../../../kernel/work.ts';
import { connect } from '../../../testing/device.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { chatHistory } from '../messages/chat-history.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let zhou: Person;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company();
  [lin, wu, zhou] = [await tea.hire('林小雨'), await tea.hire('吴刚'), await tea.hire('周舟')];
});
afterAll(() => world.close());

const group = async (...members: Person[]) =>
  (await lin.call(messaging.createGroup, { title: '小组', memberIds: members.map((m) => m.id) })).body.id;
const say = (who: Person, chatId: ChatId, text: string) =>
  who.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft: { k: 'text', b: { text } } });
const membersOf = async (chatId: ChatId) =>
  (await lin.call(messaging.listChatMembers, { chatId })).body.members.map((m) => [m.name, m.role]);

test('an owner hands over before leaving; the group then has one owner', async () => {
  const chatId = await group(wu, zhou);
  const leave = await lin.call(messaging.removeChatMember, { chatId, memberId: lin.id });
  expect(leave.body.error?.code).toBe('messaging.owner_must_hand_over');
  await lin.call(messaging.setChatRole, { chatId, memberId: wu.id, role: 'owner' });
  expect((await lin.call(messaging.removeChatMember, { chatId, memberId: lin.id })).status).toBe(200);
  const left = (await wu.call(messaging.listChatMembers, { chatId })).body;
  expect(new Map(left.members.map((m) => [m.name, m.role]))).toEqual(
    new Map([
      ['吴刚', 'owner'],
      ['周舟', 'member'],
    ]),
  );
  expect(left.total).toBe(2);
});

test('rights: plain members may not what the owner closed, admins may', async () => {
  const chatId = await group(wu, zhou);
  await lin.call(messaging.updateChat, {
    chatId,
    settings: { invite: 'admins', rename: 'admins', pin: 'admins' },
  });
  await lin.call(messaging.setChatRole, { chatId, memberId: wu.id, role: 'admin' });
  const extra = await tea.hire('新人');
  const add = (who: Person) => who.call(messaging.addChatMembers, { chatId, memberIds: [extra.id] });
  const rename = (who: Person) => who.call(messaging.updateChat, { chatId, title: '新名字' });
  const remove = (who: Person) => who.call(messaging.removeChatMember, { chatId, memberId: extra.id });
  for (const act of [add, rename, remove])
    expect((await act(zhou)).body.error?.code).toBe('messaging.needs_admin');
  for (const act of [add, rename, remove]) expect((await act(wu)).status).toBe(200);
  expect((await wu.call(messaging.removeChatMember, { chatId, memberId: lin.id })).body.error?.code).toBe(
    'messaging.needs_admin',
  );
  expect(
    (await wu.call(messaging.setChatRole, { chatId, memberId: zhou.id, role: 'admin' })).body.error?.code,
  ).toBe('messaging.needs_admin');
  const { seq } = (await say(zhou, chatId, '置顶')).body;
  expect((await zhou.call(messaging.pinMessage, { chatId, seq, on: true })).body.error?.code).toBe(
    'messaging.needs_admin',
  );
  expect((await wu.call(messaging.pinMessage, { chatId, seq, on: true })).body.pin).toBe(wu.id);
});

test('a newcomer starts with nothing unread; the list shows preview, unread and own marks', async () => {
  const chatId = await group(wu);
  await say(lin, chatId, '一');
  await lin.call(messaging.addChatMembers, { chatId, memberIds: [zhou.id] });
  const fresh = (await zhou.call(messaging.getChat, { chatId })).body;
  expect(fresh.n - fresh.my.readN).toBe(0);
  await say(lin, chatId, '二');
  const listed = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.id === chatId)!;
  expect([listed.n - listed.my.readN, listed.preview?.b['text']]).toEqual([1, '二']);
  await zhou.call(messaging.setMyChat, { chatId, hidden: true, draft: '写到一半' });
  expect((await zhou.call(messaging.listChats, {})).body.chats.some((c) => c.id === chatId)).toBe(false);
  await say(lin, chatId, '三');
  const back = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.id === chatId);
  expect(back?.my.draft).toBe('写到一半');
});

test('one’s own post leaves nothing unread for oneself', async () => {
  const chatId = await group(wu);
  await say(wu, chatId, '我说的');
  const chat = (await wu.call(messaging.getChat, { chatId })).body;
  expect(chat.n - chat.my.readN).toBe(0);
});

test('recall: within the window for one’s own, at any time for admins; an edit is refused after', async () => {
  const chatId = await group(wu);
  const mine = (await say(wu, chatId, '说错了')).body.seq;
  const late = (await say(wu, chatId, '太晚了')).body.seq;
  expect((await lin.call(messaging.editMessage, { chatId, seq: mine, text: 'x' })).body.error?.code).toBe(
    'messaging.not_yours',
  );
  const recalled = await wu.call(messaging.recallMessage, { chatId, seq: mine });
  expect([recalled.body.rc, recalled.body.b]).toEqual([wu.id, {}]);
  expect((await wu.call(messaging.editMessage, { chatId, seq: mine, text: 'x' })).body.error?.code).toBe(
    'messaging.recalled',
  );
  world.clock.now = new Date(Date.now() + 25 * 3_600_000);
  expect((await wu.call(messaging.recallMessage, { chatId, seq: late })).body.error?.code).toBe(
    'messaging.too_late',
  );
  expect((await lin.call(messaging.recallMessage, { chatId, seq: late })).status).toBe(200);
  world.clock.now = new Date();
});

test('a merged forward keeps who said what, and a retry posts it once', async () => {
  const from = await group(wu);
  const to = await group(zhou);
  const seqs = [(await say(lin, from, '问')).body.seq, (await say(wu, from, '答')).body.seq];
  const cid = crypto.randomUUID();
  for (let i = 0; i < 2; i++)
    await lin.call(messaging.forwardMessages, { chatId: from, seqs, to: [to], merged: true, cid });
  const events = (await zhou.call(messaging.listMessages, { chatId: to })).body.events.filter(
    (e) => e.t === 'msg' && e.k === 'forward',
  );
  expect(events).toHaveLength(1);
  const { items } = (events[0] as unknown as { b: { items: { name: string; b: { text: string } }[] } }).b;
  expect(items.map((i) => [i.name, i.b.text])).toEqual([
    ['林小雨', '问'],
    ['吴刚', '答'],
  ]);
  const single = await lin.call(messaging.forwardMessages, {
    chatId: from,
    seqs,
    to: [to],
    merged: false,
    cid: crypto.randomUUID(),
  });
  expect(single.body.posted).toBe(2);
  const closed = await wu.call(messaging.forwardMessages, {
    chatId: from,
    seqs,
    to: [to],
    merged: false,
    cid: crypto.randomUUID(),
  });
  expect(closed.body.error?.code).toBe('messaging.chat_not_found');
});

test('a thread is the message and its replies, however deep', async () => {
  const chatId = await group(wu);
  const post = async (who: Person, text: string, re?: number) =>
    (
      await who.call(messaging.postMessage, {
        chatId,
        cid: crypto.randomUUID(),
        draft: { k: 'text', b: { text } },
        ...(re ? { re } : {}),
      })
    ).body.seq;
  const root = await post(lin, '谁去？');
  const first = await post(wu, '我', root);
  await post(lin, '好', first);
  await post(wu, '别的事');
  const thread = (await wu.call(messaging.listReplies, { chatId, seq: root })).body;
  expect([thread.root.b['text'], ...thread.replies.map((r) => r.b['text'])]).toEqual(['谁去？', '我', '好']);
});

test('a scheduled message goes out when due, once; a cancelled one never', async () => {
  const chatId = await group(wu);
  const draft = { k: 'text' as const, b: { text: '早上好' } };
  const at = new Date(Date.now() + 60_000).toISOString();
  await lin.call(messaging.scheduleMessage, { chatId, draft, at });
  const second = (await lin.call(messaging.scheduleMessage, { chatId, draft, at })).body;
  await lin.call(messaging.cancelScheduled, { scheduledId: second.id });
  await world.settle();
  const sent = async () =>
    (await wu.call(messaging.listMessages, { chatId })).body.events.filter(
      (e) => e.t === 'msg' && e.b['text'] === '早上好',
    ).length;
  expect(await sent()).toBe(0);
  world.clock.now = new Date(Date.now() + 61_000);
  await world.settle();
  await world.settle();
  expect(await sent()).toBe(1);
  expect((await lin.call(messaging.listScheduled, {})).body.scheduled).toEqual([]);
  world.clock.now = new Date();
});

test('a department’s group follows the directory', async () => {
  const dep = 'dep_sales0001' as const;
  await world.house.openWork(tea.id, system, async (w) => {
    await w.db
      .insertInto('departments')
      .values({
        id: dep,
        no: 77,
        name: '销售',
        parent_id: tea.rootId,
        path: `/${tea.rootId}/${dep}/`,
        created_at: w.now,
      })
      .execute();
    await w.db.insertInto('department_members').values({ department_id: dep, member_id: wu.id }).execute();
  });
  const { chatId } = (await tea.owner.call(messaging.openDepartmentChat, { departmentId: dep })).body;
  const names = async () =>
    (await tea.owner.call(messaging.listChatMembers, { chatId })).body.members.map((m) => m.name).toSorted();
  expect(await names()).toEqual(['吴刚', '老板'].toSorted());
  await world.house.openWork(tea.id, system, async (w) => {
    await w.db.insertInto('department_members').values({ department_id: dep, member_id: zhou.id }).execute();
    await w.db
      .deleteFrom('department_members')
      .where('department_id', '=', dep)
      .where('member_id', '=', wu.id)
      .execute();
    await w.emit(memberMoved, { memberId: zhou.id, departments: [dep] });
  });
  await world.settle();
  expect(await names()).toEqual(['周舟', '老板'].toSorted());
  expect((await wu.call(messaging.getChat, { chatId })).status).toBe(404);
  expect(
    (await tea.owner.call(messaging.removeChatMember, { chatId, memberId: zhou.id })).body.error?.code,
  ).toBe('messaging.follows_directory');
});

test('who leaves the company leaves its groups, and no group stays without an owner', async () => {
  const leaver = await tea.hire('离职者');
  const chatId = (
    await leaver.call(messaging.createGroup, { title: '离职者的群', memberIds: [lin.id, wu.id] })
  ).body.id;
  await world.house.openWork(tea.id, system, async (w) => {
    await w.db.updateTable('members').set({ status: 'left' }).where('id', '=', leaver.id).execute();
    await w.emit(memberStopped, { memberId: leaver.id, status: 'left' });
  });
  await world.settle();
  expect((await membersOf(chatId)).filter(([, role]) => role === 'owner')).toHaveLength(1);
  expect((await membersOf(chatId)).map(([name]) => name)).not.toContain('离职者');
});

test('the operator reads a history by title or id', async () => {
  const chatId = (await lin.call(messaging.createGroup, { title: '唯一的名字', memberIds: [wu.id] })).body.id;
  await say(wu, chatId, '记下来');
  const read = (chat: string) =>
    world.house.openWork(tea.id, system, (w) => chatHistory(w, { chat, limit: 10 }));
  expect(await read('没有这个')).toBe('none');
  const lines = (await read('唯一的名字')) as { sender: string; text: string }[];
  expect(await read(chatId)).toEqual(lines);
  expect(lines.at(-1)).toMatchObject({ kind: 'text', text: '记下来', seq: 2 });
});

test('typing reaches whoever has the chat open, and nobody else', async () => {
  const chatId = await group(wu, zhou);
  const [a, b, c] = [
    await connect(world.url, lin),
    await connect(world.url, wu),
    await connect(world.url, zhou),
  ];
  await a.open(chatId);
  await b.open(chatId);
  a.send({ t: 'typing', c: chatId });
  expect(await b.wait('typing')).toMatchObject({ c: chatId, u: lin.id });
  expect(c.frames.some((f) => f.t === 'typing')).toBe(false);
  for (const d of [a, b, c]) d.close();
});
