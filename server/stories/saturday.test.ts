// A Saturday evening of a restaurant chain: shifts that were swapped, one late arrival, and more guests with questions than staff.
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import type { DeskSessionId, ShiftId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../kernel/work.ts';
import { phoneAt } from '../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../testing/world.ts';
import { sized } from './story-size.ts';

const HOUSES = sized(3, 12);
const STAFF = sized(4, 25);
const GUESTS = sized(60, 6_000);
const CAP = 3;
const PEAK = 40;
const DAY = '2026-11-28';
const GREETING = '您好，扫码即可点单，有问题请直接说';
const hour = (h: number) => h * 3_600;

let world: World;
let chain: Company;
let staff: Person[];

beforeAll(async () => {
  world = await openWorld();
  at('2026-11-27 10:00');
  chain = await world.company('聚味餐厅');
  staff = [];
  for (let i = 0; i < HOUSES * STAFF; i++) staff.push(await chain.hire(`员工${i + 1}`));
}, 600_000);
afterAll(() => world.close());

/** The clock on the wall in Shanghai. */
function at(wall: string) {
  world.clock.now = new Date(`${wall.replace(' ', 'T')}:00+08:00`);
}
const quiet = async () => {
  for (let i = 0; i < 4; i++) await world.settle();
};

const config: RuleConfig = {
  kind: 'shift',
  zone: 'Asia/Shanghai',
  workdays: [],
  shift: null,
  hoursSec: hour(8),
  dayStartSec: hour(4),
  holidays: false,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: false,
  keepLocation: false,
  lateGraceSec: 0,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'none', offsetSec: 0, minSec: 0, maxSec: 0, unitSec: 60 },
  corrections: { perMonth: 3, withinDays: 31 },
};

test('the roster, a swap and a late arrival give the month to the minute', async () => {
  const { owner } = chain;
  const made = await owner.call(attendanceAdmin.createRule, {
    name: '门店',
    config,
    departments: [chain.rootId],
    members: [],
    since: '2026-11-01',
  });
  expect(made.body.error).toBeUndefined();
  const shift = async (name: string, start: number, end: number, rests: { start: number; end: number }[]) =>
    (
      await owner.call(attendanceAdmin.createShift, {
        name,
        color: 1,
        times: {
          sections: [{ start: hour(start), end: hour(end) }],
          rests,
          aheadSec: hour(2),
          afterSec: hour(2),
        },
      })
    ).body.id;
  const early = await shift('早班', 9, 17, [{ start: hour(13), end: hour(14) }]);
  const late = await shift('晚班', 14, 22, []);
  const plan = new Map<string, ShiftId>(staff.map((p, i) => [p.id, i % 2 ? late : early]));
  const cells = staff.map((p) => ({ memberId: p.id, day: DAY, shiftId: plan.get(p.id)! }));
  expect((await owner.call(attendanceAdmin.setRoster, { cells })).status).toBe(200);

  const [a, b, tardy] = [staff[0]!, staff[1]!, staff[2]!];
  const swap = (await a.call(attendanceLeave.askSwap, { day: DAY, otherId: b.id, otherDay: DAY })).body;
  expect((await b.call(attendanceLeave.answerSwap, { swapId: swap.id, agree: true })).status).toBe(200);
  plan.set(a.id, late).set(b.id, early);

  const punch = async (who: Person, wall: string) => {
    at(`${DAY} ${wall}`);
    const done = await who.call(attendance.punch, { cid: randomUUID(), kind: 'punch' });
    expect(done.status).toBe(200);
  };
  for (const p of staff)
    if (plan.get(p.id) === early) {
      await punch(p, p === tardy ? '09:17' : '08:55');
      await punch(p, '17:04');
    } else {
      await punch(p, '13:51');
      await punch(p, '22:06');
    }
  at('2026-11-30 09:00');
  const boss = await world.signIn(chain, owner.id);
  const lines = [];
  for (let after: string | undefined; ;) {
    const page = (
      await boss.call(attendanceAdmin.getMonthTable, { month: '2026-11', ...(after ? { after } : {}) })
    ).body;
    lines.push(...page.lines);
    if (!page.more) break;
    after = page.lines.at(-1)!.member.id;
  }
  for (const p of staff) {
    const { figures } = lines.find((l) => l.member.id === p.id)!;
    const owed = plan.get(p.id) === early ? hour(7) : hour(8);
    const missed = p === tardy ? 17 * 60 : 0;
    expect([p.name, figures.standard, figures.worked, figures.late]).toEqual([
      p.name,
      owed,
      owed - missed,
      missed,
    ]);
  }
});

test(
  'the flood of guests: everybody is answered at once, nobody serves more than they can',
  { timeout: 900_000 },
  async () => {
    at(`${DAY} 18:00`);
    const boss = await world.signIn(chain, chain.owner.id);
    const here: Person[] = [];
    for (const p of staff) here.push(await world.signIn(chain, p.id));
    const desks = [];
    for (let i = 0; i < HOUSES; i++) {
      const servers = here.slice(i * STAFF, (i + 1) * STAFF);
      const made = await boss.call(deskAdmin.createDesk, {
        name: `${i + 1}店`,
        greeting: GREETING,
        servers: servers.map((p) => ({ memberId: p.id, cap: CAP })),
      });
      expect(made.body.error).toBeUndefined();
      for (const p of servers) await p.call(desk.setDeskDuty, { deskId: made.body.id, onDuty: true });
      desks.push({ ...made.body, servers });
    }
    // Forty new chats a minute at the peak; each hears the greeting first, and nothing else.
    const guests = [];
    for (let i = 0; i < GUESTS; i += PEAK) {
      const minute = [];
      for (let k = i; k < Math.min(i + PEAK, GUESTS); k++) {
        const phone = phoneAt(world.house, desks[k % HOUSES]!.url);
        const { body } = await phone.call(deskPage.enterDesk, { device: phone.device });
        const { chatId } = body.here;
        await phone.say(chatId, '几点打烊？');
        minute.push({ phone, chatId });
      }
      await quiet();
      for (const { phone, chatId } of minute) {
        const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
        expect(messages.find((m) => !m.mine)?.body['text']).toBe(GREETING);
      }
      guests.push(...minute);
      world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    }
    await Promise.all(guests.map((g) => g.phone.call(deskPage.askHuman, {})));
    await quiet();
    const held = () =>
      world.house.openWork(chain.id, system, (work) =>
        work.sql<{ memberId: string; n: number }>(
          `select member_id "memberId", count(*)::int n from desk_sessions where corp_id = $1 and state = 3 group by 1`,
          [work.corpId],
        ),
      );
    const open = () =>
      world.house.openWork(chain.id, system, (work) =>
        work.sql<{ id: DeskSessionId; memberId: string }>(
          'select id, member_id "memberId" from desk_sessions where corp_id = $1 and state = 3',
          [work.corpId],
        ),
      );
    let served = 0;
    for (let most = GUESTS; most > 0; most--) {
      const loads = await held();
      if (loads.length === 0) break;
      expect(Math.max(...loads.map((l) => l.n))).toBeLessThanOrEqual(CAP);
      for (const s of await open()) {
        const agent = here.find((p) => p.id === s.memberId)!;
        const closed = await agent.call(desk.closeDeskSession, { sessionId: s.id });
        expect(closed.status).toBe(200);
        served++;
      }
      await quiet();
    }
    expect(served).toBe(GUESTS);
  },
);
