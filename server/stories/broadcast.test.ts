// A coupon for every guest, a fifth of them held out by chance; five members choose whom they send it to, and nobody is told more than is known.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import type { BroadcastId, CustomerId } from '@teahouse/contract/ids';
import { outreach } from '@teahouse/contract/outreach';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../kernel/work.ts';
import { dice } from '../modules/outreach/lift/dice.fixture.ts';
import { importGuests } from '../testing/guests.ts';
import { type Phone, phoneAt } from '../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../testing/world.ts';
import { full, sized } from './story-size.ts';

const GUESTS = sized(1_500, 25_000);
const BASE = 0.1;
/** what the coupon adds for whoever gets it; only the checker knows */
const PLANTED = 0.08;
const NOON = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;

let world: World;
let house: Company;
let boss: Person;
let staff: Person[];
let phones: Phone[];

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date(NOON);
  house = await world.company('聚味餐厅');
  boss = house.owner;
  staff = await Promise.all(['一店', '二店', '三店', '四店', '五店'].map((name) => house.hire(name)));
  for (const [i, one] of staff.entries())
    await importGuests(world, one, GUESTS / staff.length, (i * GUESTS) / staff.length);
  const code = (await staff[0]!.call(contactCodes.createContactCode, { name: '桌码', welcome: { text: '' } }))
    .body.url;
  phones = [];
  for (let i = 0; i < 3; i++) {
    const phone = phoneAt(world.house, code);
    await phone.scan();
    phones.push(phone);
  }
}, 600_000);
afterAll(() => world.close());

interface Fate {
  customerId: CustomerId;
  memberId: string;
  arm: 'send' | 'hold';
  reason: string | null;
}
const peopleOf = (broadcastId: BroadcastId) =>
  world.house.openWork(house.id, system, (work) =>
    work.sql<Fate>(
      'select customer_id "customerId", member_id "memberId", arm, reason from broadcast_people where corp_id = $1 and broadcast_id = $2 order by 1',
      [house.id, broadcastId],
    ),
  );
/** Until everybody is asked or at an end. A busy machine may fail a job, which is tried again seconds later. */
const carryOn = async (broadcastId: BroadcastId) => {
  for (let i = 0; i < 60; i++) {
    await world.settle();
    const underway = await world.house.openWork(house.id, system, (work) =>
      work.sql(
        "select from broadcast_people where corp_id = $1 and broadcast_id = $2 and state not in ('asked', 'done') limit 1",
        [house.id, broadcastId],
      ),
    );
    if (underway.length === 0) return;
    world.clock.now = new Date(world.clock.now.getTime() + 30_000);
  }
};
const at = async (ms: number) => {
  world.clock.now = new Date(NOON + ms);
  boss = await world.signIn(house, boss.id);
};
const stop = (phone: Phone) => phone.call(customerPage.changeMe, { marketing: false });

test('from the preview to the last look', { timeout: 1_200_000, retry: 0 }, async () => {
  await stop(phones[0]!);
  const { id: broadcastId } = (
    await boss.call(outreach.createBroadcast, {
      name: '周末八折券',
      audience: { whose: 'all' },
      contents: [{ k: 'text', b: { text: '周末八折' } }],
      holdOut: 2_000,
      confirm: true,
      outcome: 'order',
      outcomeDays: 14,
    })
  ).body;
  const preview = (await boss.call(outreach.previewBroadcast, { broadcastId })).body;
  expect(preview.skipped).toMatchObject([{ reason: 'opted_out' }]);

  await boss.call(outreach.launchBroadcast, { broadcastId });
  await carryOn(broadcastId);
  for (const phone of phones.slice(1)) await stop(phone);
  const luck = dice(7);
  for (const one of staff) {
    const [waiting] = (await one.call(outreach.listConfirmations, {})).body.confirmations;
    const chosen = waiting!.customers.filter(() => luck.uniform() < 0.7).map((c) => c.customerId);
    for (let i = 0; i < chosen.length; i += 5_000)
      await one.call(outreach.confirmBroadcast, { broadcastId, customerIds: chosen.slice(i, i + 5_000) });
  }
  await carryOn(broadcastId);

  const early = (await boss.call(outreach.getResult, { broadcastId })).body;
  expect(early).toMatchObject({ verdict: null, looksTaken: 0, looksPlanned: 14 });
  expect(Date.parse(early.nextLookAt!)).toBeGreaterThan(world.clock.now.getTime());

  const people = await peopleOf(broadcastId);
  const reached = people.filter((p) => p.reason === 'sent');
  // A tenth are kept back by the programme, a fifth held out, three in ten not chosen: half of all, give or take chance.
  expect(reached.length).toBeGreaterThan(GUESTS * 0.4);
  expect(people.filter((p) => p.arm === 'hold' && p.reason === 'sent')).toEqual([]);
  for (const phone of phones) {
    const [chat] = (await phone.scan()).chats;
    const { messages } = (await phone.call(customerPage.customerHistory, { chatId: chat!.chatId })).body;
    expect(messages.filter((m) => m.body['text'] === '周末八折')).toEqual([]);
  }

  // Everybody lives their fourteen days; whoever got the coupon comes a little more often.
  // The share is the same in both groups, so that chance, which the interval allows for, cannot fail the story.
  const share = (some: readonly Fate[], of: number) => some.filter((_, i) => (i * of) % 1 < of);
  const usual = (['send', 'hold'] as const).flatMap((arm) =>
    share(
      people.filter((p) => p.arm === arm),
      BASE,
    ),
  );
  const come = new Set(usual.map((p) => p.customerId));
  const brought = share(
    reached.filter((p) => !come.has(p.customerId)),
    PLANTED,
  );
  const buyers = [...usual, ...brought]
    .map((p) => ({ ...p, day: luck.whole(13) + luck.uniform() }))
    .toSorted((a, b) => a.day - b.day);
  const seen: string[] = [];
  let next = 0;
  for (let day = 1; day <= 15; day++) {
    await at(day * DAY);
    const sellers = new Map<string, Person>();
    for (const one of staff) sellers.set(one.id, await world.signIn(house, one.id));
    for (; next < buyers.length && buyers[next]!.day < day; next++) {
      const { customerId, memberId, day: when } = buyers[next]!;
      const bought = await sellers.get(memberId)!.call(outreach.recordOrder, {
        customerId,
        ref: `order ${next}`,
        at: new Date(NOON + when * DAY).toISOString(),
      });
      expect(bought.status).toBe(200);
    }
    await world.settle();
    const result = (await boss.call(outreach.getResult, { broadcastId })).body;
    const again = (await boss.call(outreach.getResult, { broadcastId })).body;
    expect(again).toEqual(result);
    seen.push(result.verdict ? `${result.looksTaken}/${result.looksPlanned}` : 'early');
  }
  expect(next).toBe(buyers.length);
  expect(seen.at(-1)).toBe('14/14');
  const { verdict, looksTaken, looksPlanned } = (await boss.call(outreach.getResult, { broadcastId })).body;
  expect(looksTaken).toBe(looksPlanned);
  if (!verdict || !('difference' in verdict)) throw new Error(JSON.stringify(verdict));
  const sent = people.filter((p) => p.arm === 'send');
  const truth = brought.length / sent.length;
  expect(verdict.final).toBe(true);
  expect(verdict.difference.lo).toBeLessThan(truth);
  expect(verdict.difference.hi).toBeGreaterThan(truth);

  const { counts } = (await boss.call(outreach.getBroadcast, { broadcastId })).body;
  expect(counts.reduce((n, c) => n + c.n, 0)).toBe(people.length);
  expect(counts.map((c) => c.reason).toSorted()).toEqual(['held_out', 'not_confirmed', 'opted_out', 'sent']);
  expect((await peopleOf(broadcastId)).every((p) => p.reason !== null)).toBe(true);
  if (full)
    console.info(`${people.length} people, truth ${truth}, told ${JSON.stringify(verdict.difference)}`);
});
