// Real questions with the answers staff gave: what the bot says to other wordings of them, and that nothing said at the desk is lost.
// `npm run replay:desk` asks all of them with 900 customers and 250 members; the usual run is a thirtieth of it.
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import type { OutputOf } from '@teahouse/contract/define';
import { deskPage } from '@teahouse/contract/desk-page';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Phone, phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { saveDeskArticle } from './knowledge/articles.ts';
import { findArticles } from './knowledge/find-articles.ts';
import { sureOf } from './knowledge/score.ts';

const DATA = [3, 4].map(
  (up) => new URL(`${'../'.repeat(up)}../shared/data/service-desk-zh.jsonl.gz`, import.meta.url),
);
const data = DATA.find((d) => existsSync(d));
if (!data)
  process.stderr.write(
    'The replay of the service desk is skipped: ../shared/data/service-desk-zh.jsonl.gz is absent\n',
  );

interface Asked {
  id: number;
  question: string;
  answer: string;
}
const all = data
  ? gunzipSync(readFileSync(data))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Asked)
  : [];
/** Every tenth is never told to the desk: an answer to it is a wrong one. */
const untold = (at: number) => at % 10 === 0;

/** The same wish in other words, which stand in no article: greeted and wrapped, cut at the end, turned around, or cut at the start. */
function otherwise(question: string, at: number): string {
  const bare = question
    .replaceAll(/[？?。！!，,、\s]+/g, ' ')
    .trim()
    .slice(0, 180);
  const chars = Array.from(bare);
  const half = Math.ceil(chars.length / 2);
  if (at % 4 === 0) return `你好，请问${bare}怎么办呀`;
  if (at % 4 === 1) return chars.slice(0, Math.ceil(chars.length * 0.75)).join('');
  if (at % 4 === 2) return `${chars.slice(half).join('')}，${chars.slice(0, half).join('')}`;
  return `${chars.slice(Math.floor(chars.length * 0.25)).join('')}，怎么解决`;
}

describe.skipIf(!data)('real questions', () => {
  let world: World;
  let company: Company;
  const customers = Number(process.env['DESK_REPLAY'] ?? 28);
  const serving = Math.ceil(customers / 3.6);

  beforeAll(async () => {
    world = await openWorld();
    company = await world.company('白鹭引擎');
    await world.house.openWork(company.id, system, async (work) => {
      for (const [at, { question, answer }] of all.entries())
        if (!untold(at))
          await saveDeskArticle(work, {
            deskId: null,
            question: question.trim().slice(0, 200),
            similar: [],
            answer: answer.slice(0, 4_000),
          });
    });
  }, 60_000);
  afterAll(() => world?.close());

  test('the bot’s answers to wordings it has not seen are the recorded ones; what nobody told it, it leaves', async () => {
    let [answered, right, known, five, untoldAsked, untoldAnswered] = [0, 0, 0, 0, 0, 0];
    await world.house.openWork(company.id, system, async (work) => {
      for (const [at, asked] of all.entries()) {
        if (at % 6) continue;
        const found = await findArticles(work, otherwise(asked.question, Math.floor(at / 6)), undefined);
        const said = sureOf(found);
        if (said) answered++;
        if (untold(at)) {
          untoldAsked++;
          if (said) untoldAnswered++;
          continue;
        }
        known++;
        const answer = asked.answer.slice(0, 4_000);
        if (found.slice(0, 5).some((f) => f.known.answer === answer)) five++;
        if (said?.answer === answer) right++;
      }
    });
    const share = (a: number, b: number) => `${a} of ${b} (${((100 * a) / b).toFixed(1)} %)`;
    process.stderr.write(
      `service desk replay: right ${share(right, answered)} of what the bot answered; it answered ${share(right, known)} of what it was told, ` +
        `${share(untoldAnswered, untoldAsked)} of what it was not; recorded answer among the first five: ${share(five, known)}\n`,
    );
    expect(right / answered).toBeGreaterThan(0.9);
    expect(five / known).toBeGreaterThan(0.85);
    expect(right / known).toBeGreaterThan(0.6);
  }, 120_000);

  test('nothing is lost: every question gets the recorded answer, and queue and promises are what the events add up to', async () => {
    const start = new Date('2026-11-24T02:00:00Z'); // ten in the morning in Shanghai
    world.clock.now = start;
    const later = (minutes: number) => {
      world.clock.now = new Date(world.clock.now!.getTime() + minutes * 60_000);
    };
    const team: Person[] = [];
    for (let i = 0; i < serving; i++) team.push(await company.hire(`客服${i + 1}`));
    const PROMISE = 5;
    const d = (
      await company.owner.call(deskAdmin.createDesk, {
        name: '白鹭客服',
        firstReplyMinutes: PROMISE,
        servers: team.map((p, i) => ({ memberId: p.id, cap: 1, lead: i === 0 })),
      })
    ).body;
    // In three shifts, so that there are more who ask than who answer.
    const shift = async (now: number) => {
      for (const [i, p] of team.entries())
        await p.call(desk.setDeskDuty, { deskId: d.id, onDuty: i % 3 === now % 3 });
    };
    const quiet = async () => {
      for (let i = 0; i < 5; i++) await world.settle();
    };
    const phones: { phone: Phone; chatId: ChatId }[] = [];
    for (let i = 0; i < customers; i++) {
      // So many new people a minute come from one address.
      if (i % 500 === 499) later(1.1);
      const phone = phoneAt(world.house, d.url);
      const { body } = await phone.call(deskPage.enterDesk, { device: phone.device });
      phones.push({ phone, chatId: body.here.chatId });
    }
    const heard = async (g: (typeof phones)[number]) =>
      (await g.phone.call(customerPage.customerHistory, { chatId: g.chatId })).body.messages
        .filter((m) => !m.mine)
        .map((m) => m.body['text']);
    // Everybody asks once, then again with what is left, until all questions were asked.
    const questions = Math.round((all.length * customers) / 900);
    let [human, longest] = [0, 0];
    for (let first = 0; first < questions; first += customers) {
      await shift(first / customers);
      const asking = phones
        .slice(0, questions - first)
        .map((p, i) => ({ ...p, at: first + i, ...all[((first + i) * 17) % all.length]! }));
      await Promise.all(asking.map((g) => g.phone.say(g.chatId, otherwise(g.question, g.at))));
      await quiet();
      const answers = new Map<string, string>(asking.map((g) => [g.chatId, g.answer.slice(0, 4_000)]));
      const byBot = await Promise.all(
        asking.map(async (g) => (await heard(g)).at(-1) === answers.get(g.chatId)),
      );
      const unanswered = asking.filter((_, i) => !byBot[i]);
      human += unanswered.length;
      await Promise.all(unanswered.map((g) => g.phone.call(deskPage.askHuman, {})));
      await quiet();
      for (let rounds = 0; ; rounds++) {
        const open = await sessionsOf(team[0]!, d.id);
        const held = open.filter((s) => s.state === 3);
        longest = Math.max(longest, open.filter((s) => s.state === 2).length);
        if (held.length === 0) break;
        expect(rounds).toBeLessThan(customers);
        // Whoever is first hears soon; who waited in the queue hears after what was promised.
        later(4);
        await quiet();
        await Promise.all(
          held.map(async (s) => {
            const agent = team.find((p) => p.id === s.memberId)!;
            const draft = { k: 'text' as const, b: { text: answers.get(s.chatId)! } };
            await agent.call(messaging.postMessage, { chatId: s.chatId, cid: crypto.randomUUID(), draft });
          }),
        );
        await quiet();
        for (const s of held) {
          const agent = team.find((p) => p.id === s.memberId)!;
          await agent.call(desk.closeDeskSession, { sessionId: s.id });
        }
        await quiet();
      }
      for (const g of asking) expect(await heard(g)).toContain(answers.get(g.chatId));
      await Promise.all(asking.map((g) => g.phone.call(deskPage.leaveDesk, {})));
      await quiet();
    }

    const range = { from: '2026-11-24', to: '2026-11-25' };
    const { total } = (await team[0]!.call(desk.getDeskReport, { whose: 'desk', deskId: d.id, ...range }))
      .body;
    const events = await world.house.openWork(company.id, system, (work) =>
      work.sql<{ session: string; kind: string; at: Date }>(
        'select session_id session, kind, at from desk_events where corp_id = $1 order by session_id, n',
        [work.corpId],
      ),
    );
    // Counted once more from nothing but what happened.
    const lines = new Map<string, Map<string, number>>();
    for (const { session, kind, at } of events) {
      const line = lines.get(session) ?? new Map<string, number>();
      lines.set(session, line);
      if (!line.has(kind)) line.set(kind, at.getTime());
    }
    const sessions = [...lines.values()];
    const waits = sessions.flatMap((l) =>
      l.has('replied') ? [Math.round((l.get('replied')! - l.get('queued')!) / 1_000)] : [],
    );
    const late = waits.filter((w) => w > PROMISE * 60).length;
    const counted = (kind: string) => sessions.filter((l) => l.has(kind)).length;
    expect(total).toMatchObject({
      sessions: questions,
      queued: human,
      taken: human,
      closed: questions,
      abandoned: 0,
      lateFirst: late,
    });
    expect(total.firstReplySeconds).toBeCloseTo(waits.reduce((a, b) => a + b, 0) / waits.length, 6);
    expect([sessions.length, counted('queued'), counted('given'), counted('closed')]).toEqual([
      questions,
      human,
      human,
      questions,
    ]);
    expect(events.filter((e) => e.kind === 'said')).toHaveLength(questions);
    expect(events.filter((e) => e.kind === 'replied')).toHaveLength(human);
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
    process.stderr.write(
      `service desk replay: ${questions} questions of ${customers} customers to ${serving} members; people answered ${share(human, questions)}, ` +
        `at most ${share(longest, human)} of them waited at once, ${share(late, human)} heard later than promised; report and events agree\n`,
    );
  }, 1_800_000);
});

async function sessionsOf(lead: Person, deskId: `desk_${string}`) {
  const found = [];
  for (let after: string | undefined; ;) {
    const page: OutputOf<typeof desk.listDeskSessions> = (
      await lead.call(desk.listDeskSessions, { box: 'all', deskId, limit: 100, ...(after ? { after } : {}) })
    ).body;
    found.push(...page.sessions);
    if (!page.next) return found;
    after = page.next;
  }
}
