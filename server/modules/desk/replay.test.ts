// Real questions with the answers staff gave: what the bot says to other wordings of them, and that nothing said at the desk is lost.
// DESK_REPLAY=900 asks with as many customers as there were (and 250 members); the usual run is a sixteenth of it.
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import { messaging } from '@teahouse/contract/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { phoneAt } from '../../testing/phone.ts';
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
  const customers = Number(process.env['DESK_REPLAY'] ?? 56);
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

  test('nothing is lost: every customer gets the recorded answer, from the bot or from a human, and the figures reconcile', async () => {
    const team: Person[] = [];
    for (let i = 0; i < serving; i++) team.push(await company.hire(`客服${i + 1}`));
    const d = (
      await company.owner.call(deskAdmin.createDesk, {
        name: '白鹭客服',
        servers: team.map((p, i) => ({ memberId: p.id, cap: 3, lead: i === 0 })),
      })
    ).body;
    for (const p of team) await p.call(desk.setDeskDuty, { deskId: d.id, onDuty: true });
    const quiet = async () => {
      for (let i = 0; i < 5; i++) await world.settle();
    };
    const guests = await Promise.all(
      Array.from({ length: customers }, async (_, i) => {
        const asked = all[(i * 17) % all.length]!;
        const phone = phoneAt(world.house, d.url);
        const { body } = await phone.call(deskPage.enterDesk, { device: phone.device });
        const { chatId } = body.here;
        await phone.say(chatId, otherwise(asked.question, i));
        return { phone, chatId, answer: asked.answer.slice(0, 4_000) };
      }),
    );
    await quiet();
    const heard = async (g: (typeof guests)[number]) =>
      (await g.phone.call(customerPage.customerHistory, { chatId: g.chatId })).body.messages
        .filter((m) => !m.mine)
        .map((m) => m.body['text']);
    const byBot = await Promise.all(guests.map(async (g) => (await heard(g)).includes(g.answer)));
    await Promise.all(guests.filter((_, i) => !byBot[i]).map((g) => g.phone.call(deskPage.askHuman, {})));
    await quiet();
    const answers = new Map<string, string>(guests.map((g) => [g.chatId, g.answer]));
    for (let rounds = 0; ; rounds++) {
      const open = (await team[0]!.call(desk.listDeskSessions, { box: 'all', limit: 100 })).body.sessions;
      const held = open.filter((s) => s.state === 3);
      if (held.length === 0) break;
      expect(rounds).toBeLessThan(customers);
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
    for (const g of guests) expect(await heard(g)).toContain(g.answer);
    const human = byBot.filter((b) => !b).length;
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const { total } = (
      await team[0]!.call(desk.getDeskReport, { whose: 'desk', deskId: d.id, from: today, to: today })
    ).body;
    expect(total).toMatchObject({
      sessions: customers,
      queued: human,
      taken: human,
      closed: human,
      abandoned: 0,
    });
    const [events] = await world.house.openWork(company.id, system, (work) =>
      work.sql<{ said: number; replied: number }>(
        `select count(*) filter (where kind = 'said')::int said, count(*) filter (where kind = 'replied')::int replied
           from desk_events where corp_id = $1`,
        [work.corpId],
      ),
    );
    expect(events).toEqual({ said: customers, replied: human });
  }, 300_000);
});
