// Broadcasts from the member who writes them to the customer's page, and everybody who is skipped with the one reason why.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { outreach } from '@teahouse/contract/outreach';
import type { SentInputOf } from '@teahouse/contract/define';
import type { BroadcastId, CustomerId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { system } from '../../kernel/work.ts';
import { type Phone, phoneAt } from '../../testing/phone.ts';
import { importGuests } from '../../testing/guests.ts';
import { recordOutcome } from './record-outcome.ts';
import { countOutcomes } from './count-outcomes.ts';
import { broadcastToUse } from './outreach.access.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let boss: Person;

/** noon in Shanghai; every test begins a season later, so no touch of another counts */
let day = Date.parse('2026-11-24T04:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
});
beforeEach(async () => {
  day += 100 * 86_400_000;
  world.clock.now = new Date(day);
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
  // Sessions do not outlive a season.
  boss = await world.signIn(company, company.owner.id);
});
afterAll(() => world.close());

interface Guest {
  phone: Phone;
  chatId: `chat_${string}`;
  texts(): Promise<string[]>;
}

async function guestsOf(person: Person, n: number): Promise<Guest[]> {
  const code = (await person.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } }))
    .body;
  return await Promise.all(
    Array.from({ length: n }, async () => {
      const phone = phoneAt(world.house, code.url);
      const { chatId } = await phone.scan();
      return {
        phone,
        chatId,
        texts: async () =>
          (await phone.call(customerPage.customerHistory, { chatId })).body.messages
            .filter((m) => m.kind === 'text' && !m.mine)
            .map((m) => String(m.body['text'])),
      };
    }),
  );
}
const write = async (person: Person, more: Partial<SentInputOf<typeof outreach.createBroadcast>> = {}) => {
  const made = await person.call(outreach.createBroadcast, {
    name: '换季保养',
    contents: [{ k: 'text', b: { text: '机油八折' } }],
    holdOut: 0,
    ...more,
  });
  expect(made.body.error).toBeUndefined();
  return made.body;
};
const launch = async (person: Person, broadcastId: BroadcastId, at?: string) => {
  const answer = await person.call(outreach.launchBroadcast, { broadcastId, ...(at ? { at } : {}) });
  expect(answer.body.error).toBeUndefined();
  await world.settle();
  return await ask(person, broadcastId);
};
const ask = async (person: Person, broadcastId: BroadcastId) =>
  (await person.call(outreach.getBroadcast, { broadcastId })).body;
const countsOf = (b: { counts: readonly { reason: string; n: number }[] }) =>
  Object.fromEntries(b.counts.map((c) => [c.reason, c.n]));

test('a member writes to their customers; each hears it once, with a way out', async () => {
  const guests = await guestsOf(lin, 3);
  await guestsOf(zhou, 1);
  const draft = await write(lin);
  const preview = (await lin.call(outreach.previewBroadcast, { broadcastId: draft.id })).body;
  expect(preview).toMatchObject({ eligible: 3, wouldSend: 3, heldOut: 0, counts: [], skipped: [] });
  const done = await launch(lin, draft.id);
  expect(done).toMatchObject({ state: 'done', eligible: 3, waiting: 0, delivered: 3 });
  expect(countsOf(done)).toEqual({ sent: 3 });
  for (const guest of guests)
    expect(await guest.texts()).toEqual(['机油八折\n\n不想再收到推广消息，请回复 TD']);
  await world.settle();
  expect((await ask(lin, draft.id)).read).toBe(3);
  expect((await lin.call(outreach.launchBroadcast, { broadcastId: draft.id })).body.error?.code).toBe(
    'outreach.already_launched',
  );
});

test('who said no, muted the member, or answered TD is skipped, each with the reason', async () => {
  const [no, mute, td, yes] = await guestsOf(lin, 4);
  await no!.phone.call(customerPage.changeMe, { marketing: false });
  await mute!.phone.call(customerPage.muteMember, { chatId: mute!.chatId, muted: true });
  await td!.phone.say(td!.chatId, ' 退订。');
  await world.settle();
  const draft = await write(lin);
  const preview = (await lin.call(outreach.previewBroadcast, { broadcastId: draft.id })).body;
  expect(countsOf(preview)).toEqual({ opted_out: 2, muted: 1 });
  expect(preview.skipped.map((s) => s.reason).toSorted()).toEqual(['muted', 'opted_out', 'opted_out']);
  const done = await launch(lin, draft.id);
  expect(countsOf(done)).toEqual({ opted_out: 2, muted: 1, sent: 1 });
  expect([await no!.texts(), await mute!.texts(), await td!.texts()]).toEqual([[], [], []]);
  expect(await yes!.texts()).toHaveLength(1);
  const notices = (await td!.phone.call(customerPage.customerHistory, { chatId: td!.chatId })).body.messages;
  expect(notices.at(-1)).toMatchObject({ kind: 'system', body: { what: 'notice' } });
});

test('nobody hears more than two in a week, whoever writes; the next one is free after seven days', async () => {
  const [guest] = await guestsOf(lin, 1);
  for (const reason of ['sent', 'sent', 'frequency_cap'])
    expect(countsOf(await launch(lin, (await write(lin)).id))).toEqual({ [reason]: 1 });
  expect(await guest!.texts()).toHaveLength(2);
  world.clock.now = new Date(day + 7 * 86_400_000 - 1_000);
  expect(countsOf(await launch(lin, (await write(lin)).id))).toEqual({ frequency_cap: 1 });
  world.clock.now = new Date(day + 7 * 86_400_000 + 1_000);
  expect(countsOf(await launch(lin, (await write(lin)).id))).toEqual({ sent: 1 });
});

test('by night it waits for the morning; a paused one waits on, a stopped one ends everybody', async () => {
  const [guest] = await guestsOf(lin, 1);
  world.clock.now = new Date(day + 10 * 3_600_000); // 22:00
  const draft = await write(lin);
  const night = await launch(lin, draft.id);
  expect(night).toMatchObject({ state: 'running', counts: [], waiting: 1 });
  expect((await lin.call(outreach.moveBroadcast, { broadcastId: draft.id, to: 'pause' })).body.state).toBe(
    'paused',
  );
  world.clock.now = new Date(day + 21 * 3_600_000); // 09:00
  await world.settle();
  expect(await guest!.texts()).toEqual([]);
  await lin.call(outreach.moveBroadcast, { broadcastId: draft.id, to: 'resume' });
  await world.settle();
  expect(await guest!.texts()).toHaveLength(1);
  world.clock.now = new Date(day + 34 * 3_600_000);
  const other = await write(lin);
  await launch(lin, other.id);
  await lin.call(outreach.moveBroadcast, { broadcastId: other.id, to: 'stop' });
  await world.settle();
  const stopped = await ask(lin, other.id);
  expect(stopped).toMatchObject({ state: 'stopped', waiting: 0 });
  expect(countsOf(stopped)).toEqual({ stopped: 1 });
  expect(
    (await lin.call(outreach.moveBroadcast, { broadcastId: other.id, to: 'resume' })).body.error?.code,
  ).toBe('outreach.cannot_move');
});

test('night is where the customer is, as their phone says; else where the company is', async () => {
  const [here, far] = await guestsOf(lin, 2);
  await far!.phone.call(customerPage.scan, { device: crypto.randomUUID(), zone: 'America/Phoenix' });
  await here!.phone.call(customerPage.scan, { device: crypto.randomUUID(), zone: 'Nowhere/At_All' });
  // 21:30 in Shanghai is 06:30 in Phoenix: night for both. Three hours later it is day there.
  world.clock.now = new Date(day + 9.5 * 3_600_000);
  const draft = await write(lin);
  expect(await launch(lin, draft.id)).toMatchObject({ state: 'running', waiting: 2 });
  world.clock.now = new Date(day + 12.5 * 3_600_000);
  await world.settle();
  expect([(await here!.texts()).length, (await far!.texts()).length]).toEqual([0, 1]);
  world.clock.now = new Date(day + 21 * 3_600_000);
  await world.settle();
  expect(await here!.texts()).toHaveLength(1);
});

test('a held-out person receives nothing, is not told to anybody, and their shadow is kept', async () => {
  const guests = await guestsOf(lin, 40);
  const draft = await write(lin, { holdOut: 5_000 });
  const done = await launch(lin, draft.id);
  const { held_out: held = 0, sent = 0 } = countsOf(done);
  expect(held + sent).toBe(40);
  expect(held).toBeGreaterThan(5);
  const heard = await Promise.all(guests.map(async (g) => (await g.texts()).length));
  expect(heard.reduce((a, b) => a + b)).toBe(sent);
  const shadows = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ shadow: string; would: boolean; touched: boolean }>(
      `select shadow, would_send_at is not null would, exists (select from touches t where t.corp_id = $1 and t.customer_id = p.customer_id) touched
         from broadcast_people p where corp_id = $1 and broadcast_id = $2 and arm = 'hold'`,
      [company.id, draft.id],
    ),
  );
  expect(shadows).toEqual(
    Array.from({ length: held }, () => ({ shadow: 'sent', would: true, touched: false })),
  );
  // Stored before the first send, and the database itself keeps it.
  await expect(
    world.house.openWork(company.id, system, (work) =>
      work.sql(`update broadcast_people set arm = 'send' where corp_id = $1 and arm = 'hold'`, [company.id]),
    ),
  ).rejects.toThrow(/never changes/);
});

test('a member confirms for some of their customers; the rest ends as not confirmed', async () => {
  const guests = await guestsOf(lin, 4);
  await guestsOf(zhou, 1);
  const sender = await company.hire('市场');
  await company.appoint(sender, 'outreach');
  const clerk = await world.signIn(company, sender.id);
  const draft = await write(clerk, {
    confirm: true,
    audience: { whose: 'all', memberIds: [lin.id, zhou.id] },
  });
  expect(await launch(clerk, draft.id)).toMatchObject({ state: 'running', waiting: 5 });
  const { confirmations } = (await lin.call(outreach.listConfirmations, {})).body;
  expect(confirmations).toMatchObject([{ broadcastId: draft.id, customers: { length: 4 } }]);
  const chosen = confirmations[0]!.customers.slice(0, 1).map((c) => c.customerId);
  const answer = await lin.call(outreach.confirmBroadcast, { broadcastId: draft.id, customerIds: chosen });
  expect(answer.body).toEqual({ confirmed: 1 });
  await world.settle();
  const heard = await Promise.all(guests.map(async (g) => (await g.texts()).length));
  expect(heard.toSorted()).toEqual([0, 0, 0, 1]);
  world.clock.now = new Date(day + 72 * 3_600_000 + 1_000);
  await world.settle();
  const done = await ask(clerk, draft.id);
  expect(done).toMatchObject({ state: 'done', waiting: 0 });
  expect(countsOf(done)).toEqual({ sent: 1, not_confirmed: 4 });
});

test('members write to their own customers only, and see only their own broadcasts', async () => {
  await guestsOf(zhou, 1);
  const contents = [{ k: 'text' as const, b: { text: '你好' } }];
  const all = await lin.call(outreach.createBroadcast, { name: 'n', contents, audience: { whose: 'all' } });
  expect(all.body.error?.code).toBe('outreach.too_few_rights');
  const draft = await write(lin, { audience: { whose: 'mine', memberIds: [zhou.id] } });
  expect((await lin.call(outreach.launchBroadcast, { broadcastId: draft.id })).body.error?.code).toBe(
    'outreach.nobody',
  );
  expect((await zhou.call(outreach.getBroadcast, { broadcastId: draft.id })).body.error?.code).toBe(
    'outreach.broadcast_not_found',
  );
  expect((await boss.call(outreach.getBroadcast, { broadcastId: draft.id })).status).toBe(200);
});

test('a scheduled one begins at its hour with whoever is in the audience then', async () => {
  const [first] = await guestsOf(lin, 1);
  const draft = await write(lin);
  const at = new Date(day + 3_600_000);
  expect(await launch(lin, draft.id, at.toISOString())).toMatchObject({ state: 'scheduled', eligible: 0 });
  const [second] = await guestsOf(lin, 1);
  expect(await first!.texts()).toEqual([]);
  world.clock.now = at;
  await world.settle();
  expect(await ask(lin, draft.id)).toMatchObject({ state: 'done', eligible: 2 });
  expect([await first!.texts(), await second!.texts()]).toMatchObject([{ length: 1 }, { length: 1 }]);
});

test('two who turn out to be one person hear it once', async () => {
  await guestsOf(lin, 2);
  const { follows } = (await lin.call(customers.listCustomers, {})).body;
  const [a, b] = follows.map((f) => f.customerId);
  const draft = await write(lin, { confirm: true });
  await launch(lin, draft.id);
  await boss.call(customers.mergeCustomers, { customerId: a!, into: b! });
  await lin.call(outreach.confirmBroadcast, { broadcastId: draft.id, customerIds: [a!, b!] });
  await world.settle();
  expect(countsOf(await ask(lin, draft.id))).toEqual({ sent: 1, merged: 1 });
});

test('forbidden words stop everybody; looser caps need a reason', async () => {
  await guestsOf(lin, 1);
  const before = (await boss.call(outreach.getCaps, {})).body;
  expect(before).toMatchObject({ perWeek: 2, perMonth: 6, quietFrom: '21:00', quietTo: '09:00' });
  await boss.call(outreach.setCaps, { ...before, bannedWords: ['最低价'] });
  expect(
    countsOf(
      await launch(lin, (await write(lin, { contents: [{ k: 'text', b: { text: '全网最低价' } }] })).id),
    ),
  ).toEqual({ content_refused: 1 });
  const loose = { ...before, perWeek: 3 };
  expect((await boss.call(outreach.setCaps, loose)).body.error?.code).toBe('outreach.reason_needed');
  expect((await boss.call(outreach.setCaps, { ...loose, reason: '春节活动' })).body.perWeek).toBe(3);
  expect((await boss.call(outreach.setCaps, before)).body.perWeek).toBe(2);
});

test('the ledger names everybody with one reason, by page, by reason and as a table', async () => {
  const guests = await guestsOf(lin, 5);
  await guests[0]!.phone.call(customerPage.changeMe, { marketing: false, name: '=1+1' });
  const { id: broadcastId } = await write(lin);
  await launch(lin, broadcastId);
  const first = (await lin.call(outreach.listLedger, { broadcastId, limit: 3 })).body;
  const rest = (await lin.call(outreach.listLedger, { broadcastId, after: first.next!, limit: 3 })).body;
  expect([first.lines.length, rest.lines.length, rest.next]).toEqual([3, 2, null]);
  expect([...first.lines, ...rest.lines].map((l) => l.reason).toSorted()).toEqual([
    'opted_out',
    ...Array.from({ length: 4 }, () => 'sent'),
  ]);
  const out = (await lin.call(outreach.listLedger, { broadcastId, reason: 'opted_out' })).body;
  expect(out.lines).toMatchObject([{ name: '=1+1', reason: 'opted_out', sentAt: null }]);
  const csv = (await lin.call(outreach.exportLedger, { broadcastId })).body as Buffer;
  const table = csv.toString();
  expect(table.trim().split('\n')).toHaveLength(6);
  expect(table).toContain("'=1+1");
});

test('outcomes count by the arm chance gave, from launch to the end of the window', async () => {
  const guests = await guestsOf(lin, 12);
  const draft = await write(lin, { holdOut: 5_000, outcome: 'reply', outcomeDays: 7 });
  await guests[0]!.phone.say(guests[0]!.chatId, '你们几点开门');
  await world.settle();
  world.clock.now = new Date(day + 3_600_000);
  await launch(lin, draft.id);
  const count = () =>
    world.house.openWork(company.id, system, async (work) =>
      countOutcomes(work, await broadcastToUse(work, draft.id)),
    );
  const before = await count();
  expect(before).toMatchObject({ x1: 0, x0: 0, holdOut: 0.5, final: false });
  expect(before.n1 + before.n0).toBe(12);
  expect(before.reached).toBe(before.n1);
  for (const guest of guests.slice(0, 6)) await guest.phone.say(guest.chatId, '想约周六');
  await guests[6]!.phone.say(guests[6]!.chatId, 'TD');
  await world.settle();
  const during = await count();
  expect(during.x1 + during.x0).toBe(6);
  world.clock.now = new Date(day + 8 * 86_400_000);
  await guests[7]!.phone.say(guests[7]!.chatId, '太晚了');
  await world.settle();
  expect(await count()).toEqual({ ...during, final: true });
});

test('visits and orders are outcomes, each told once', async () => {
  const [guest] = await guestsOf(lin, 1);
  const visited = await write(lin, { outcome: 'visit' });
  const bought = await write(lin, { outcome: 'order' });
  world.clock.now = new Date(day + 3_600_000);
  for (const b of [visited, bought]) await launch(lin, b.id);
  await guest!.phone.scan();
  const [follow] = (await lin.call(customers.listCustomers, {})).body.follows;
  const order = { customerId: follow!.customerId, ref: 'A1' };
  for (let i = 0; i < 2; i++) expect((await lin.call(outreach.recordOrder, order)).status).toBe(200);
  expect((await zhou.call(outreach.recordOrder, order)).body.error?.code).toBe(
    'customers.customer_not_found',
  );
  await world.settle();
  for (const { id } of [visited, bought])
    expect(
      await world.house.openWork(company.id, system, async (work) =>
        countOutcomes(work, await broadcastToUse(work, id)),
      ),
    ).toMatchObject({ n1: 1, x1: 1, n0: 0 });
});

test('the result stays what the last planned look saw, and says nothing of a few people alone', async () => {
  const guests = await guestsOf(lin, 10);
  const draft = await write(lin, { holdOut: 5_000, outcomeDays: 2 });
  world.clock.now = new Date(day + 3_600_000);
  await launch(lin, draft.id);
  const resultNow = async () => (await lin.call(outreach.getResult, { broadcastId: draft.id })).body;
  expect(await resultNow()).toMatchObject({ looksTaken: 0, looksPlanned: 2, lookedAt: null, verdict: null });
  world.clock.now = new Date(day + 26 * 3_600_000);
  await world.settle();
  const first = await resultNow();
  expect(first).toMatchObject({ looksTaken: 1, verdict: { kind: 'pooledOnly', people: 10, needed: 500 } });
  await guests[0]!.phone.say(guests[0]!.chatId, '好的');
  await world.settle();
  expect(await resultNow()).toEqual(first);
  world.clock.now = new Date(day + 51 * 3_600_000);
  await world.settle();
  expect(await resultNow()).toMatchObject({ looksTaken: 2, nextLookAt: null });
  expect(JSON.stringify(await resultNow())).not.toMatch(/sent|reached|x1|x0/);
});

test('a planted effect is found at the end of the window, by both arms and not by what was sent', async () => {
  await importGuests(world, lin, 600);
  const draft = await write(lin, { holdOut: 5_000, outcome: 'order', outcomeDays: 3 });
  world.clock.now = new Date(day + 3_600_000);
  await launch(lin, draft.id);
  await world.house.openWork(company.id, system, async (work) => {
    const people = await work.sql<{ customerId: CustomerId; arm: string }>(
      'select customer_id "customerId", arm from broadcast_people where corp_id = $1 and broadcast_id = $2 order by 1',
      [company.id, draft.id],
    );
    for (const [i, { customerId, arm }] of people.entries())
      if (i % 10 < (arm === 'send' ? 4 : 2))
        await recordOutcome(work, { customerId, kind: 'order', ref: `${i}` });
  });
  for (const days of [1, 2, 3]) {
    world.clock.now = new Date(day + days * 86_400_000 + 2 * 3_600_000);
    await world.settle();
  }
  lin = await world.signIn(company, lin.id);
  const { verdict } = (await lin.call(outreach.getResult, { broadcastId: draft.id })).body;
  if (verdict?.kind !== 'effect') throw new Error(JSON.stringify(verdict));
  expect(verdict.final).toBe(true);
  expect(verdict.difference.lo).toBeLessThan(0.2);
  expect(verdict.difference.hi).toBeGreaterThan(0.2);
  expect(verdict.difference.lo).toBeGreaterThan(0);
});
