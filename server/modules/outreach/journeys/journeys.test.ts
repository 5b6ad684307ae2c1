// Journeys from day to day: each step once, through the one gateway, until the customer answers, loses the tag or goes.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { journeys } from '@teahouse/contract/journeys';
import { outreach } from '@teahouse/contract/outreach';
import type { SentInputOf } from '@teahouse/contract/define';
import type { CustomerTagId, JourneyId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { type Phone, phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { openUntil, stepTimes } from './step-times.ts';

let world: World;
let company: Company;
let lin: Person;

const DAY = 86_400_000;
/** noon in Shanghai; every test begins a season later, so no touch of another counts */
let day = Date.parse('2026-11-24T04:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
});
beforeEach(async () => {
  day += 100 * DAY;
  world.clock.now = new Date(day);
  lin = await company.hire('林小雨');
});
afterAll(() => world.close());

/** Days go by; what falls due is done within half of one, or, `away`, all of it at the end. */
async function live(days: number, { away = false } = {}): Promise<void> {
  const until = world.clock.now.getTime() + days * DAY;
  const pass = async (ms: number) => {
    world.clock.now = new Date(Math.min(world.clock.now.getTime() + ms, until));
    await settle();
  };
  if (!away) await pass(60_000);
  while (!away && world.clock.now.getTime() < until) await pass(DAY / 2);
  await pass(days * DAY);
  // Sessions do not outlive a week.
  lin = await world.signIn(company, lin.id);
}
const settle = async () => {
  for (let round = 0; round < 2; round++) await world.settle();
};

const text = (t: string) => [{ k: 'text' as const, b: { text: t } }];
type Plan = SentInputOf<typeof journeys.createJourney>['plan'];
const three: Plan = {
  anchor: 'added',
  steps: [
    { day: 1, at: '10:00', contents: text('第一天') },
    { day: 3, at: '10:00', contents: text('第三天') },
    { day: 9, at: '10:00', contents: text('第九天') },
  ],
};
async function begin(plan: Partial<Plan> = {}, holdOut = 0): Promise<JourneyId> {
  const made = await lin.call(journeys.createJourney, {
    name: '新客关怀',
    holdOut,
    plan: { ...three, ...plan },
  });
  expect(made.body.error).toBeUndefined();
  const published = await lin.call(journeys.publishJourney, { journeyId: made.body.id });
  expect(published.body).toMatchObject({ state: 'running', version: 1, draft: null });
  await settle();
  return made.body.id;
}
async function newcomer(): Promise<{ phone: Phone; heard(): Promise<string[]>; chatId: `chat_${string}` }> {
  const code = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body;
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  return {
    phone,
    chatId,
    heard: async () =>
      (await phone.call(customerPage.customerHistory, { chatId })).body.messages
        .filter((m) => m.kind === 'text' && !m.mine)
        .map((m) => String(m.body['text']).split('\n')[0]!),
  };
}
const steps = async (journeyId: JourneyId) => {
  const { steps: all } = (await lin.call(journeys.getJourney, { journeyId })).body;
  return all.map((s) => Object.fromEntries(s.counts.map((c) => [c.reason, c.n])));
};
const ended = async (journeyId: JourneyId) => {
  const { journey } = (await lin.call(journeys.getJourney, { journeyId })).body;
  return { underWay: journey.underWay, ...Object.fromEntries(journey.ended.map((e) => [e.why, e.n])) };
};

test('a newcomer hears each step on its day and hour, once; who was there before is not in it', async () => {
  const old = await newcomer();
  world.clock.now = new Date(day + 1_000);
  const id = await begin();
  const guest = await newcomer();
  await live(1 - 3 / 24);
  expect(await guest.heard()).toEqual([]);
  await live(1 / 24 + 1 / 24);
  expect(await guest.heard()).toEqual(['第一天']);
  await live(2);
  expect(await guest.heard()).toEqual(['第一天', '第三天']);
  await live(7);
  expect(await guest.heard()).toEqual(['第一天', '第三天', '第九天']);
  expect(await old.heard()).toEqual([]);
  expect(await steps(id)).toEqual([{ sent: 1 }, { sent: 1 }, { sent: 1 }]);
  expect(await ended(id)).toEqual({ underWay: 0, finished: 1 });
  // Steps are no broadcasts of their own.
  expect((await lin.call(outreach.listBroadcasts, {})).body.broadcasts).toEqual([]);
});

test('an answer ends it: every step to come is in the ledger with that one reason', async () => {
  const id = await begin();
  const [talker, silent] = [await newcomer(), await newcomer()];
  await live(1.1);
  await talker.phone.call(customerPage.customerPost, {
    chatId: talker.chatId,
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text: '几点开门？' } },
  });
  await live(9);
  expect(await talker.heard()).toEqual(['第一天']);
  expect(await silent.heard()).toEqual(['第一天', '第三天', '第九天']);
  expect(await steps(id)).toEqual([{ sent: 2 }, { sent: 1, journey_left: 1 }, { sent: 1, journey_left: 1 }]);
  expect(await ended(id)).toEqual({ underWay: 0, finished: 1, replied: 1 });
});

test('a tag begins it and its loss ends it; who had it before does not enter', async () => {
  const boss = await world.signIn(company, company.owner.id);
  const tag = (await boss.call(customers.createCustomerTag, { group: `车${day}`, name: '货车' })).body;
  const give = async (chatId: string, tagIds: CustomerTagId[]) => {
    const { follows } = (await lin.call(customers.listCustomers, {})).body;
    const { customerId } = follows.find((c) => c.chatId === chatId)!;
    const answer = await lin.call(customers.changeFollow, { customerId, tagIds });
    expect(answer.body.error).toBeUndefined();
  };
  const [before, after, loser] = [await newcomer(), await newcomer(), await newcomer()];
  await give(before.chatId, [tag.id]);
  const id = await begin({ anchor: 'tagged', anchorTagId: tag.id });
  for (const guest of [after, loser]) await give(guest.chatId, [tag.id]);
  await live(1.5);
  await give(loser.chatId, []);
  await live(9);
  expect(await before.heard()).toEqual([]);
  expect(await after.heard()).toEqual(['第一天', '第三天', '第九天']);
  expect(await loser.heard()).toEqual(['第一天']);
  expect(await ended(id)).toEqual({ underWay: 0, before: 1, finished: 1, untagged: 1 });
});

test('after days away nothing is sent twice, and what is too late is not sent any more', async () => {
  const id = await begin();
  const guests = [await newcomer(), await newcomer(), await newcomer()];
  await settle();
  await live(10, { away: true });
  const replica = await world.replica();
  await Promise.all([replica.jobs.runDue(), world.house.jobs.runDue()]);
  await settle();
  for (const guest of guests) expect(await guest.heard()).toEqual(['第九天']);
  expect(await steps(id)).toEqual([{ expired: 3 }, { expired: 3 }, { sent: 3 }]);
});

test('chance decides once for the whole journey; a step passes caps, nights and opt-outs like everything else', async () => {
  const id = await begin(
    {
      stopOnReply: false,
      steps: [
        { day: 0, at: '13:00', contents: text('一') },
        { day: 1, at: '22:00', contents: text('二') },
        { day: 3, at: '10:00', contents: text('三') },
        { day: 4, at: '10:00', contents: text('四') },
      ],
    },
    5_000,
  );
  const guests = [];
  for (let i = 0; i < 12; i++) guests.push(await newcomer());
  const last = guests.at(-1)!;
  await live(3.5);
  await last.phone.call(customerPage.changeMe, { marketing: false });
  await live(2);
  const people = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ chatId: string; arm: string; arms: number }>(
      `select p.chat_id "chatId", p.arm, count(distinct b.arm)::int arms from journey_people p
         join broadcasts s on s.corp_id = $1 and s.journey_id = p.journey_id
         join broadcast_people b on b.corp_id = $1 and b.broadcast_id = s.id and b.person_id = p.person_id and b.arm = p.arm
        where p.corp_id = $1 and p.journey_id = $2 group by 1, 2 having count(*) = 4`,
      [work.corpId, id],
    ),
  );
  expect(people).toHaveLength(12);
  for (const guest of guests) {
    const held = people.find((p) => p.chatId === guest.chatId)!.arm === 'hold';
    // Two a week is the cap; the second waited for the morning after its night.
    expect(await guest.heard()).toEqual(held ? [] : ['一', '二']);
  }
  const held = people.filter((p) => p.arm === 'hold').length;
  const [one, two, third] = await steps(id);
  expect([one, two, third]).toEqual(
    [
      { held_out: held, sent: 12 - held },
      { held_out: held, sent: 12 - held },
      { held_out: held, frequency_cap: 12 - held },
    ].map((counts) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))),
  );
  expect(await ended(id)).toMatchObject({ opted_out: 1 });
});

test('what runs never changes: a new version is for those who enter from then on; stopping ends everybody', async () => {
  const id = await begin();
  const first = await newcomer();
  await live(1.1);
  const change = {
    journeyId: id,
    plan: { ...three, steps: [{ day: 1, at: '10:00', contents: text('新版') }] },
  };
  expect((await lin.call(journeys.changeJourney, change)).body).toMatchObject({
    version: 1,
    plan: { steps: { length: 3 } },
  });
  expect((await lin.call(journeys.changeJourney, { journeyId: id, holdOut: 500 })).body.error?.code).toBe(
    'outreach.already_launched',
  );
  expect((await lin.call(journeys.publishJourney, { journeyId: id })).body).toMatchObject({ version: 2 });
  const second = await newcomer();
  await live(2.2);
  expect(await first.heard()).toEqual(['第一天', '第三天']);
  expect(await second.heard()).toEqual(['新版']);
  await expect(
    world.house.openWork(company.id, system, (work) =>
      work.sql(`update journey_versions set plan = '{}' where corp_id = $1 and journey_id = $2`, [
        work.corpId,
        id,
      ]),
    ),
  ).rejects.toThrow('never changes');
  const { steps: all } = (await lin.call(journeys.getJourney, { journeyId: id })).body;
  const step = { broadcastId: all[0]!.broadcastId, to: 'stop' as const };
  expect((await lin.call(outreach.moveBroadcast, step)).body.error?.code).toBe('outreach.cannot_move');
  expect((await lin.call(journeys.moveJourney, { journeyId: id, to: 'stop' })).body.state).toBe('stopped');
  await live(7);
  expect(await first.heard()).toEqual(['第一天', '第三天']);
  expect(await ended(id)).toEqual({ underWay: 0, stopped: 1, finished: 1 });
  expect((await steps(id)).at(-1)).toEqual({ stopped: 1 });
});

test('a dry run tells when and to how many, and writes nothing; plans that cannot run are refused', async () => {
  await newcomer();
  const plan = { ...three, already: true };
  const made = (await lin.call(journeys.createJourney, { name: '试', holdOut: 0, plan })).body;
  const look = (await lin.call(journeys.previewJourney, { journeyId: made.id })).body;
  expect(look).toMatchObject({ people: 1, entering: 1 });
  expect(look.steps.map((s) => [s.day, s.firstAt, s.wouldSend, s.counts])).toEqual([
    [1, new Date(day + 22 * 3_600_000).toISOString(), 1, []],
    [3, new Date(day + 2 * DAY + 22 * 3_600_000).toISOString(), 1, []],
    [9, new Date(day + 8 * DAY + 22 * 3_600_000).toISOString(), 1, []],
  ]);
  const refused = async (bad: Partial<Plan>) =>
    (await lin.call(journeys.createJourney, { name: '坏', plan: { ...three, ...bad } })).body.error?.code;
  expect(await refused({ steps: three.steps.toReversed() })).toBe('outreach.bad_plan');
  expect(await refused({ anchor: 'tagged' })).toBe('outreach.bad_plan');
  expect(await refused({ audience: { whose: 'all' } })).toBe('outreach.too_few_rights');
  const other = await world.company('别家');
  for (const call of [
    journeys.getJourney,
    journeys.previewJourney,
    journeys.publishJourney,
    journeys.removeJourney,
  ])
    expect((await other.owner.call(call, { journeyId: made.id })).status).toBe(404);
  expect((await lin.call(journeys.removeJourney, { journeyId: made.id })).status).toBe(200);
});

test('steps lie on local days, also where clocks change, and end before the next one', () => {
  const at = (anchor: string, zone: string, ...plan: [number, string][]) =>
    stepTimes(
      plan.map(([d, t]) => ({ day: d, at: t })),
      new Date(anchor),
      zone,
    ).map((t) => t.toISOString());
  expect(at('2026-03-27T20:00:00Z', 'Europe/Berlin', [0, '09:00'], [1, '09:00'], [2, '09:00'])).toEqual([
    '2026-03-27T20:00:00.000Z',
    '2026-03-28T08:00:00.000Z',
    '2026-03-29T07:00:00.000Z',
  ]);
  // Late in the evening in Shanghai is the day before in London.
  expect(at('2026-11-24T16:30:00Z', 'Asia/Shanghai', [1, '10:00'])).toEqual(['2026-11-26T02:00:00.000Z']);
  const times = [0, 1, 7].map((d) => new Date(d * DAY));
  expect([0, 1, 2].map((no) => openUntil(times, no).getTime() / DAY)).toEqual([1, 4, 10]);
});
