// A channel of its own rules, made here and nowhere else: the gateway asks its window, its counter and its receipts, and no wish is overtaken.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { outreach } from '@teahouse/contract/outreach';
import type { BroadcastId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../kernel/fail.ts';
import { system } from '../../../kernel/work.ts';
import { type Guest, importGuests } from '../../../testing/guests.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { setMarketing } from '../../customers/index.ts';
import { noteReceipt } from '../gateway/note-receipt.ts';
import { openChannel } from './all.ts';
import { web } from './web/web-channel.ts';
import type { Parcel } from './channel.ts';

let world: World;
let company: Company;
let lin: Person;
let guests: Guest[];

const window = { opensAt: 0, closesAt: Infinity };
const used = new Set<string>();
let arrived: string[] = [];
let onSend: (parcel: Parcel) => Promise<void> = async () => undefined;

openChannel({
  name: 'toy',
  staffConfirms: false,
  kinds: new Set(['text']),
  rules: async (work, people) =>
    new Map(
      people.map((p) => [
        p.personId,
        {
          windowOpen: work.now.getTime() >= window.opensAt && work.now.getTime() < window.closesAt,
          counterFree: !used.has(p.customerId),
        },
      ]),
    ),
  async send(_shift, parcel) {
    await onSend(parcel);
    arrived.push(parcel.customerId);
    return { ref: parcel.key };
  },
  find: async (_shift, parcel) => (arrived.includes(parcel.customerId) ? { ref: parcel.key } : undefined),
});

let day = Date.parse('2026-11-24T04:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
});
beforeEach(async () => {
  day += 100 * 86_400_000;
  world.clock.now = new Date(day);
  lin = await company.hire('林小雨');
  guests = await importGuests(world, lin, 4);
  Object.assign(window, { opensAt: 0, closesAt: Infinity });
  used.clear();
  arrived = [];
  onSend = async () => undefined;
});
afterAll(() => world.close());

async function send(): Promise<BroadcastId> {
  const { id: broadcastId } = (
    await lin.call(outreach.createBroadcast, {
      name: 'toy',
      channel: 'toy',
      holdOut: 0,
      contents: [{ k: 'text', b: { text: 'hi' } }],
    })
  ).body;
  // The sweep of this hour is over, so one worker alone drives it.
  await world.settle();
  await lin.call(outreach.launchBroadcast, { broadcastId });
  await world.settle();
  return broadcastId;
}
const fates = async (broadcastId: BroadcastId) => {
  const { counts, waiting } = (await lin.call(outreach.getBroadcast, { broadcastId })).body;
  return { ...Object.fromEntries(counts.map((c) => [c.reason, c.n])), ...(waiting ? { waiting } : {}) };
};
const stop = (customerId: Guest['customerId']) =>
  world.house.openWork(company.id, system, (work) => setMarketing(work, customerId, false));
const touches = async () => {
  const rows = await world.house.openWork(company.id, system, (work) =>
    work.sql('select from touches where corp_id = $1 and member_id = $2', [company.id, lin.id]),
  );
  return rows.length;
};

test('its window holds to the second, and its counter', async () => {
  used.add(guests[0]!.customerId);
  window.closesAt = day + 1_000;
  expect(await fates(await send())).toEqual({ sent: 3, channel_counter: 1 });
  world.clock.now = new Date(day + 999);
  expect(await fates(await send())).toMatchObject({ sent: 3 });
  world.clock.now = new Date(day + 1_000);
  expect(await fates(await send())).toEqual({ frequency_cap: 3, window_closed: 1 });
});

test('it carries only what it can', async () => {
  const answer = await lin.call(outreach.createBroadcast, {
    name: 'toy',
    channel: 'toy',
    contents: [{ k: 'card', b: { title: 'x' } }],
  });
  expect(answer.body.error?.code).toBe('outreach.channel_unknown');
  expect(
    (
      await lin.call(outreach.createBroadcast, {
        name: 'x',
        channel: 'no',
        contents: [{ k: 'text', b: { text: 'x' } }],
      })
    ).body.error?.code,
  ).toBe('outreach.channel_unknown');
});

test('a refusal ends it and gives the touch back; a failure is tried again; a lost answer is found', async () => {
  const tries = new Map<string, number>();
  onSend = async ({ customerId }) => {
    const n = (tries.get(customerId) ?? 0) + 1;
    tries.set(customerId, n);
    if (customerId === guests[0]!.customerId) throw new Failure('common.not_found');
    if (customerId === guests[1]!.customerId && n < 3) throw new Error('the line is down');
    if (customerId === guests[2]!.customerId) throw new Error('the line is down for good');
    if (customerId !== guests[3]!.customerId) return;
    arrived.push(customerId);
    throw new Error('it took it, and the answer was lost');
  };
  const id = await send();
  for (let i = 0; i < 12; i++) {
    world.clock.now = new Date(world.clock.now.getTime() + 600_000);
    await world.settle();
  }
  expect(await fates(id)).toEqual({ sent: 2, channel_refused: 1, channel_error: 1 });
  expect(await touches()).toBe(2);
});

test('whoever stops while a broadcast runs is not written to any more, though already claimed', async () => {
  const [first, ...others] = await orderOfSending();
  onSend = async ({ customerId }) => {
    if (customerId === first) for (const id of others.slice(60)) await stop(id);
  };
  const id = await send();
  // Those beyond the first batch were claimed when they stopped.
  expect(await fates(id)).toEqual({ sent: 61, opted_out: others.length - 60 });
  expect(arrived.filter((a) => others.slice(60).some((o) => o === a))).toEqual([]);
  expect(await touches()).toBe(61);
});

/** More people than one batch hands over, in the order in which they are taken. */
async function orderOfSending(): Promise<Guest['customerId'][]> {
  const all = await importGuests(world, lin, 90);
  return all.map((g) => g.customerId).toSorted();
}

test('night falling between claim and sending puts it off to the morning, with the chain asked anew', async () => {
  const [first] = (await orderOfSending()).slice(0, 1);
  onSend = async ({ customerId }) => {
    if (customerId === first) world.clock.now = new Date(day + 9 * 3_600_000 + 1_000);
  };
  const id = await send();
  const evening = await fates(id);
  expect(evening).toEqual({ sent: 50, waiting: 40 });
  expect(await touches()).toBe(50);
  world.clock.now = new Date(day + 21 * 3_600_000);
  await world.settle();
  expect(await fates(id)).toEqual({ sent: 90 });
});

test('what the channel tells later is in the ledger', async () => {
  const broadcastId = await send();
  const at = new Date(day + 5_000);
  const ref = `${broadcastId} ${guests[1]!.customerId}`;
  await world.house.openWork(company.id, system, (work) =>
    noteReceipt(work, { broadcastId, ref, readAt: at }),
  );
  const { lines } = (await lin.call(outreach.listLedger, { broadcastId })).body;
  expect(lines.filter((l) => l.readAt)).toMatchObject([
    { customerId: guests[1]!.customerId, deliveredAt: at.toISOString(), readAt: at.toISOString() },
  ]);
});

test('another company cannot reach it', async () => {
  const broadcastId = await send();
  const other = await world.company('别家');
  for (const call of [
    outreach.getBroadcast,
    outreach.listLedger,
    outreach.exportLedger,
    outreach.previewBroadcast,
  ])
    expect((await other.owner.call(call, { broadcastId })).status).toBe(404);
  expect((await other.owner.call(outreach.moveBroadcast, { broadcastId, to: 'stop' })).status).toBe(404);
  expect((await other.owner.call(outreach.listBroadcasts, {})).body.broadcasts).toEqual([]);
});

test('what an open page shows before its receipt is written counts as read all the same', async () => {
  const code = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body;
  const phone = phoneAt(world.house, code.url);
  const { chatId } = await phone.scan();
  const plainly = web.send.bind(web);
  web.send = async (shift, parcel) => {
    const receipt = await plainly(shift, parcel);
    if (parcel.chatId === chatId) {
      await phone.call(customerPage.customerHistory, { chatId });
      await world.house.outbox.sweep();
      await world.house.outbox.idle();
    }
    return receipt;
  };
  const { id: broadcastId } = (
    await lin.call(outreach.createBroadcast, {
      name: '快',
      holdOut: 0,
      contents: [{ k: 'text', b: { text: '机油八折' } }],
    })
  ).body;
  await lin.call(outreach.launchBroadcast, { broadcastId });
  await world.settle();
  web.send = plainly;
  expect((await lin.call(outreach.getBroadcast, { broadcastId })).body).toMatchObject({
    delivered: 5,
    read: 1,
  });
});
