// Broadcasts from the member who writes them to the customer's page, and everybody who is skipped with the one reason why.
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { outreach } from '@teahouse/contract/outreach';
import type { SentInputOf } from '@teahouse/contract/define';
import type { BroadcastId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { type Phone, phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;

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
