import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Limits, linesOver } from './limits.rules.ts';
import { converted } from './money.rules.ts';
import { imbalance, postClaim } from './posting.rules.ts';

test('another currency is rounded to the nearest, halves away from zero, whatever its digits', () => {
  expect(converted(1_000n, 712_345_678n, 2, 2)).toBe(7_123n);
  expect(converted(1n, 50_000_000n, 2, 2)).toBe(1n);
  // 10,000 yen at 0.0478 are 478.00 yuan, and back again at 20.9205.
  expect(converted(10_000n, 4_780_000n, 0, 2)).toBe(47_800n);
  expect(converted(47_800n, 2_092_050_209n, 2, 0)).toBe(10_000n);
});

test('a line is over its limit where the day, the claim, the city or the rank says so', () => {
  const hotel: Limits = {
    perDay: 30_000n,
    perClaim: 80_000n,
    tiers: [
      { cities: ['北京'], tagId: 'tag_director', perDay: '90000' },
      { cities: ['北京', '上海'], tagId: null, perDay: '50000' },
    ],
  };
  const line = (day: string, claimed: bigint, city = '') => ({ typeId: 'hotel', day, city, claimed });
  const over = (lines: ReturnType<typeof line>[], tags: string[] = [], before: [string, bigint][] = []) =>
    linesOver(lines, (id) => (id === 'hotel' ? hotel : undefined), new Set(tags), new Map(before));
  expect(over([line('2026-06-01', 30_000n), line('2026-06-01', 1n)])).toEqual([false, true]);
  expect(over([line('2026-06-01', 50_000n, '上海'), line('2026-06-02', 30_001n)])).toEqual([false, true]);
  expect(over([line('2026-06-01', 70_000n, '北京')], ['tag_director'])).toEqual([false]);
  expect(over([line('2026-06-01', 70_000n, '北京')])).toEqual([true]);
  expect(over([line('2026-06-01', 10_000n)], [], [['hotel 2026-06-01', 20_001n]])).toEqual([true]);
  expect(over([1, 2, 3].map((d) => line(`2026-06-0${d}`, 30_000n)))).toEqual([false, false, true]);
  expect(over([{ ...line('2026-06-01', 99_999_999n), typeId: 'other' }])).toEqual([false]);
});

test('the double entry of any claim balances and settles no more than is owed', () => {
  const line = fc
    .record({
      account: fc.constantFrom('6601', '6602'),
      approved: fc.bigInt(0n, 10n ** 12n),
      share: fc.bigInt(0n, 100n),
    })
    .map(({ account, approved, share }) => ({
      account,
      costCentre: '',
      approved,
      tax: (approved * share) / 100n,
    }));
  const advance = fc.record({ id: fc.uuid(), outstanding: fc.bigInt(0n, 10n ** 12n) });
  const accounts = { payable: '2241', advances: '1221', inputTax: '2221' };
  fc.assert(
    fc.property(fc.array(line), fc.array(advance), (lines, advances) => {
      const { sides, settled, payable } = postClaim({ lines, advances }, accounts);
      const sum = (side: string) => sides.reduce((n, s) => (s.side === side ? n + s.amount : n), 0n);
      expect(imbalance(sides)).toBe(0n);
      expect(sum('debit')).toBe(lines.reduce((n, l) => n + l.approved, 0n));
      expect(payable >= 0n && sides.every((s) => s.amount > 0n)).toBe(true);
      const owed = new Map(advances.map((a) => [a.id, a.outstanding]));
      for (const { id, amount } of settled) expect(amount <= (owed.get(id) ?? 0n)).toBe(true);
      if (payable > 0n) expect(settled.reduce((n, s) => n + s.amount, payable)).toBe(sum('debit'));
    }),
  );
});
