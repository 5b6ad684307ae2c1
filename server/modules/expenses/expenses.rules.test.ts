import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Limits, linesOver } from './limits.rules.ts';
import { converted } from './money.rules.ts';
import { imbalance, lineToPost, postClaim, type PostedSide } from './posting.rules.ts';

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

test('the double entry of any claim balances in the currency of the company and settles no more than is owed', () => {
  const digits = (currency: string) => (currency === 'JPY' ? 0 : 2);
  const claimed = fc
    .record({
      account: fc.constantFrom('6601', '6602'),
      currency: fc.constantFrom('CNY', 'USD', 'JPY'),
      amount: fc.bigInt(1n, 10n ** 9n),
      share: fc.bigInt(0n, 100n),
      rate: fc.bigInt(1n, 10n ** 10n),
      cut: fc.bigInt(0n, 100n),
    })
    .map(({ account, currency, amount, share, rate, cut }) => {
      const rateE8 = currency === 'CNY' ? 100_000_000n : rate;
      const home = (minor: bigint) => converted(minor, rateE8, digits(currency), 2);
      const tax = (amount * share) / 100n;
      const approved = cut < 80n ? home(amount) : (home(amount) * cut) / 100n;
      const rest = { claimed: home(amount), claimedTax: home(tax), approved };
      return { account, costCentre: '', currency, amount, tax, rateE8, ...rest };
    });
  const advance = fc.record({ id: fc.uuid(), outstanding: fc.bigInt(0n, 10n ** 12n) });
  const accounts = { payable: '2241', advances: '1221', inputTax: '2221', rounding: '6061' };
  fc.assert(
    fc.property(fc.array(claimed), fc.array(advance), (claim, advances) => {
      const lines = claim.map((l) => lineToPost(l, 'CNY', digits));
      const { sides, settled, payable } = postClaim({ lines, advances }, accounts);
      const total = claim.reduce((n, l) => n + l.approved, 0n);
      const sum = (of: (s: PostedSide) => boolean) =>
        sides.reduce((n, s) => (of(s) ? n + (s.side === 'debit' ? s.amount : -s.amount) : n), 0n);
      expect(imbalance(sides)).toBe(0n);
      expect(settled.reduce((n, s) => n + s.amount, payable)).toBe(total);
      expect(payable >= 0n && sides.every((s) => s.amount > 0n)).toBe(true);
      // Nothing but rounding stands on its account, and never more than a unit for a line in another currency.
      const rounding = sum((s) => s.account === accounts.rounding);
      const costs = sum((s) => ['6601', '6602', '2221'].includes(s.account));
      expect(costs + rounding).toBe(total);
      const abroad = BigInt(claim.filter((l) => l.currency !== 'CNY').length);
      expect(rounding <= abroad && rounding >= -abroad).toBe(true);
      for (const s of sides)
        if (s.foreign)
          expect(s.amount).toBe(converted(s.foreign.amount, s.foreign.rateE8, digits(s.foreign.currency), 2));
      const owed = new Map(advances.map((a) => [a.id, a.outstanding]));
      for (const { id, amount } of settled) expect(amount <= (owed.get(id) ?? 0n)).toBe(true);
    }),
  );
});
