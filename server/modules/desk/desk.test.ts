// A customer at a service desk: bot, queue, human, end and rating; what each side sees; nobody is given more than they can bear.
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import type { SentInputOf } from '@teahouse/contract/define';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { step, opened } from './session/step.ts';
import type { Happening, Session } from './session/state.ts';
import { figuresOf } from './reports/figures.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let stranger: Person;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
  stranger = await company.hire('何来');
});
afterAll(() => world.close());

type NewDesk = SentInputOf<typeof deskAdmin.createDesk>;
async function openDesk(more: Partial<NewDesk> = {}, onDuty: Person[] = []) {
  const made = await company.owner.call(deskAdmin.createDesk, {
    name: '修车客服',
    servers: onDuty.map((p) => ({ memberId: p.id })),
    ...more,
  });
  expect(made.body.error).toBeUndefined();
  for (const p of onDuty) await duty(p, made.body.id, true);
  return made.body;
}
const duty = (person: Person, deskId: `desk_${string}`, onDuty: boolean) =>
  person.call(desk.setDeskDuty, { deskId, onDuty });

async function visit(url: string) {
  const phone = phoneAt(world.house, url);
  const entered = await phone.call(deskPage.enterDesk, { device: phone.device });
  expect(entered.status).toBe(200);
  const chatId = entered.body.here.chatId;
  return {
    phone,
    chatId,
    say: async (text: string) => {
      await phone.say(chatId, text);
      await quiet();
    },
    stand: async () => (await phone.call(deskPage.deskHere, {})).body,
    human: async (skill = '') => {
      const { body } = await phone.call(deskPage.askHuman, { skill });
      await quiet();
      return body;
    },
    lines: async () =>
      (await phone.call(customerPage.customerHistory, { chatId })).body.messages.map((m) => m.body['text']),
  };
}
/** What is told to others tells others again. */
async function quiet() {
  for (let i = 0; i < 4; i++) await world.settle();
}
const box = async (person: Person, which: 'queue' | 'mine' | 'all' | 'closed', deskId: `desk_${string}`) =>
  (await person.call(desk.listDeskSessions, { box: which, deskId })).body.sessions;
const reply = (person: Person, chatId: ChatId, text: string) =>
  person.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft: { k: 'text', b: { text } } });

test('the bot answers what it knows, a human takes over, closes, and the customer rates', async () => {
  const d = await openDesk({ greeting: '你好，有什么可以帮你？', firstReplyMinutes: 5 }, [lin]);
  await company.owner.call(deskAdmin.saveDeskArticle, {
    question: '刹车片多久换一次？',
    similar: ['刹车皮什么时候要换'],
    answer: '一般三万公里换一次。',
  });
  const guest = await visit(d.url);
  await quiet();
  expect(await guest.lines()).toEqual(['你好，有什么可以帮你？']);
  expect((await guest.stand()).state).toBeNull();
  await guest.say('请问刹车片多久要换一次呢');
  expect((await guest.lines()).at(-1)).toBe('一般三万公里换一次。');
  expect((await guest.stand()).state).toBe(1);
  await guest.say('你们周末开门吗');
  expect((await guest.lines()).at(-1)).toContain('找人工');
  expect((await guest.human()).state).toBe(3);
  expect(await guest.stand()).toMatchObject({ state: 3, memberName: '林小雨' });
  expect((await guest.lines()).at(-1)).toBe('林小雨 为你服务');

  const [mine] = await box(lin, 'mine', d.id);
  expect(mine).toMatchObject({ state: 3, memberId: lin.id, unread: 0, firstDueAt: expect.any(String) });
  expect(mine!.waitingSince).not.toBeNull();
  await guest.say('在吗');
  expect((await box(lin, 'mine', d.id))[0]).toMatchObject({ unread: 1, preview: '在吗' });
  expect((await reply(lin, guest.chatId, '周末九点开门')).status).toBe(200);
  await quiet();
  expect((await guest.lines()).at(-1)).toBe('周末九点开门');
  expect((await box(lin, 'mine', d.id))[0]).toMatchObject({
    waitingSince: null,
    firstReplyAt: expect.any(String),
  });
  const closed = await lin.call(desk.closeDeskSession, { sessionId: mine!.id });
  expect(closed.body).toMatchObject({ state: 4 });
  expect((await reply(lin, guest.chatId, '还有一句')).status).not.toBe(200);
  expect(await guest.stand()).toMatchObject({ state: null, askRating: true });
  expect((await guest.phone.call(deskPage.rateDesk, { rating: 5, note: '很快' })).body.rating).toBe(5);
  expect((await guest.phone.call(deskPage.rateDesk, { rating: 1 })).body.error?.code).toBe(
    'desk.rated_already',
  );
  const seen = (await lin.call(desk.getDeskSession, { sessionId: mine!.id })).body;
  expect(seen).toMatchObject({ rating: 5, ratingNote: '很快' });

  // A new word after the end is a new session with the one before in sight.
  await guest.say('还想问一下');
  expect((await guest.stand()).state).toBe(1);
  const again = (await box(lin, 'all', d.id))[0]!;
  expect(again.id).not.toBe(mine!.id);
  const now = (await lin.call(desk.getDeskSession, { sessionId: again.id })).body;
  expect(now.before).toMatchObject([{ id: mine!.id, memberName: '林小雨', rating: 5 }]);
});

test('notes never reach the customer: not their history, not a wait, not what they take away', async () => {
  const d = await openDesk({ bot: false }, [lin]);
  const guest = await visit(d.url);
  await guest.say('我要投诉');
  const [mine] = await box(lin, 'mine', d.id);
  const secret = '此人是老板的亲戚，小心';
  await lin.call(desk.noteDeskSession, { sessionId: mine!.id, text: secret });
  await quiet();
  const doors = await Promise.all([
    guest.phone.call(customerPage.customerHistory, { chatId: guest.chatId }),
    guest.phone.call(customerPage.customerHistory, { chatId: guest.chatId, after: 0 }),
    guest.phone.call(deskPage.deskHere, {}),
    guest.phone.call(customerPage.customerHere, {}),
    guest.phone.call(customerPage.takeAway, { as: 'json' }),
    guest.phone.call(customerPage.takeAway, { as: 'html' }),
  ]);
  for (const door of doors) {
    expect(door.status).toBe(200);
    expect(JSON.stringify(door.body)).not.toContain('亲戚');
  }
  expect(JSON.stringify(doors[4]!.body)).toContain('我要投诉');
  const seen = (await lin.call(desk.getDeskSession, { sessionId: mine!.id })).body;
  expect(seen.notes).toMatchObject([{ memberName: '林小雨', text: secret }]);
  expect((await stranger.call(desk.getDeskSession, { sessionId: mine!.id })).status).toBe(404);
  expect((await stranger.call(desk.readDeskSession, { sessionId: mine!.id })).status).toBe(404);
});

test('forty at once: in turn, nobody above the cap, nobody given twice; what is over gives room to who waits', async () => {
  const team = await Promise.all(['甲', '乙', '丙'].map((n) => company.hire(n)));
  const d = await openDesk({ bot: false, servers: team.map((p) => ({ memberId: p.id, cap: 4 })) });
  for (const p of team) await duty(p, d.id, true);
  const guests = await Promise.all(Array.from({ length: 40 }, () => visit(d.url)));
  await Promise.all(guests.map((g) => g.phone.call(deskPage.askHuman, {})));
  await quiet();
  const loads = async () => Promise.all(team.map(async (p) => (await box(p, 'mine', d.id)).length));
  expect(await loads()).toEqual([4, 4, 4]);
  expect(await box(team[0]!, 'queue', d.id)).toHaveLength(28);
  const [first] = await box(team[0]!, 'queue', d.id);
  const full = await team[0]!.call(desk.takeDeskSession, { sessionId: first!.id });
  expect(full.body.error?.code).toBe('desk.full');

  const given = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ n: number }>(
      `select count(*)::int n from desk_events e join desk_sessions s on s.corp_id = $1 and s.id = e.session_id
        where e.corp_id = $1 and s.desk_id = $2 and e.kind = 'given' group by e.session_id having count(*) > 1`,
      [work.corpId, d.id],
    ),
  );
  expect(given).toEqual([]);
  const mine = await box(team[0]!, 'mine', d.id);
  await Promise.all(mine.map((s) => team[0]!.call(desk.closeDeskSession, { sessionId: s.id })));
  await quiet();
  await quiet();
  expect(await loads()).toEqual([4, 4, 4]);
  expect(await box(team[0]!, 'queue', d.id)).toHaveLength(24);
});

test('two take one session at once: one has it, the other hears so; no cap gives way', async () => {
  const d = await openDesk({
    bot: false,
    servers: [
      { memberId: lin.id, cap: 1 },
      { memberId: zhou.id, cap: 1 },
    ],
  });
  const guests = await Promise.all([visit(d.url), visit(d.url), visit(d.url)]);
  for (const g of guests) await g.human();
  const waiting = await box(lin, 'queue', d.id);
  expect(waiting).toHaveLength(3);
  const both = await Promise.all(
    [lin, zhou].map((p) => p.call(desk.takeDeskSession, { sessionId: waiting[0]!.id })),
  );
  expect(both.map((b) => b.body.error?.code ?? 'has it').toSorted()).toEqual(['desk.with_another', 'has it']);
  const winner = both[0]!.status === 200 ? lin : zhou;
  const more = await Promise.all(
    waiting.slice(1).map((s) => winner.call(desk.takeDeskSession, { sessionId: s.id })),
  );
  expect(more.map((m) => m.body.error?.code)).toEqual(['desk.full', 'desk.full']);
});

test('skills and duty decide; a transfer moves the seat and the words with it', async () => {
  const d = await openDesk({
    bot: false,
    skills: ['轮胎', '保险'],
    servers: [
      { memberId: lin.id, skills: ['轮胎'] },
      { memberId: zhou.id, skills: ['保险'] },
    ],
  });
  await duty(lin, d.id, true);
  const guest = await visit(d.url);
  expect((await guest.stand()).skills).toEqual(['轮胎', '保险']);
  expect(await guest.human('保险')).toMatchObject({ state: 2, ahead: 0 });
  const second = await visit(d.url);
  await second.human('轮胎');
  expect(await box(lin, 'mine', d.id)).toHaveLength(1);
  await duty(zhou, d.id, true);
  await quiet();
  const [insured] = await box(zhou, 'mine', d.id);
  expect(insured).toMatchObject({ skill: '保险', memberName: '周大山' });
  await guest.say('车被刮了');
  await reply(zhou, guest.chatId, '稍等，换同事');
  const over = await zhou.call(desk.transferDeskSession, {
    sessionId: insured!.id,
    memberId: lin.id,
    note: '要先看照片',
  });
  expect(over.body).toMatchObject({ memberId: lin.id, state: 3 });
  expect((await reply(zhou, guest.chatId, '我还在')).status).not.toBe(200);
  expect((await reply(lin, guest.chatId, '我来处理')).status).toBe(200);
  await quiet();
  expect((await guest.lines()).slice(-2)).toEqual(['林小雨 为你服务', '我来处理']);
  const read = await lin.call(messaging.listMessages, { chatId: guest.chatId, limit: 40 });
  expect(JSON.stringify(read.body)).toContain('稍等，换同事');
  expect((await lin.call(desk.getDeskSession, { sessionId: insured!.id })).body.notes[0]!.text).toBe(
    '要先看照片',
  );
  // Back to the pool for a skill: the colleague who has it gets it.
  await lin.call(desk.transferDeskSession, { sessionId: insured!.id, skill: '保险' });
  await quiet();
  expect((await box(zhou, 'mine', d.id)).map((s) => s.id)).toEqual([insured!.id]);
  const disallowed = await lin.call(desk.closeDeskSession, { sessionId: insured!.id });
  expect(disallowed.body.error?.code).toBe('desk.with_another');
});

test('whoever is stopped lets go: their sessions wait for a colleague, who gets them', async () => {
  const [going, staying] = await Promise.all(['将走', '留下'].map((n) => company.hire(n)));
  const d = await openDesk({ bot: false }, [going!, staying!]);
  await duty(staying!, d.id, false);
  const guests = await Promise.all([visit(d.url), visit(d.url)]);
  for (const g of guests) await g.human();
  expect(await box(staying!, 'all', d.id)).toMatchObject([{ memberId: going!.id }, { memberId: going!.id }]);
  await company.owner.call(directoryAdmin.disableMember, { memberId: going!.id });
  await quiet();
  expect(await box(staying!, 'queue', d.id)).toHaveLength(2);
  await duty(staying!, d.id, true);
  await quiet();
  expect(await box(staying!, 'mine', d.id)).toHaveLength(2);
});

test('hours, promises and silence: nobody is given at night, a late answer is marked, two days of silence end it', async () => {
  const d = await openDesk(
    {
      bot: false,
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '18:00' }],
      holidays: false,
      firstReplyMinutes: 10,
    },
    [lin],
  );
  try {
    world.clock.now = new Date('2026-11-24T14:00:00Z'); // 22:00 in Shanghai
    const guest = await visit(d.url);
    await guest.say('明天能修吗');
    expect(await guest.stand()).toMatchObject({ open: false, state: 2, opensAt: '2026-11-25T01:00:00.000Z' });
    expect((await box(lin, 'queue', d.id))[0]).toMatchObject({ firstDueAt: '2026-11-25T01:10:00.000Z' });
    world.clock.now = new Date('2026-11-25T01:00:01Z');
    await quiet();
    const [mine] = await box(lin, 'mine', d.id);
    expect(mine).toMatchObject({ lateFirst: false });
    world.clock.now = new Date('2026-11-25T01:10:01Z');
    await quiet();
    expect((await box(lin, 'mine', d.id))[0]).toMatchObject({ lateFirst: true });
    world.clock.now = new Date('2026-11-26T14:00:01Z');
    await quiet();
    expect(await box(lin, 'mine', d.id)).toEqual([]);
    expect((await box(lin, 'closed', d.id))[0]).toMatchObject({ id: mine!.id, state: 4 });
  } finally {
    world.clock.now = new Date();
  }
});

test('the report is what the events add up to, for the desk and for one member; others hear nothing', async () => {
  const d = await openDesk({
    bot: true,
    servers: [
      { memberId: lin.id, lead: true, cap: 2 },
      { memberId: zhou.id, cap: 1 },
    ],
  });
  await duty(lin, d.id, true);
  await duty(zhou, d.id, true);
  const guests = await Promise.all(Array.from({ length: 6 }, () => visit(d.url)));
  await Promise.all(guests.map((g, i) => g.phone.say(g.chatId, i % 2 ? '刹车片多久换一次' : '转人工')));
  await quiet();
  await Promise.all(guests.slice(3).map((g) => g.phone.call(deskPage.askHuman, {})));
  await quiet();
  for (const p of [lin, zhou])
    for (const s of await box(p, 'mine', d.id)) {
      await reply(p, s.chatId, '你好');
      await quiet();
      await p.call(desk.closeDeskSession, { sessionId: s.id });
    }
  await quiet();
  await guests[0]!.phone.call(deskPage.rateDesk, { rating: 4 });
  for (const g of guests) await g.phone.call(deskPage.leaveDesk, {});
  await quiet();

  const events = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ session_id: string; kind: string; member_id: string | null; detail: object; at: Date }>(
      `select e.session_id, e.kind, e.member_id, e.detail, e.at from desk_events e join desk_sessions s on s.corp_id = $1 and s.id = e.session_id
        where e.corp_id = $1 and s.desk_id = $2 order by e.session_id, e.n`,
      [work.corpId, d.id],
    ),
  );
  const sessions = new Map<string, Session>();
  for (const e of events) {
    const at = e.at.getTime();
    const known = sessions.get(e.session_id);
    if (!known) {
      expect(e.kind).toBe('opened');
      sessions.set(e.session_id, opened(at));
      continue;
    }
    const next = step(known, { ...e.detail, kind: e.kind, at, memberId: e.member_id } as Happening);
    if ('refused' in next) throw new Error(`${e.kind}: ${next.refused}`);
    sessions.set(e.session_id, next.session);
  }
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const range = { deskId: d.id, from: today, to: today };
  const told = (await lin.call(desk.getDeskReport, { whose: 'desk', ...range })).body;
  const all = [...sessions.values()];
  expect(told.total).toEqual(figuresOf(all));
  expect(told.days).toEqual([{ day: today, figures: told.total }]);
  expect(told.total).toMatchObject({ sessions: 6, closed: 6 });
  // The counts once more, straight from the events and not through our own sums.
  const of = (kind: string) => new Set(events.filter((e) => e.kind === kind).map((e) => e.session_id));
  const [queued, taken, rated] = [of('queued'), of('given'), of('rated')];
  expect([told.total.queued, told.total.taken, told.total.rated]).toEqual([
    queued.size,
    taken.size,
    rated.size,
  ]);
  expect(told.total.abandoned).toBe([...queued].filter((id) => !taken.has(id)).length);

  const own = (await zhou.call(desk.getDeskReport, { whose: 'mine', ...range })).body;
  expect(own.total).toEqual(figuresOf(all.filter((s) => s.memberId === zhou.id)));
  const refused = await zhou.call(desk.getDeskReport, { whose: 'desk', ...range });
  expect(refused.body.error?.code).toBe('desk.leads_only');
  expect((await stranger.call(desk.getDeskReport, { whose: 'mine', ...range })).status).toBe(404);
  expect(JSON.stringify(told)).not.toContain('mbr_');
});

test('only the sites that were listed may show a desk in a frame; a desk’s chat is marked as its inbox’s', async () => {
  const policy = async (url: string) =>
    String((await fetch(`${world.url}${new URL(url).pathname}`)).headers.get('content-security-policy'));
  const d = await openDesk({ bot: false }, [lin]);
  expect(await policy(d.url)).toContain('frame-ancestors *');
  const sites = ['https://www.example.com', 'https://*.example.cn'];
  await company.owner.call(deskAdmin.changeDesk, { deskId: d.id, sites });
  expect(await policy(d.url)).toContain(`frame-ancestors 'self' ${sites.join(' ')}`);
  expect(await policy(`${world.url}/chats`)).toContain("frame-ancestors 'none'");
  const wrong = { deskId: d.id, sites: ["https://a.example; script-src 'unsafe-inline'"] };
  expect((await company.owner.call(deskAdmin.changeDesk, wrong)).status).toBe(400);

  const guest = await visit(d.url);
  await guest.human();
  const { chats } = (await lin.call(messaging.listChats, {})).body;
  expect(chats.find((c) => c.id === guest.chatId)).toMatchObject({ desk: true });
});
