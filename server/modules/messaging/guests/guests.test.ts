// Those who speak without a seat: members see the name, strangers do not, and what members answer reaches the outside.
import { messaging, messagePosted } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscribe } from '../../../kernel/module.ts';
import { system } from '../../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { modules } from '../../all.ts';
import { guestChat } from './guest-chat.ts';
import { postAs } from './post-as.ts';
import { nameSpeaker } from './speakers.ts';

let world: World;
let company: Company;
let lin: Person;
let stranger: Person;
const heard: unknown[] = [];
const listener = {
  ...modules[0]!,
  name: 'listener',
  handlers: [],
  jobs: [],
  subscribers: [subscribe('listener', messagePosted, async (_work, payload) => void heard.push(payload))],
};

beforeAll(async () => {
  world = await openWorld({ modules: [...modules, listener] });
  company = await world.company();
  lin = await company.hire('林小雨');
  stranger = await company.hire('周大山');
});
afterAll(() => world.close());

test('an app speaks in its chat with a member, by name, and hears the answer', async () => {
  const speaker = { id: 'app_000000001', kind: 'app' as const, name: '报销助手', avatar: null };
  const chatId = await world.house.openWork(company.id, system, async (work) => {
    await nameSpeaker(work, speaker);
    return await guestChat(work, speaker, 'app', lin.id);
  });
  const again = await world.house.openWork(company.id, system, (work) =>
    guestChat(work, speaker, 'app', lin.id),
  );
  expect(again).toBe(chatId);
  await world.house.openWork(company.id, system, (work) =>
    postAs(work, {
      speakerId: speaker.id,
      chatId,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text: '你的报销已通过' } },
    }),
  );
  const chat = (await lin.call(messaging.getChat, { chatId })).body;
  expect(chat).toMatchObject({ kind: 'app', title: '报销助手', guest: speaker.id, peer: null, n: 1 });
  const ids = speaker.id;
  expect((await lin.call(messaging.getSpeakers, { ids })).body.speakers).toEqual([speaker]);
  expect((await stranger.call(messaging.getSpeakers, { ids })).body.speakers).toEqual([]);
  await lin.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text: '谢谢' } },
  });
  await world.settle();
  expect(heard).toEqual([
    { chatId, seq: 1, senderId: speaker.id },
    { chatId, seq: 2, senderId: lin.id },
  ]);
});
