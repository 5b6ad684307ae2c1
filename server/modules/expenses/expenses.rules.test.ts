import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invoiceFaults } from './invoice-checks.rules.ts';
import { readInvoiceQr } from './invoice-qr.rules.ts';
import { converted, minorOf } from './money.rules.ts';
import { postClaim } from './posting.rules.ts';

test('an amount is read to the fen or not at all', () => {
  expect(['12.3', '0.07', '-5', '1.230'].map((text) => minorOf(text))).toEqual([1230n, 7n, -500n, 123n]);
  expect(['1.234', '1e3', '', '１', '1,000'].map((text) => minorOf(text))).toEqual(Array(5).fill(undefined));
});

test('another currency is rounded to the nearest, halves away from zero', () => {
  expect(converted(1_000n, 712_345_678n)).toBe(7_123n);
  expect([converted(1n, 50_000_000n), converted(-1n, 50_000_000n)]).toEqual([1n, -1n]);
});

test('the square code of an older and of a fully digital invoice is read', () => {
  expect(readInvoiceQr('01,10,044001900111,12345678,88.50,20260912,12345678901234567890,A1B2,')).toEqual({
    kind: '10',
    code: '044001900111',
    number: '12345678',
    amount: 8850n,
    withTax: false,
    day: '2026-09-12',
    checkCode: '12345678901234567890',
  });
  expect(readInvoiceQr('01,32,,26442000000012345678,106.00,20261101,,C3D4')).toMatchObject({
    code: '',
    number: '26442000000012345678',
    amount: 10_600n,
    withTax: true,
  });
});

test('another square code is no invoice', () => {
  for (const text of [
    'https://example.com',
    '01,10,1,2,3,20260912,',
    '01,32,,26442000000012345678,1,20260231,',
  ])
    expect(readInvoiceQr(text)).toBeUndefined();
});

test('every fault of an invoice is told', () => {
  const company = { name: '示例（北京）有限公司', taxNumber: '91110000TEST00001X' };
  const days = { first: '2026-01-01', today: '2026-11-23' };
  const good = {
    net: 10_000n,
    tax: 600n,
    total: 10_600n,
    day: '2026-11-01',
    buyerName: '示例(北京) 有限公司',
    buyerTaxNumber: '91110000test00001x',
  };
  expect(invoiceFaults(good, company, days)).toEqual([]);
  const bad = { ...good, total: 10_601n, buyerName: '别家', buyerTaxNumber: '0', day: '2025-12-31' };
  expect(invoiceFaults(bad, company, days)).toEqual(['sum', 'buyer_name', 'buyer_tax_number', 'too_old']);
  expect(invoiceFaults({ ...good, day: '2026-11-24' }, company, days)).toEqual(['in_future']);
});

test('the double entry of any claim balances and settles no more than is owed', () => {
  const line = fc
    .record({
      account: fc.constantFrom('6601', '6602'),
      approved: fc.bigInt(0n, 10n ** 12n),
      share: fc.bigInt(0n, 100n),
    })
    .map(({ account, approved, share }) => ({ account, approved, tax: (approved * share) / 100n }));
  const advance = fc.record({ id: fc.uuid(), outstanding: fc.bigInt(0n, 10n ** 12n) });
  fc.assert(
    fc.property(fc.array(line), fc.array(advance), (lines, advances) => {
      const { sides, settled, payable } = postClaim({ lines, advances });
      const sum = (side: string) => sides.reduce((n, s) => (s.side === side ? n + s.amount : n), 0n);
      expect(sum('debit')).toBe(sum('credit'));
      expect(sum('debit')).toBe(lines.reduce((n, l) => n + l.approved, 0n));
      expect(payable >= 0n && sides.every((s) => s.amount > 0n)).toBe(true);
      const owed = new Map(advances.map((a) => [a.id, a.outstanding]));
      for (const { id, amount } of settled) expect(amount <= (owed.get(id) ?? 0n)).toBe(true);
      if (payable > 0n) expect(settled.reduce((n, s) => n + s.amount, payable)).toBe(sum('debit'));
    }),
  );
});
