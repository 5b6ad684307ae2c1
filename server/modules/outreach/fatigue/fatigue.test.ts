import { expect, test } from 'vitest';
import { dice } from '../lift/dice.fixture.ts';
import { type Attempt, replayCaps, withinCaps } from './cap.ts';
import { capFor, recommendCap } from './cap-experiment.ts';
import { immunityOf } from './immunity.ts';
import { pressureOf } from './pressure.ts';
import { liveUnder } from './world.fixture.ts';

const DAY = 86_400_000;
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * DAY);

test('pressure halves every seven days, and service weighs nothing', () => {
  const touches = [
    { kind: 'broadcast', at: day(0) },
    { kind: 'group', at: day(7) },
    { kind: 'feed', at: day(14) },
    { kind: 'service', at: day(14) },
    { kind: 'broadcast', at: day(15) },
  ] as const;
  expect(pressureOf(touches, day(14))).toBeCloseTo(0.25 + 0.15 + 0.1, 12);
  expect(pressureOf([], day(14))).toBe(0);
});

test('two in seven days, the third waits until the first is exactly seven days old', () => {
  const touches = [day(0), day(3)];
  expect(withinCaps(touches, new Date(day(7).getTime() - 1))).toEqual({ allowed: false, full: 'perWeek' });
  expect(withinCaps(touches, day(7))).toEqual({ allowed: true, full: null });
});

test('six in thirty days', () => {
  const touches = [0, 4, 8, 12, 16, 20].map(day);
  expect(withinCaps(touches, day(28))).toEqual({ allowed: false, full: 'perMonth' });
  expect(withinCaps(touches, day(30)).allowed).toBe(true);
});

test('a cap of none lets nothing through', () => {
  expect(withinCaps([], day(0), { perWeek: 0, perMonth: 6 }).full).toBe('perWeek');
});

test('what a cap would have done to 90 days is what it does when they are lived again', () => {
  const roll = dice(11);
  const log: Attempt[] = Array.from({ length: 20_000 }, () => ({
    personId: `per_${roll.whole(900)}`,
    at: new Date(day(0).getTime() + roll.whole(90 * DAY)),
  }));
  const caps = { perWeek: 1, perMonth: 3 };
  const foretold = replayCaps(log, caps);
  // Lived again one message at a time, with its own book of who heard what, as the gateway keeps one.
  const book: Attempt[][] = Array.from({ length: 900 }, () => []);
  let real = 0;
  for (const attempt of log.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const page = book[Number(attempt.personId.slice(4))]!;
    const heard = (days: number) =>
      page.filter((a) => attempt.at.getTime() - a.at.getTime() < days * DAY).length;
    if (heard(7) >= 1 || heard(30) >= 3) real++;
    else page.push(attempt);
  }
  expect(foretold.suppressed).toBe(real);
  expect(foretold.sent).toBe(20_000 - real);
  expect(foretold.people).toBe(900);
  expect(replayCaps(log, { perWeek: 1e9, perMonth: 1e9 }).suppressed).toBe(0);
});

test('touches made before the log count', () => {
  const log = [{ personId: 'per_1', at: day(1) }];
  expect(replayCaps(log, { perWeek: 1, perMonth: 3 }, [{ personId: 'per_1', at: day(-1) }]).suppressed).toBe(
    1,
  );
});

test('everybody lives under one of the caps, evenly drawn', () => {
  const seen = new Map<number, number>();
  for (let i = 0; i < 8_000; i++) {
    const cap = capFor({ salt: 'spring', personId: `per_${i}` });
    seen.set(cap, (seen.get(cap) ?? 0) + 1);
  }
  expect([...seen.keys()].toSorted()).toEqual([0, 1, 2, 4]);
  for (const n of seen.values()) expect(Math.abs(n - 2_000)).toBeLessThan(160);
});

test('the best cap planted in a world is found again', () => {
  let found = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const arms = [0, 1, 2, 4].map((cap) => liveUnder(cap, 10_000, dice(seed * 100 + cap)));
    if (recommendCap(arms, 0.1).cap === 2) found++;
  }
  expect(found).toBeGreaterThanOrEqual(9);
});

const arm = (cap: number, conversions: number, optOuts: number) => ({
  cap,
  people: 5_000,
  conversions,
  squares: conversions,
  optOuts,
});

test('a cap that loses too many people is never recommended, however well it sells', () => {
  expect(recommendCap([arm(1, 300, 20), arm(2, 400, 50), arm(4, 900, 1_000)], 0.05).cap).toBe(2);
  expect(recommendCap([arm(1, 300, 600), arm(2, 400, 600)], 0.05).cap).toBeNull();
});

test('the upper end of the opt-outs counts, not what was seen', () => {
  expect(recommendCap([arm(1, 300, 20), arm(2, 400, 240)], 0.05).cap).toBe(1);
});

test('more is recommended only while it is not plainly worse', () => {
  const { cap, arms } = recommendCap([arm(1, 400, 20), arm(2, 390, 30), arm(4, 300, 40)], 0.05);
  expect(cap).toBe(2);
  expect(arms.map((a) => a.belowBest)).toEqual([false, false, true]);
  expect(arms[0]!.behindBest).toBeNull();
});

test('how readily the pressed still answer', () => {
  const ratio = immunityOf({ sent: 10_000, answered: 150 }, { sent: 10_000, answered: 300 })!;
  expect(ratio.at).toBeCloseTo(0.5, 12);
  // 0.5 × exp(∓1.959964 × √(1/150 + 1/300))
  expect(ratio.lo).toBeCloseTo(0.41103, 4);
  expect(ratio.hi).toBeCloseTo(0.60823, 4);
  expect(immunityOf({ sent: 10, answered: 4 }, { sent: 10_000, answered: 300 })).toBeNull();
});
