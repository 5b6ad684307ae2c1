// Moments from the member who publishes to the customers who look, with everybody who does not see them and the one reason why.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import type { SentInputOf } from '@teahouse/contract/define';
import { moments } from '@teahouse/contract/moments';
import { customers } from '@teahouse/contract/customers';
import { outreach } from '@teahouse/contract/outreach';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Phone, phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  // Night in Shanghai: a moment rings nowhere and need not wait.
  world.clock.now = new Date('2026-11-24T15:00:00Z');
  company = await world.company('南山修车');
});
beforeEach(async () => {
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
});
afterAll(() => world.close());

async function guestsOf(person: Person, n: number): Promise<(Phone & { chatId: `chat_${string}` })[]> {
  const asked = { name: '前台', welcome: { text: '' } };
  const { url } = (await person.call(contactCodes.createContactCode, asked)).body;
  const phones = Array.from({ length: n }, () => phoneAt(world.house, url));
  const met = [];
  for (const phone of phones) met.push(Object.assign(phone, { chatId: (await phone.scan()).chatId }));
  return met;
}
type Asked = Partial<SentInputOf<typeof moments.createMoment>>;
async function make(person: Person, more: Asked = {}) {
  const asked = { content: { text: '换季保养八折' }, holdOut: 0, ...more };
  const { body } = await person.call(moments.createMoment, asked);
  expect(body.error).toBeUndefined();
  await world.settle();
  return (await person.call(moments.getMoment, { momentId: body.id })).body;
}
const feedOf = async (phone: Phone, before?: string) =>
  (await phone.call(moments.customerMoments, before ? { before } : {})).body;
const textsOf = async (phone: Phone) => (await feedOf(phone)).moments.map((m) => m.content.text);
const countsOf = (m: { counts: readonly { reason: string; n: number }[] }) =>
  Object.fromEntries(m.counts.map((c) => [c.reason, c.n]));

test('a member publishes; their own customers see it at once, others never', async () => {
  const [mine] = await guestsOf(lin, 1);
  const [other] = await guestsOf(zhou, 1);
  const made = await make(lin);
  expect(made).toMatchObject({ state: 'published', mine: 'published', eligible: 1, waiting: 0, read: 0 });
  expect(countsOf(made)).toEqual({ sent: 1 });
  expect(await textsOf(mine!)).toEqual(['换季保养八折']);
  expect(await textsOf(other!)).toEqual([]);
  expect((await lin.call(moments.getMoment, { momentId: made.id })).body.read).toBe(1);
  expect((await zhou.call(moments.getMoment, { momentId: made.id })).status).toBe(404);
  const stranger = await other!.call(moments.likeMoment, { momentId: made.id, liked: true });
  expect(stranger.body.error?.code).toBe('moments.moment_not_found');
});

test('who wants no news or muted the member sees nothing, each with one reason; held-out people neither', async () => {
  const [no, mute, late] = await guestsOf(lin, 3);
  await no!.call(customerPage.changeMe, { marketing: false });
  await mute!.call(customerPage.muteMember, { chatId: mute!.chatId, muted: true });
  expect(countsOf(await make(lin))).toEqual({ opted_out: 1, muted: 1, sent: 1 });
  expect([await textsOf(no!), await textsOf(mute!), await textsOf(late!)]).toEqual([
    [],
    [],
    ['换季保养八折'],
  ]);
  await late!.call(customerPage.muteMember, { chatId: late!.chatId, muted: true });
  expect(await textsOf(late!)).toEqual([]);
  const many = await guestsOf(zhou, 12);
  const half = await make(zhou, { holdOut: 5_000 });
  const { sent = 0, held_out = 0 } = countsOf(half);
  expect([sent + held_out, half.eligible]).toEqual([12, 12]);
  let shown = 0;
  for (const phone of many) shown += (await textsOf(phone)).length;
  expect(shown).toBe(sent);
});

test('likes and comments stay between the customer and the member, who hears of them, answers and removes', async () => {
  const [a, b] = await guestsOf(lin, 2);
  const { id: momentId } = await make(lin);
  for (const liked of [true, true])
    expect((await a!.call(moments.likeMoment, { momentId, liked })).body).toMatchObject({
      likes: 1,
      liked: true,
    });
  const cid = crypto.randomUUID();
  for (let i = 0; i < 2; i++) await a!.call(moments.commentMoment, { momentId, cid, text: '周日开门吗？' });
  await b!.call(moments.commentMoment, { momentId, cid: crypto.randomUUID(), text: '多少钱' });
  await world.settle();
  const talk = (await lin.call(moments.listMomentTalk, { momentId })).body;
  expect(talk.comments.map((c) => c.text)).toEqual(['多少钱', '周日开门吗？']);
  const cards = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ title: string }>(
      `select body->>'title' title from chat_entries where corp_id = $1 and sender_id = 'moments' and body->>'text' = '周日开门吗？'`,
      [company.id],
    ),
  );
  expect(cards).toEqual([{ title: expect.stringContaining('评论了你的朋友圈') }]);
  const asked = talk.comments[1]!;
  const answer = await lin.call(moments.answerComment, { momentId, commentId: asked.id, text: '开的' });
  expect(answer.body).toMatchObject({ by: 'member', customerId: asked.customerId });
  expect((await feedOf(a!)).moments[0]!.comments).toMatchObject([
    { mine: true, text: '周日开门吗？' },
    { mine: false, name: '林小雨', text: '开的' },
  ]);
  const theirs = (await feedOf(b!)).moments[0]!;
  expect(theirs).toMatchObject({ likes: 1, liked: false, comments: [{ text: '多少钱' }] });
  const foreign = await b!.call(moments.removeMyComment, { momentId, commentId: asked.id });
  expect(foreign.body.error?.code).toBe('moments.comment_not_found');
  const byOther = await zhou.call(moments.removeComment, { momentId, commentId: asked.id });
  expect(byOther.status).toBe(404);
  await lin.call(moments.removeComment, { momentId, commentId: talk.comments[0]!.id });
  expect((await feedOf(b!)).moments[0]!.comments).toEqual([]);
  await a!.call(moments.removeMyComment, { momentId, commentId: asked.id });
  expect((await feedOf(a!)).moments[0]!.comments).toMatchObject([{ text: '开的' }]);
});

test('a task appears in the name of whoever publishes it, to the tagged ones of their customers', async () => {
  const [tagged] = await guestsOf(lin, 2);
  const [second] = await guestsOf(zhou, 1);
  const tag = (
    await company.owner.call(customers.createCustomerTag, { name: `老客${Date.now()}`, group: '级别' })
  ).body;
  const { follows: all } = (await lin.call(customers.listCustomers, {})).body;
  const here = (await tagged!.call(customerPage.customerHere, {})).body;
  const mine = all.find((c) => c.chatId === here.chatId)!;
  await lin.call(customers.changeFollow, { customerId: mine.customerId, tagIds: [tag.id] });
  const task: Asked = { kind: 'task', memberIds: [lin.id, zhou.id], tagIds: [tag.id] };
  expect((await lin.call(moments.createMoment, { content: { text: 'x' }, ...task })).body.error?.code).toBe(
    'outreach.too_few_rights',
  );
  const made = await make(company.owner, task);
  expect(made).toMatchObject({ performers: 2, published: 0, eligible: 1, waiting: 1, mine: null });
  expect(await textsOf(tagged!)).toEqual([]);
  const tasks = (await lin.call(moments.listMoments, { tasks: '1' })).body.moments;
  expect(tasks).toMatchObject([{ id: made.id, mine: 'waiting', manages: false, counts: [] }]);
  expect((await lin.call(moments.publishMoment, { momentId: made.id })).body.mine).toBe('published');
  await world.settle();
  expect(await textsOf(tagged!)).toEqual(['换季保养八折']);
  expect(await textsOf(second!)).toEqual([]);
  expect((await lin.call(moments.publishMoment, { momentId: made.id })).body.error?.code).toBe(
    'moments.published',
  );
  const { performers } = (await company.owner.call(moments.listPerformers, { momentId: made.id })).body;
  expect(performers.map((p) => [p.name, p.publishedAt !== null]).toSorted()).toEqual([
    ['周大山', false],
    ['林小雨', true],
  ]);
  const auto: Asked = { ...task, tagIds: [], automatic: true, content: { text: '自动' } };
  const refused = await company.owner.call(moments.createMoment, { content: { text: 'x' }, ...auto });
  expect(refused.body.error?.code).toBe('moments.not_automatic');
  await company.owner.call(moments.setMomentPolicy, { automatic: true });
  await make(company.owner, auto);
  expect(await textsOf(second!)).toEqual(['自动']);
});

test('it comes at its time, pages newest first, and is gone when taken back', async () => {
  const [guest] = await guestsOf(lin, 1);
  const at = new Date(world.clock.now.getTime() + 3_600_000).toISOString();
  const later = await make(lin, { at, content: { text: '明早' } });
  expect(later.state).toBe('scheduled');
  expect(await textsOf(guest!)).toEqual([]);
  world.clock.now = new Date(Date.parse(at) + 1_000);
  await world.settle();
  expect(await textsOf(guest!)).toEqual(['明早']);
  for (let i = 0; i < 11; i++) {
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    await make(lin, { content: { text: `第${i}条` } });
  }
  const first = await feedOf(guest!);
  expect(first.moments.map((m) => m.content.text)).toEqual(
    Array.from({ length: 10 }, (_, i) => `第${10 - i}条`),
  );
  const rest = await feedOf(guest!, first.next!);
  expect([rest.moments.map((m) => m.content.text), rest.next]).toEqual([['第0条', '明早'], null]);
  expect((await lin.call(moments.withdrawMoment, { momentId: later.id })).body.state).toBe('withdrawn');
  expect((await feedOf(guest!, first.next!)).moments.map((m) => m.content.text)).toEqual(['第0条']);
  const never = await make(lin, { at: new Date(world.clock.now.getTime() + 60_000).toISOString() });
  await lin.call(moments.withdrawMoment, { momentId: never.id });
  world.clock.now = new Date(world.clock.now.getTime() + 120_000);
  await world.settle();
  expect((await feedOf(guest!)).moments[0]!.content.text).toBe('第10条');
  expect((await lin.call(outreach.listBroadcasts, {})).body.broadcasts).toEqual([]);
});

test('words that must not leave, empty ones and two kinds at once do not appear', async () => {
  const [guest] = await guestsOf(lin, 1);
  const refused = async (content: SentInputOf<typeof moments.createMoment>['content']) =>
    (await lin.call(moments.createMoment, { content })).body.error?.code;
  const link = { title: '官网', url: 'https://a.example/' };
  const video = { fileId: 'file_000000000000', name: 'a.mp4', size: 1, mime: 'video/mp4' } as const;
  expect([await refused({}), await refused({ link, video })]).toEqual(
    Array.from({ length: 2 }, () => 'moments.bad_content'),
  );
  expect(await refused({ video })).toBe('files.not_found');
  await company.owner.call(outreach.setCaps, { bannedWords: ['稳赚'] });
  expect(countsOf(await make(lin, { content: { text: '稳赚不赔' } }))).toEqual({ content_refused: 1 });
  expect(await textsOf(guest!)).toEqual([]);
});
