// A message into many customer groups: one chain for groups, a few left out by chance, owners who confirm, and a folded line for whoever wants no offers.
import { customerGroups } from '@teahouse/contract/customer-groups';
import { customerPage } from '@teahouse/contract/customer-page';
import { groupPosts } from '@teahouse/contract/group-posts';
import type { ChatId } from '@teahouse/contract/ids';
import { outreach } from '@teahouse/contract/outreach';
import { stopLine } from '@teahouse/contract/stop-line';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

/** noon in Shanghai */
const NOON = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;
const coupon = [{ k: 'text' as const, b: { text: '群里专享八折' } }];

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let groups: { chatId: ChatId; phones: Phone[] }[];

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date(NOON);
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
  groups = [];
  for (let i = 0; i < 4; i++) groups.push(await open(lin, 2));
});
afterAll(() => world.close());

async function open(owner: Person, people: number) {
  const code = (await owner.call(customerGroups.createGroupCode, { name: '海报', baseName: '车友群' })).body;
  const { chatId } = code.groups[0]!;
  const phones: Phone[] = [];
  for (let i = 0; i < people; i++) {
    const phone = phoneAt(world.house, code.url);
    expect((await phone.call(customerGroups.joinGroup, { device: phone.device })).status).toBe(200);
    phones.push(phone);
  }
  return { chatId, phones };
}
const at = async (ms: number) => {
  world.clock.now = new Date(NOON + ms);
  [lin, zhou] = [await world.signIn(company, lin.id), await world.signIn(company, zhou.id)];
};
const settle = async () => {
  for (let i = 0; i < 3; i++) await world.settle();
};
const chatIds = () => groups.map((g) => g.chatId);
const heard = async (phone: Phone, chatId: ChatId) =>
  (await phone.call(customerPage.customerHistory, { chatId })).body.messages.map((m) => m.body['text']);
const fates = async (postId: `gpo_${string}`, who = lin) => {
  const { lines } = (await who.call(groupPosts.getGroupPost, { postId })).body;
  return new Map(lines.map((l) => [l.chatId, l.reason ?? l.state]));
};

test('every group has one fate; whoever wants no offers reads a folded line', async () => {
  const [first, quiet, empty] = [groups[0]!, groups[1]!, await open(lin, 0)];
  await first.phones[1]!.call(customerPage.changeMe, { marketing: false });
  for (const phone of quiet.phones) await phone.call(customerPage.changeMe, { marketing: false });
  const preview = (await lin.call(groupPosts.previewGroupPost, { contents: coupon, holdOut: 0 })).body;
  expect(preview).toMatchObject({ groups: 5, wouldSend: 3, heldOut: 0, wouldWait: 0, people: 6, folded: 1 });
  expect(preview.skipped.map((s) => [s.chatId, s.reason]).toSorted()).toEqual(
    [
      [quiet.chatId, 'opted_out'],
      [empty.chatId, 'no_consent'],
    ].toSorted(),
  );
  const { body: post } = await lin.call(groupPosts.createGroupPost, {
    name: '周末',
    contents: coupon,
    holdOut: 0,
  });
  await settle();
  expect(await fates(post.id)).toEqual(
    new Map([
      [groups[0]!.chatId, 'sent'],
      [quiet.chatId, 'opted_out'],
      [groups[2]!.chatId, 'sent'],
      [groups[3]!.chatId, 'sent'],
      [empty.chatId, 'no_consent'],
    ]),
  );
  expect(await heard(first.phones[0]!, first.chatId)).toEqual([`群里专享八折\n\n${stopLine.zh}`]);
  expect(await heard(first.phones[1]!, first.chatId)).toEqual(['已按你的设置收起一条推广消息']);
  expect(await heard(quiet.phones[0]!, quiet.chatId)).toEqual([]);
  // Two a week and no more, in whatever broadcast.
  const again = async () => {
    const made = await lin.call(groupPosts.createGroupPost, {
      name: '再来',
      chatIds: [first.chatId],
      contents: coupon,
      holdOut: 0,
    });
    await settle();
    return (await fates(made.body.id)).get(first.chatId);
  };
  expect([await again(), await again()]).toEqual(['sent', 'frequency_cap']);
});

test('nobody writes into the groups of others without the role, or sees what they wrote', async () => {
  expect((await zhou.call(groupPosts.createGroupPost, { name: 'x', contents: coupon })).body).toMatchObject({
    error: { code: 'outreach.nobody' },
  });
  const asked = { name: 'x', whose: 'all' as const, contents: coupon };
  expect((await zhou.call(groupPosts.createGroupPost, asked)).body).toMatchObject({
    error: { code: 'outreach.too_few_rights' },
  });
  const [mine] = (await lin.call(groupPosts.listGroupPosts, {})).body.posts;
  expect((await zhou.call(groupPosts.getGroupPost, { postId: mine!.id })).status).toBe(404);
  expect((await zhou.call(groupPosts.stopGroupPost, { postId: mine!.id })).status).toBe(404);
});

test('owners confirm group by group; night and stop hold it back', async () => {
  await at(20 * DAY);
  const boss = await world.signIn(company, company.owner.id);
  const { body: post } = await boss.call(groupPosts.createGroupPost, {
    name: '年末',
    whose: 'all',
    chatIds: chatIds(),
    contents: coupon,
    holdOut: 0,
    confirm: true,
  });
  await settle();
  const [waiting] = (await lin.call(groupPosts.listGroupConfirmations, {})).body.waiting;
  expect(waiting!.groups.map((g) => g.chatId).toSorted()).toEqual(
    chatIds()
      .filter((id) => id !== groups[1]!.chatId)
      .toSorted(),
  );
  expect((await zhou.call(groupPosts.listGroupConfirmations, {})).body.waiting).toEqual([]);
  const sure = { postId: post.id, chatIds: [groups[0]!.chatId] };
  expect((await zhou.call(groupPosts.confirmGroupPost, sure)).status).toBe(404);
  expect((await lin.call(groupPosts.confirmGroupPost, sure)).body).toEqual({ confirmed: 1 });
  await settle();
  // Eleven at night: what is confirmed now waits for the morning.
  await at(20 * DAY + 11 * 3_600_000);
  await lin.call(groupPosts.confirmGroupPost, { postId: post.id, chatIds: [groups[2]!.chatId] });
  await settle();
  expect(Object.fromEntries(await fates(post.id, await world.signIn(company, boss.id)))).toEqual({
    [groups[0]!.chatId]: 'sent',
    [groups[1]!.chatId]: 'opted_out',
    [groups[2]!.chatId]: 'waiting',
    [groups[3]!.chatId]: 'asked',
  });
  await (await world.signIn(company, boss.id)).call(groupPosts.stopGroupPost, { postId: post.id });
  await at(21 * DAY);
  await settle();
  const ends = await fates(post.id, await world.signIn(company, boss.id));
  expect([ends.get(groups[2]!.chatId), ends.get(groups[3]!.chatId)]).toEqual(['stopped', 'stopped']);
});

test('groups left out by chance hear nothing, and the one look compares groups with groups', async () => {
  await at(60 * DAY);
  await lin.call(outreach.getCaps, {});
  for (let i = 0; i < 8; i++) groups.push(await open(lin, 2));
  const fresh = groups.slice(4);
  const { body: post } = await lin.call(groupPosts.createGroupPost, {
    name: '春节',
    chatIds: fresh.map((g) => g.chatId),
    contents: coupon,
    holdOut: 5_000,
    outcomeDays: 7,
  });
  await settle();
  const ends = await fates(post.id);
  const heldOut = fresh.filter((g) => ends.get(g.chatId) === 'held_out');
  expect([...ends.values()].filter((r) => r !== 'held_out' && r !== 'sent')).toEqual([]);
  for (const g of heldOut) expect(await heard(g.phones[0]!, g.chatId)).toEqual([]);
  const served = fresh.filter((g) => !heldOut.includes(g));
  for (const g of served) await g.phones[0]!.say(g.chatId, '怎么领？');
  await settle();
  const result = async () => (await lin.call(groupPosts.getGroupPost, { postId: post.id })).body.result;
  expect(await result()).toMatchObject({ lookedAt: null, difference: null });
  await at(67 * DAY);
  await settle();
  const { lookedAt, difference } = await result();
  expect(lookedAt).not.toBeNull();
  // Half of each group that was written to answered, and nobody else. Chance may leave fewer than two on a side.
  if (served.length > 1 && heldOut.length > 1) expect(difference?.at).toBeCloseTo(0.5);
  else expect(difference).toBeNull();
});
