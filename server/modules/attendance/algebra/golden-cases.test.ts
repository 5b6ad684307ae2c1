// The twelve golden days, and the law that nothing of a day is ever lost.
import type { RuleConfig, ShiftTimes } from '@teahouse/contract/attendance-shapes';
import { expect, test } from 'vitest';
import { cutWindows, overlaps } from './assign-punches.ts';
import { computeDay, type DayInput } from './compute-day.ts';
import { shiftSpans } from './day-spans.ts';
import { evaluateDays, type AbsenceFact, type PunchFact } from './evaluate-days.ts';
import { type Calendar, type Duty, planDay } from './plan-day.ts';
import { type Span, union } from './spans.ts';
import { addDays, type Day, dayAt, epochOf, offsetAt } from './zone.ts';

const hour = (h: number, m = 0) => h * 3_600 + m * 60;
const times = (start: number, end: number, rest?: [number, number]): ShiftTimes => ({
  sections: [{ start, end }],
  rests: rest ? [{ start: rest[0], end: rest[1] }] : [],
  aheadSec: hour(4),
  afterSec: hour(6),
});
const day9 = times(hour(9), hour(18), [hour(12), hour(13)]);
const policy: RuleConfig = {
  kind: 'shift',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: null,
  hoursSec: 0,
  dayStartSec: 0,
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
  overtime: { by: 'none', offsetSec: 1_800, minSec: 1_800, maxSec: 14_400, unitSec: 1_800 },
  corrections: { perMonth: null, withinDays: 31 },
};
const calendar: Calendar = { on: () => undefined, covers: () => true };
const fact = (at: number): PunchFact => ({
  at,
  place: false,
  device: false,
  unproved: false,
  corrected: false,
});
const FAR = 4e9;

/** One day of a roster with nothing around it. */
function one(
  zone: string,
  day: Day,
  shift: ShiftTimes,
  punches: number[],
  leave: [number, number][] = [],
  config: Partial<RuleConfig> = {},
) {
  const duty: Duty = { config: { ...policy, zone, ...config }, version: 1, ruleId: 'atr_1' };
  const plans = [-1, 0, 1].map((n) => planDay(addDays(day, n), duty, n === 0 ? shift : null, calendar));
  const absences: AbsenceFact[] = leave.map(([from, to]) => ({
    kind: 'leave',
    typeId: 'lvt_annual',
    span: [epochOf(day, from, zone), epochOf(day, to, zone)],
  }));
  const facts = punches.map((p) => fact(epochOf(day, p, zone)));
  const [r] = evaluateDays(plans, facts, absences, FAR);
  return r!;
}
const line = (r: ReturnType<typeof one>) => [
  r.standard,
  r.leave,
  r.worked,
  r.late,
  r.early,
  r.absent,
  r.missing,
];
const S = 'Asia/Shanghai';
const D = '2026-06-10';

test.each([
  ['1 on time', [hour(8, 55), hour(18, 5)], [], [28800, 0, 28800, 0, 0, 0, 0]],
  ['2 late', [hour(9, 20), hour(18)], [], [28800, 0, 27600, 1200, 0, 0, 0]],
  ['3 late over lunch', [hour(13, 30), hour(18)], [], [28800, 0, 16200, 12600, 0, 0, 0]],
  [
    '4 late after a morning of leave',
    [hour(13, 5), hour(18)],
    [[hour(9), hour(12)]],
    [28800, 10800, 17700, 300, 0, 0, 0],
  ],
  ['5 nothing', [], [], [28800, 0, 0, 0, 0, 28800, 2]],
  ['6 one punch', [hour(9, 1)], [], [28800, 0, 28740, 60, 0, 0, 1]],
  ['7 a whole day of leave', [], [[hour(0), hour(24)]], [28800, 28800, 0, 0, 0, 0, 0]],
] as [string, number[], [number, number][], number[]][])('golden case %s', (_, punches, leave, wanted) => {
  expect(line(one(S, D, day9, punches, leave))).toEqual(wanted);
});

test.each([
  ['8 an ordinary night', 'America/New_York', '2026-06-10', 8],
  ['9 the clocks go back', 'America/New_York', '2026-10-31', 9],
  ['10 the clocks go forward', 'America/New_York', '2026-03-07', 7],
  ['11 half an hour on Lord Howe', 'Australia/Lord_Howe', '2026-04-04', 8.5],
])('golden case %s', (_, zone, day, hours) => {
  const r = one(zone, day, times(hour(22), hour(30)), [hour(22), hour(30)]);
  expect([r.standard, r.worked]).toEqual([hours * 3_600, hours * 3_600]);
  expect(r.night).toBe(hours * 3_600);
});

test('golden case 12: both punches of the night belong to the night, though the second comes on the evening’s date', () => {
  const duty: Duty = { config: policy, version: 1, ruleId: 'atr_1' };
  const night = { ...times(hour(18), hour(31)), afterSec: hour(6) };
  const evening = { ...times(hour(14), hour(20)), aheadSec: hour(8) };
  const cells = [null, night, evening, null];
  const plans = cells.map((c, i) => planDay(addDays('2026-07-12', i), duty, c, calendar));
  const [first, second] = evaluateDays(
    plans,
    [fact(epochOf('2026-07-13', hour(18, 30), S)), fact(epochOf('2026-07-14', hour(7, 10), S))],
    [],
    FAR,
  );
  expect([first!.first, first!.last]).toEqual(['2026-07-13T10:30:00.000Z', '2026-07-13T23:10:00.000Z']);
  expect([second!.first, second!.missing]).toEqual([null, 2]);
  const cut = cutWindows([plans[1]!, plans[2]!]);
  expect(cut[0]![1]).toBe(epochOf('2026-07-14', hour(10, 30), S));
});

const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'Asia/Kathmandu'];

/** Numbers in [0, 1) that are the same on every machine. */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const RUNS = Number(process.env['RUNS'] ?? 5_000);

test('conservation: standard = leave + worked + late + early + absent, whatever happens, in five zones', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const r = dice(seed);
    const within = (n: number) => Math.floor(r() * n);
    const zone = zones[seed % zones.length]!;
    // Days around both changes of the clocks come often.
    const anchors = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'];
    const day = addDays(anchors[within(anchors.length)]!, within(4) - 1);
    const start = within(86_400);
    const sections = [{ start, end: start + 60 + within(40_000) }];
    if (r() < 0.3)
      sections.push({
        start: sections[0]!.end + within(7_200),
        end: sections[0]!.end + 7_300 + within(9_000),
      });
    const rests = r() < 0.6 ? [{ start: start + within(9_000), end: start + 9_001 + within(5_000) }] : [];
    const shift = { sections, rests, aheadSec: within(20_000), afterSec: within(20_000) };
    const base = epochOf(day, start, zone);
    const span = (): Span => [base + within(90_000) - 20_000, base + within(90_000) - 10_000];
    const flexible = r() < 0.2;
    const input: DayInput = {
      required: flexible ? [] : shiftSpans(shift, day, zone).required,
      rests: shiftSpans(shift, day, zone).rests,
      hours: flexible ? within(40_000) : null,
      punches: Array.from({ length: within(5) }, () => base + within(80_000) - 20_000).toSorted(
        (a, b) => a - b,
      ),
      leave: Array.from({ length: within(3) }, (_, i) => ({ span: span(), typeId: `lvt_${i}` as const })),
      trips: Array.from({ length: within(2) }, span),
      applied: Array.from({ length: within(2) }, span),
      night: union([span()]),
      policy: {
        ...policy,
        flexSec: r() < 0.3 ? within(7_200) : 0,
        absentAfterSec: r() < 0.3 ? within(7_200) : null,
        oneMissing: r() < 0.3 ? 'absent' : 'no_loss',
        tripNeedsPunch: r() < 0.3,
        overtime: { ...policy.overtime, by: (['none', 'punches', 'applied', 'both'] as const)[within(4)]! },
      },
    };
    const d = computeDay(input);
    const parts = [d.leave, d.worked, d.late, d.early, d.absent];
    expect(
      parts.reduce((a, b) => a + b),
      `seed ${seed}: ${JSON.stringify(d)}`,
    ).toBe(d.standard);
    expect(
      Math.min(...parts, d.overtime, d.night, d.missing, d.away, d.worked - d.away),
      `seed ${seed}`,
    ).toBeGreaterThanOrEqual(0);
  }
});

test('a punch belongs to one shift at most, a shift always owns its own start, and the order of punches does not matter', () => {
  for (let seed = 1; seed <= RUNS / 5; seed++) {
    const r = dice(seed + 1_000_000);
    const within = (n: number) => Math.floor(r() * n);
    const zone = zones[seed % zones.length]!;
    const duty: Duty = { config: { ...policy, zone }, version: 1, ruleId: 'atr_1' };
    const first = addDays('2026-10-20', within(20));
    let free = 0;
    const cells = Array.from({ length: 8 }, (_, i) => {
      const start = Math.max(0, free - i * 86_400) + within(60_000);
      if (start >= 86_400 || r() < 0.2) return null;
      const end = start + 3_600 + within(50_000);
      // Two hours of air, as clocks may move by one.
      free = i * 86_400 + end + 7_200;
      return { ...times(start, end), aheadSec: within(30_000), afterSec: within(30_000) };
    });
    const plans = cells.map((c, i) => planDay(addDays(first, i), duty, c, calendar));
    const working = plans.filter((p) => p.working);
    for (const [i, a] of working.entries())
      for (const b of working.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
    const windows = cutWindows(working);
    for (const [i, w] of working.entries()) {
      const owners = windows.filter(([from, to]) => w.start >= from && w.start < to);
      expect(owners, `seed ${seed}`).toEqual([windows[i]]);
    }
    const punches = Array.from({ length: 12 }, () => fact(plans[0]!.start + within(8 * 86_400)));
    const told = evaluateDays(plans, punches, [], FAR);
    expect(evaluateDays(plans, punches.toReversed(), [], FAR)).toEqual(told);
  }
});

test('the wall clock and back: every quarter hour of a changing day, in five zones', () => {
  for (const zone of zones)
    for (const day of ['2026-03-08', '2026-04-05', '2026-10-25', '2026-11-01', '2026-06-01'])
      for (let s = 0; s < 86_400; s += 900) {
        const epoch = epochOf(day, s, zone);
        const shown = epoch + offsetAt(zone, epoch) - Date.parse(`${day}T00:00:00Z`) / 1_000;
        // Where the clock skips this time, it shows one later by the gap.
        expect([0, 1_800, 3_600], `${zone} ${day} ${s}`).toContain(shown - s);
        expect(dayAt(epoch, zone)).toBe(day);
      }
});

test('lateness is forgiven, counted apart or counted as absence, as the rule says; overtime is floored and bounded', () => {
  const at = (m: number, config: Partial<RuleConfig>) =>
    one(S, D, day9, [hour(9, m), hour(20, 50)], [], config);
  const kinds = (r: ReturnType<typeof one>) => r.exceptions.map((e) => e.kind);
  const config = { lateGraceSec: 300, seriousLateSec: 1_800, absentAfterSec: 3_000 };
  expect(kinds(at(5, config))).toEqual([]);
  expect(at(5, config).late).toBe(300);
  expect(kinds(at(6, config))).toEqual(['late']);
  expect(kinds(at(31, config))).toEqual(['serious_late']);
  expect([kinds(at(51, config)), at(51, config).absent, at(51, config).late]).toEqual([['absent'], 3_060, 0]);
  const overtime = { ...policy.overtime, by: 'punches' as const };
  expect(at(0, { overtime }).overtime).toBe(hour(2));
  expect(at(0, { overtime: { ...overtime, maxSec: hour(1) } }).overtime).toBe(hour(1));
  expect(at(20, { flexSec: 1_800 }).late).toBe(0);
  expect(line(one(S, D, day9, [hour(9, 20), hour(18)], [], { flexSec: 1_800 }))[4]).toBe(1_200);
});
