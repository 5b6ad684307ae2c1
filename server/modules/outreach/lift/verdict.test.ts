import { expect, test } from 'vitest';
import type { Counts } from './counts.ts';
import { newcombe } from './intervals.ts';
import { verdictOf } from './verdict.ts';

const judge = (counts: Counts, more: { holdOut?: number; looks?: number[]; worthwhile?: number } = {}) =>
  verdictOf({ counts, assigned: { n1: counts.n1, n0: counts.n0 }, holdOut: 1_000, looks: [1], ...more });

test('an effect is shown when the interval lies on one side', () => {
  const counts = { x1: 405, n1: 9_000, x0: 30, n0: 1_000 };
  const found = judge(counts);
  if (found.kind !== 'effect') throw new Error(found.kind);
  expect(found.lo).toBeCloseTo(newcombe(counts).lo, 6);
  expect(found.incremental.at).toBeCloseTo(135, 9);
  expect(found.relative!.at).toBeCloseTo(0.4779, 4);
  expect(found.final).toBe(true);
});

test('harm is an effect too', () => {
  const found = judge({ x1: 180, n1: 9_000, x0: 40, n0: 1_000 });
  expect(found).toMatchObject({ kind: 'effect', hi: expect.any(Number) });
  expect(found.kind === 'effect' && found.hi < 0).toBe(true);
});

test('who looked before needs more at the end', () => {
  const counts = { x1: 392, n1: 9_000, x0: 30, n0: 1_000 };
  expect(judge(counts).kind).toBe('effect');
  const peeked = judge(counts, { looks: [0.2, 0.4, 0.6, 0.8, 1] });
  expect(peeked.kind).not.toBe('effect');
  expect(peeked.kind === 'tooSmall' && peeked.z).toBeCloseTo(2.031, 3);
});

test('an early look asks for far more', () => {
  const counts = { x1: 405, n1: 9_000, x0: 30, n0: 1_000 };
  const found = judge(counts, { looks: [0.2] });
  expect(found).toMatchObject({ kind: 'tooSmall', final: false, z: expect.closeTo(4.877, 3) });
});

test('large audiences may say that nothing larger is there', () => {
  const found = judge({ x1: 50_000, n1: 500_000, x0: 50_000, n0: 500_000 }, { holdOut: 5_000 });
  expect(found).toMatchObject({ kind: 'noEffectLargerThan', x: expect.closeTo(0.00118, 5) });
});

test('small ones say how many it would take, which is never fewer than they had', () => {
  const found = judge({ x1: 45, n1: 900, x0: 5, n0: 100 });
  expect(found).toMatchObject({ kind: 'tooSmall', relative: { at: expect.any(Number) } });
  expect(found.kind === 'tooSmall' && found.needed).toBeGreaterThan(40_000);
  const unlucky = judge({ x1: 10_900, n1: 90_000, x0: 1_190, n0: 10_000 });
  expect(unlucky.kind === 'tooSmall' ? unlucky.needed : Infinity).toBeGreaterThan(100_000);
  expect(judge({ x1: 0, n1: 900, x0: 0, n0: 100 })).toMatchObject({ kind: 'tooSmall', relative: null });
});

test('below 500 people only the pooled result counts', () => {
  expect(judge({ x1: 200, n1: 400, x0: 0, n0: 99 }, { holdOut: 2_000 })).toEqual({
    kind: 'pooledOnly',
    people: 499,
    needed: 500,
  });
});

test('a mismatch hides whatever was found', () => {
  const counts = { x1: 405, n1: 8_700, x0: 30, n0: 1_000 };
  const found = verdictOf({ counts, assigned: { n1: 9_000, n0: 1_000 }, holdOut: 1_000, looks: [1] });
  expect(found).toEqual({ kind: 'hidden', p: expect.any(Number), causes: ['rowsLost'] });
});
