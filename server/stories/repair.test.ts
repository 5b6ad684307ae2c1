// A repaired bicycle and the way back: a year of orders from everywhere, reminders for 90 days with a tenth held out, and what they brought.
import { contactCodes } from '@teahouse/contract/contact-codes';
import type { CustomerId } from '@teahouse/contract/ids';
import { journeys } from '@teahouse/contract/journeys';
import { customers } from '@teahouse/contract/customers';
import { orders } from '@teahouse/contract/orders';
import { programme } from '@teahouse/contract/programme';
import { tickets } from '@teahouse/contract/tickets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../kernel/work.ts';
import { dice } from '../modules/outreach/lift/dice.fixture.ts';
import { importGuests } from '../testing/guests.ts';
import { phoneAt } from '../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../testing/world.ts';
import { full, sized } from './story-size.ts';

const CUSTOMERS = sized(510, 60_000);
/** of those who are not reminded, how many come back within the 90 days; only the checker knows */
const USUAL = 0.3;
/** what a reminder adds for whoever gets it */
const PLANTED = 0.1;
/** of all orders but those a reminder brings */
const AGGREGATORS = 0.7;
const platforms = ['美团', '饿了么', '抖音'];
/** noon in Shanghai on the day of the job */
const NOON = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;
const luck = dice(2);

let world: World;
let shop: Company;
let boss: Person;
let staff: Person[];

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date(NOON - DAY);
  shop = await world.company('街角修车连锁');
  boss = shop.owner;
  staff = await Promise.all(['林师傅', '周师傅', '何师傅'].map((name) => shop.hire(name)));
  for (const [i, one] of staff.entries())
    await importGuests(world, one, CUSTOMERS / staff.length, (i * CUSTOMERS) / staff.length);
}, 1_200_000);
afterAll(() => world.close());

const rows = <R extends object>(text: string, more: unknown[] = []): Promise<R[]> =>
  world.house.openWork(shop.id, system, (work) => work.sql<R>(text, [shop.id, ...more]));

/** So many days after the job, at this time of the shop's clock; everything that is due by then happens. */
async function live(day: number, clock = '12:00'): Promise<void> {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  world.clock.now = new Date(NOON + day * DAY + ((hours - 12) * 60 + minutes) * 60_000);
  for (let i = 0; i < 2 + CUSTOMERS / 2_000; i++) await world.settle();
}

interface Told {
  customerId: CustomerId;
  source: string;
  ref: string;
  at: number;
  counts: boolean;
}
/** Everything that was ever ordered, as the checker knows it. */
const truth: Told[] = [];
const phones = new Map<CustomerId, string>();
const owners = new Map<CustomerId, string>();

const order = (customerId: CustomerId, at: number, source: string, counts = true): Told => {
  const told = { customerId, source, ref: `N${truth.length}`, at, counts };
  truth.push(told);
  return told;
};
const anySource = () => (luck.uniform() < AGGREGATORS ? platforms[luck.whole(3)]! : 'own');

/** Tables of orders arrive as platforms export them. */
async function bring(told: readonly Told[]): Promise<{ added: number; known: number; faulty: number }> {
  boss = await world.signIn(shop, boss.id);
  const sum = { added: 0, known: 0, faulty: 0 };
  for (let i = 0; i < told.length; i += 20_000) {
    const lines = told
      .slice(i, i + 20_000)
      .map(
        (t) =>
          `${phones.get(t.customerId)},${t.source},${t.ref},${new Date(t.at).toISOString()},88.00,${t.counts ? '已完成' : '已取消'}`,
      );
    const answer = await world.house.http.inject({
      method: 'POST',
      url: `/api${orders.importOrders.path}?fileName=a.csv&apply=1`,
      headers: { cookie: boss.cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(['手机号,平台,订单号,下单时间,金额,状态', ...lines].join('\n')),
    });
    const { added, known, faulty } = answer.json<typeof sum>();
    for (const [what, n] of Object.entries({ added, known, faulty })) sum[what as keyof typeof sum] += n;
  }
  return sum;
}

/** Of everything that counts: how many orders since then were not their person's first, and how many of those were ours. */
function repeatsSince(from: number) {
  const seen = new Set<CustomerId>();
  const sum = { all: 0, own: 0 };
  for (const t of truth.filter((o) => o.counts).toSorted((a, b) => a.at - b.at)) {
    if (seen.has(t.customerId) && t.at >= from) {
      sum.all++;
      if (t.source === 'own') sum.own++;
    }
    seen.add(t.customerId);
  }
  return sum;
}

// Nothing here is left to chance: a second try would hide a fault.
test('from the job to the return visit', { timeout: 3_600_000, retry: 0 }, async () => {
  for (const { id, mobile, memberId } of await rows<{ id: CustomerId; mobile: string; memberId: string }>(
    'select c.id, c.mobile, f.member_id "memberId" from customers c join customer_follows f on f.corp_id = $1 and f.customer_id = c.id where c.corp_id = $1 order by c.mobile',
  )) {
    phones.set(id, mobile);
    owners.set(id, memberId);
  }
  const everybody = [...phones.keys()];

  // Twelve months of orders, most of them from elsewhere; a tenth were cancelled.
  const year = everybody.flatMap((id) =>
    Array.from({ length: luck.whole(5) }, () =>
      order(
        id,
        NOON - DAY * (2 + luck.whole(360)) - luck.whole(80_000) * 1_000,
        anySource(),
        luck.uniform() < 0.9,
      ),
    ),
  );
  expect(await bring(year)).toEqual({ added: year.length, known: 0, faulty: 0 });

  boss = await world.signIn(shop, boss.id);
  const say = (text: string) => [{ k: 'text' as const, b: { text } }];
  const made = await boss.call(journeys.createJourney, {
    name: '保养提醒',
    holdOut: 0,
    plan: {
      audience: { whose: 'all' },
      anchor: 'ordered',
      steps: [
        { day: 1, at: '07:30', contents: say('修好的车骑着怎么样？') },
        { day: 30, at: '22:00', contents: say('该检查刹车了') },
        { day: 32, at: '10:00', contents: say('检查刹车八折') },
        { day: 34, at: '10:00', contents: say('最后一天') },
      ],
    },
  });
  const { id: journeyId } = made.body;
  expect((await boss.call(journeys.publishJourney, { journeyId })).status).toBe(200);

  // The job: the customer scans the technician's code, and reads what was promised and what it cost.
  world.clock.now = new Date(NOON);
  let [lin] = staff as [Person];
  lin = await world.signIn(shop, lin.id);
  const code = (await lin.call(contactCodes.createContactCode, { name: '林师傅', welcome: { text: '' } }))
    .body;
  const phone = phoneAt(world.house, code.url);
  await phone.scan();
  const { customerId } = (await lin.call(customers.listCustomers, { limit: 1 })).body.follows[0]!;
  owners.set(customerId, lin.id);
  const dueAt = new Date(NOON + 2 * 3_600_000).toISOString();
  const ticket = (
    await lin.call(tickets.createTicket, { title: '换后轮', customerId, memberId: lin.id, dueAt })
  ).body;
  expect((await phone.call(tickets.myTickets, {})).body.tickets).toMatchObject([{ status: 'open', dueAt }]);
  await lin.call(tickets.changeTicket, { ticketId: ticket.id, status: 'done' });
  const job = order(customerId, NOON, 'own');
  await lin.call(orders.recordCustomerOrder, { customerId, ref: job.ref, amount: 12_000 });
  expect((await phone.call(tickets.myTickets, {})).body.tickets).toMatchObject([
    { title: '换后轮', status: 'done' },
  ]);
  expect((await phone.call(orders.myOrders, {})).body.orders).toMatchObject([
    { ref: job.ref, amount: 12_000 },
  ]);
  // Everybody else's job of that day.
  const jobs = everybody.map((id) => order(id, NOON - 600_000, anySource()));
  expect(await bring(jobs)).toMatchObject({ added: jobs.length, faulty: 0 });
  await live(0);

  // By night nothing leaves; in the morning it does, but to nobody who is held out.
  const reminded = () =>
    rows<{
      customerId: CustomerId;
      personId: CustomerId;
      step: number;
      reason: string | null;
      sentAt: Date | null;
    }>(
      `select p.customer_id "customerId", p.person_id "personId", b.journey_step step, p.reason, p.sent_at "sentAt"
         from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.journey_id = $2
        where p.corp_id = $1 order by p.person_id, b.journey_step`,
      [journeyId],
    );
  await live(1, '08:00');
  expect((await reminded()).filter((r) => r.reason === 'sent')).toEqual([]);
  await live(1, '09:01');
  const arms = await rows<{ id: CustomerId; arm: 'send' | 'hold' }>(
    'select person_id id, arm from programme_people where corp_id = $1 order by 1',
  );
  expect(arms).toHaveLength(CUSTOMERS + 1);
  const armOf = new Map(arms.map((a) => [a.id, a.arm]));

  // Some come back of their own accord, as many of both arms: chance, which the interval allows for, cannot fail the story.
  const share = <T>(some: readonly T[], of: number) => some.filter((_, i) => (i * of) % 1 < of);
  const usual = (['send', 'hold'] as const).flatMap((arm) =>
    share(
      arms.filter((a) => a.arm === arm),
      USUAL,
    ),
  );
  const coming: Told[] = usual
    .filter((p) => phones.has(p.id))
    .flatMap(({ id }) => Array.from({ length: 1 + luck.whole(2) }, () => ({ id, day: 2 + luck.whole(86) })))
    .map(({ id, day }) => order(id, NOON + day * DAY - luck.whole(3_600) * 1_000, anySource()));
  const back = new Set(usual.map((p) => p.id));
  let brought: CustomerId[] = [];

  let last: Told[] = [];
  for (let day = 2; day <= 92; day++) {
    // Day by day around the reminders, by the week where nothing is due.
    if ((day < 29 || day > 35) && day % 7 !== 0 && day !== 92) continue;
    if (day === 31) {
      await live(day, '08:59');
      expect((await reminded()).some((r) => r.step === 1 && r.reason === 'sent')).toBe(false);
    }
    await live(day);
    if (day === 35) {
      // A reminder brings some of those it reached, to us.
      const reached = [
        ...new Set((await reminded()).filter((r) => r.reason === 'sent').map((r) => r.personId)),
      ];
      brought = share(
        reached.filter((id) => !back.has(id) && phones.has(id)),
        PLANTED,
      );
      for (const id of brought)
        coming.push(order(id, NOON + (36 + luck.whole(50)) * DAY - luck.whole(3_600) * 1_000, 'own'));
    }
    if (day % 7 !== 0 && day !== 92) continue;
    // The week: what came to us is written down by whose customer it is; platforms export the last two weeks again and again.
    const week = coming.filter((t) => t.at > NOON + (day - 7) * DAY - DAY && t.at <= NOON + day * DAY);
    const fresh = week.filter((t) => !last.includes(t));
    const people = new Map<string, Person>();
    for (const one of staff) people.set(one.id, await world.signIn(shop, one.id));
    for (const t of fresh.filter((f) => f.source === 'own')) {
      const asked = { customerId: t.customerId, ref: t.ref, orderedAt: new Date(t.at).toISOString() };
      expect(
        (await people.get(owners.get(t.customerId)!)!.call(orders.recordCustomerOrder, asked)).status,
      ).toBe(200);
    }
    const elsewhere = (some: readonly Told[]) => some.filter((t) => t.source !== 'own');
    const table = [...new Set([...elsewhere(last), ...elsewhere(fresh)])];
    if (table.length)
      expect(await bring(table)).toEqual({
        added: elsewhere(fresh).length,
        known: table.length - elsewhere(fresh).length,
        faulty: 0,
      });
    last = week;
  }
  await live(93);

  // Reminders obeyed: nobody held out, nothing by night, and no third one within seven days.
  const fates = await reminded();
  const sent = fates.filter((f) => f.reason === 'sent');
  expect(sent.filter((f) => armOf.get(f.personId) !== 'send')).toEqual([]);
  for (const { sentAt } of sent) {
    const hour = (sentAt!.getUTCHours() + 8) % 24;
    expect(hour >= 9 && hour < 21, sentAt!.toISOString()).toBe(true);
  }
  const served = arms.filter((a) => a.arm === 'send').length;
  expect([0, 1, 2, 3].map((step) => sent.filter((f) => f.step === step).length)).toEqual([
    served,
    served,
    served,
    0,
  ]);
  expect(fates.filter((f) => f.step === 3 && f.reason === 'frequency_cap')).toHaveLength(served);
  expect(fates.every((f) => f.reason !== null)).toBe(true);

  // Where those who come back come to: what the report says is what happened.
  boss = await world.signIn(shop, boss.id);
  for (const from of [0, NOON]) {
    const { ownShare, total, sources } = (
      await boss.call(orders.getOrderReport, from ? { from: new Date(from).toISOString() } : {})
    ).body;
    const { own, all } = repeatsSince(from);
    expect(total.repeats).toBe(all);
    expect(Math.abs(ownShare! - own / all)).toBeLessThanOrEqual(0.001);
    expect(sources.reduce((n, s) => n + s.orders, 0)).toBe(
      truth.filter((t) => t.counts && t.at >= from).length,
    );
  }

  // What the reminders brought, by those held out.
  const over = (await boss.call(programme.getProgramme, {})).body.programmes[0]!;
  expect(over).toMatchObject({ looksTaken: 14, assigned: { served, heldOut: arms.length - served } });
  // Chance may, once in a thousand, draw arms whose sizes look wrong: then nothing is claimed, and that is right too.
  if (!over.sizesFit) return expect(over.verdict).toMatchObject({ kind: 'hidden' });
  if (!over.verdict || !('difference' in over.verdict)) throw new Error(JSON.stringify(over.verdict));
  const planted = brought.length / served;
  expect(planted).toBeGreaterThan(0.05);
  expect(over.verdict.final).toBe(true);
  expect(over.verdict.difference.lo).toBeLessThan(planted);
  expect(over.verdict.difference.hi).toBeGreaterThan(planted);
  if (full)
    console.info(
      `${arms.length} people, planted ${planted}, told ${JSON.stringify(over.verdict.difference)}`,
    );
});
