import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let corp: Company;
let li: Person;
let boss: Person;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
beforeEach(async () => {
  at('2026-06-10 08:00');
  corp = await world.company();
  [li, boss] = [await corp.hire('李'), await corp.hire('经理')];
});

/** The clock on the wall in Shanghai. */
function at(wall: string) {
  world.clock.now = new Date(`${wall.replace(' ', 'T')}:00+08:00`);
}
const hour = (h: number) => h * 3_600;
const rule = async (more: Partial<RuleConfig>) => {
  const config: RuleConfig = {
    kind: 'fixed',
    zone: 'Asia/Shanghai',
    workdays: [1, 2, 3, 4, 5, 6],
    shift: {
      sections: [{ start: hour(10), end: hour(16) }],
      rests: [{ start: hour(12), end: hour(13) }],
      aheadSec: hour(4),
      afterSec: hour(6),
    },
    hoursSec: hour(8),
    dayStartSec: hour(4),
    holidays: true,
    extraWork: [],
    extraOff: [],
    places: [],
    minGrade: 0,
    outside: 'exception',
    fieldPhoto: true,
    keepLocation: false,
    lateGraceSec: 300,
    earlyGraceSec: 0,
    seriousLateSec: null,
    absentAfterSec: null,
    flexSec: 0,
    oneMissing: 'no_loss',
    tripNeedsPunch: false,
    overtime: { by: 'punches', offsetSec: 1_800, minSec: 1_800, maxSec: hour(4), unitSec: 1_800 },
    corrections: { perMonth: 3, withinDays: 31 },
    ...more,
  };
  const input = { name: '门店', config, departments: [], members: [boss.id], since: '2026-01-01' };
  expect((await corp.owner.call(attendanceAdmin.createRule, input)).status).toBe(200);
};

/** When the boss's time runs out for a request made now, on the wall in Shanghai. */
async function deadline(hours: number, clock: 'calendar' | 'work'): Promise<string> {
  const who = [{ by: 'user', ids: [boss.id] }];
  const flow = Flow.parse({
    form: [{ id: 'a', kind: 'text', label: '事' }],
    nodes: [{ kind: 'approve', id: 's', name: '批', who, due: { hours, clock, what: 'remind' } }],
    settings: {},
  });
  const { body } = await corp.owner.call(approvalsAdmin.createTemplate, { name: '限时', flow });
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId: body.id });
  const made = await li.call(approvals.submitApproval, {
    cid: randomUUID(),
    templateId: body.id,
    form: { a: '茶' },
    picks: {},
  });
  const [task] = await world.house.db.asOwner<{ due_at: Date }>(
    'select due_at from approval_tasks where approval_id = $1',
    [made.body.id],
  );
  return new Date(task!.due_at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

test('without a rule an office week is counted, the lunch hour, the weekend and the holidays left out', async () => {
  at('2026-06-12 16:00');
  expect(await deadline(8, 'calendar')).toBe('2026-06-13 00:00');
  // Friday 16 to 18 is two hours; Monday 9 to 12 and 13 to 16 the other six.
  expect(await deadline(8, 'work')).toBe('2026-06-15 16:00');
  expect(await deadline(1, 'work')).toBe('2026-06-12 17:00');
  // The Dragon Boat Festival of 2026 is off from Friday the 19th to Sunday the 21st.
  at('2026-06-18 19:30');
  expect(await deadline(3, 'work')).toBe('2026-06-22 12:00');
});

test('the approver’s own rule says when they work', async () => {
  await rule({});
  at('2026-06-12 15:00');
  // Friday one hour, Saturday 10 to 12 and 13 to 16.
  expect(await deadline(6, 'work')).toBe('2026-06-13 16:00');
});

test('somebody who never works again is counted by the calendar', async () => {
  await rule({ workdays: [], holidays: false });
  at('2026-06-12 15:00');
  expect(await deadline(5, 'work')).toBe('2026-06-12 20:00');
});
