import type { AssessmentForm, AssessmentStage, Relation } from '@teahouse/contract/assessment-shapes';
import { relations, stageKinds } from '@teahouse/contract/assessment-shapes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answered, groupViews, scoreOf } from './anonymity.rules.ts';
import { closesCircle, progressOf } from './okr/alignment.rules.ts';
import { formFaults, gradeOf, halfEven, spread } from './score.rules.ts';
import { nextStep, stagesFit } from './stages.rules.ts';

const item = (id: string, weightBp: number, scale: 5 | 10 | 100 = 100) => ({
  id,
  name: id,
  en: null,
  about: '',
  target: '',
  metric: null,
  kind: 'competency' as const,
  weightBp,
  scale,
  relations: [...relations],
});
const form: AssessmentForm = {
  items: [item('a', 3_333), item('b', 3_333, 10), item('c', 3_334, 5)],
  weights: { self: 1_000, manager: 5_000, peer: 2_500, report: 1_500 },
  grades: [
    { key: 'S', name: 'S', en: null, from: 9_000, share: { minBp: 0, maxBp: 2_000 } },
    { key: 'A', name: 'A', en: null, from: 7_500, share: null },
    { key: 'B', name: 'B', en: null, from: 0, share: { minBp: 1_000, maxBp: 10_000 } },
  ],
  toleranceBp: 0,
  floor: 3,
  comments: true,
};
const runs = { numRuns: 100 };

test('weights are basis points that add up to the whole, grades cover every score', () => {
  expect(formFaults(form)).toEqual([]);
  const [first, ...rest] = form.items;
  expect(formFaults({ ...form, items: [{ ...first!, weightBp: 3_332 }, ...rest] })).toEqual(['items']);
  expect(formFaults({ ...form, weights: { ...form.weights, self: 999 } })).toEqual(['weights']);
  expect(formFaults({ ...form, grades: form.grades.slice(0, 2) })).toEqual(['grades']);
  const nobodyAsked = form.items.map((i) => ({ ...i, relations: ['self', 'manager', 'peer'] as Relation[] }));
  expect(formFaults({ ...form, items: nobodyAsked })).toEqual(['weights']);
  expect([10_000, 9_000, 8_999, 7_500, 0].map((s) => gradeOf(form.grades, s).key)).toEqual([
    'S',
    'S',
    'A',
    'A',
    'B',
  ]);
});

test('halves go to the even hundredth, everything else to the nearest', () => {
  expect([1n, 3n, 5n, 7n].map((over) => halfEven({ over, under: 2n }))).toEqual([0, 2, 2, 4]);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.bigInt(1n, 10n ** 6n), (over, under) => {
      const far = over - BigInt(halfEven({ over, under })) * under;
      expect((far < 0n ? -far : far) * 2n <= under).toBe(true);
    }),
    runs,
  );
});

const scores = fc.record({ a: fc.nat(10_000), b: fc.nat(1_000), c: fc.nat(500) });
const answered = (relation: Relation, of: { a: number; b: number; c: number }, said = ''): Answered => ({
  relation,
  scores: new Map(Object.entries(of)),
  comments: new Map([['a', said]]),
  actuals: new Map(),
});
const some = (relation: Relation, most: number) =>
  fc.array(scores, { maxLength: most }).map((all) => all.map((s, i) => answered(relation, s, `${i}`)));
const key = (itemId: string, words: string) => `${itemId}${words}`;

test('a result is one rounding of the exact mean, whoever answered first', () => {
  expect(scoreOf(form, [answered('manager', { a: 10_000, b: 1_000, c: 500 })])).toBe(10_000);
  expect(scoreOf(form, [answered('manager', { a: 1, b: 0, c: 0 })])).toBe(0);
  expect(scoreOf(form, [])).toBeNull();
  fc.assert(
    fc.property(some('self', 1), some('manager', 1), some('peer', 6), (self, manager, peer) => {
      const all = [...self, ...manager, ...peer];
      const score = scoreOf(form, all);
      expect(scoreOf(form, all.toReversed())).toBe(score);
      if (score === null) return;
      // The same in floating point, which is near enough to tell a wrong formula.
      const one = (a: Answered) =>
        (3_333 * a.scores.get('a')! + 33_330 * a.scores.get('b')! + 66_680 * a.scores.get('c')!) / 10_000;
      const mean = (of: Answered[]) => of.reduce((n, a) => n + one(a), 0) / of.length;
      const parts = [self, manager, peer.length >= 3 ? peer : []].flatMap((of, i): [number, number][] =>
        of.length ? [[[1_000, 5_000, 2_500][i]!, mean(of)]] : [],
      );
      const weight = parts.reduce((n, [w]) => n + w, 0);
      const rough = parts.reduce((n, [w, m]) => n + w * m, 0) / weight;
      expect(Math.abs(score - rough)).toBeLessThan(0.501);
    }),
    runs,
  );
});

test('what is said and counted never rests on fewer colleagues than the floor', () => {
  const groups = fc.tuple(some('manager', 1), some('peer', 5), some('report', 5));
  fc.assert(
    fc.property(groups, scores, ([manager, peer, report], other) => {
      const all = [...manager, ...peer, ...report];
      const seen = (of: readonly Answered[]) => ({
        score: scoreOf(form, of),
        views: groupViews(form, of, key),
      });
      for (const [i, a] of all.entries()) {
        if (a.relation === 'manager') continue;
        const size = all.filter((x) => x.relation === a.relation).length;
        const changed = all.with(i, answered(a.relation, other, 'else'));
        // Too few: what they say changes nothing anybody sees.
        if (size < form.floor) expect(seen(changed)).toEqual(seen(all));
        // One less than the floor: the group is gone altogether.
        if (size === form.floor) {
          const view = seen(all.toSpliced(i, 1)).views.find((v) => v.relation === a.relation)!;
          expect(view).toEqual({ relation: a.relation, shown: false, count: null, mean: null, items: [] });
        }
      }
    }),
    runs,
  );
});

test('shares are kept within the tolerance', () => {
  const given = (s: number, a: number, b: number) => [
    ...Array.from({ length: s }, () => 'S'),
    ...Array.from({ length: a }, () => 'A'),
    ...Array.from({ length: b }, () => 'B'),
  ];
  const kept = (all: string[], toleranceBp = 0) => spread({ ...form, toleranceBp }, all).map((s) => s.kept);
  expect(kept(given(2, 7, 1))).toEqual([true, true, true]);
  expect(kept(given(3, 7, 0))).toEqual([false, true, false]);
  expect(kept(given(3, 6, 1), 1_000)).toEqual([true, true, true]);
  expect(spread(form, given(1, 2, 0))[0]).toMatchObject({ least: 0, most: 1, kept: true });
});

test('no stage passes over an answer that a mandatory one waits for, and nothing but a person publishes', () => {
  const stages = stageKinds.map((kind, i): AssessmentStage => {
    const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;
    return { kind, opens: day(i * 3 + 1), closes: day(i * 3 + 3), mandatory: kind !== 'peer' };
  });
  expect(stagesFit(stages)).toBe(true);
  expect(stagesFit(stages.toReversed())).toBe(false);
  expect(stagesFit(stages.filter((s) => s.kind !== 'calibration'))).toBe(false);
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-07-${String(n).padStart(2, '0')}`);
  const ask = fc.record({
    unfinished: fc.nat(2),
    today: day,
    by: fc.constantFrom('time' as const, 'admin' as const),
  });
  fc.assert(
    fc.property(fc.constantFrom(...stages), ask, (stage, asked) => {
      const step = nextStep(stages, stage.kind, asked);
      if (!('to' in step)) return;
      expect(stage.kind).not.toBe('calibration');
      expect(stage.mandatory && asked.unfinished > 0).toBe(false);
      expect(step.to).toBe(stages[stages.indexOf(stage) + 1]?.kind ?? 'closed');
      if (asked.by === 'time') expect(asked.today > stage.closes).toBe(true);
    }),
    runs,
  );
});

test('alignments never come round, and progress is the weighted mean of key results', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { maxLength: 12 }), (wanted) => {
      const edges: [string, string][] = [];
      for (const [from, to] of wanted) if (!closesCircle(edges, from, [to])) edges.push([from, to]);
      // What was let in can be laid out so that everything serves something further up.
      const left = new Set(edges.flat());
      while (left.size > 0) {
        const top = [...left].find((n) => !edges.some(([from, to]) => from === n && left.has(to)));
        expect(top).toBeDefined();
        left.delete(top!);
      }
    }),
    runs,
  );
  expect(progressOf([])).toBe(0);
  expect(
    progressOf([
      { weightBp: 6_000, progress: 50 },
      { weightBp: 4_000, progress: 100 },
    ]),
  ).toBe(70);
});
