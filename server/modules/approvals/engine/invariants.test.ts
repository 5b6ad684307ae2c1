import { FlowSettings, type FlowNode, type Rule } from '@teahouse/contract/approvals-shapes';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, preview } from './decide.ts';
import { evolve } from './evolve.ts';
import { type By, type Command, draft, type Event, Refused, type Setting, type State } from './state.ts';
import { everyNode, isStep } from './tree.ts';

// APPROVALS_RUNS=100000 looks where 3,000 runs do not reach; the seed of a failure is printed by fast-check.
const runs = Number(process.env['APPROVALS_RUNS'] ?? 3_000);
const N = 7;
const who = (i: number) => `mbr_${i}`;
const people = Array.from({ length: N }, (_, i) => who(i));
const person = fc.integer({ min: 0, max: N - 1 });

interface Shape {
  t: 'ask' | 'cc' | 'program' | 'branch' | 'parallel';
  rules: { by: number; a: number; b: number }[];
  mode: number;
  self: number;
  empty: number;
  pct: number;
  handle: boolean;
  write: boolean;
  below: Shape[][];
}
const leaf = fc.record({
  t: fc.constantFrom('ask' as const, 'ask' as const, 'ask' as const, 'cc' as const, 'program' as const),
  rules: fc.array(fc.record({ by: fc.integer({ min: 0, max: 5 }), a: person, b: person }), {
    minLength: 1,
    maxLength: 3,
  }),
  mode: fc.integer({ min: 0, max: 3 }),
  self: fc.integer({ min: 0, max: 4 }),
  empty: fc.integer({ min: 0, max: 3 }),
  pct: fc.integer({ min: 1, max: 100 }),
  handle: fc.boolean(),
  write: fc.boolean(),
  below: fc.constant([] as Shape[][]),
});
const { list } = fc.letrec<{ shape: Shape; list: Shape[] }>((tie) => ({
  shape: fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        ...leafParts(),
        t: fc.constantFrom('branch' as const, 'parallel' as const),
        below: fc.array(tie('list'), { minLength: 2, maxLength: 3 }),
      }),
    },
  ),
  list: fc.array(tie('shape'), { minLength: 0, maxLength: 3, size: 'small' }),
}));
function leafParts() {
  return {
    rules: fc.constant([] as Shape['rules']),
    mode: fc.constant(0),
    self: fc.constant(0),
    empty: fc.constant(0),
    pct: fc.constant(50),
    handle: fc.constant(false),
    write: fc.constant(false),
  };
}

function toNodes(shapes: readonly Shape[], next: { n: number }): FlowNode[] {
  return shapes.map((s): FlowNode => {
    const id = `n${next.n++}`;
    if (s.t === 'parallel') return { kind: 'parallel', id, arms: s.below.map((b) => toNodes(b, next)) };
    if (s.t === 'branch') {
      const [otherwise, ...arms] = s.below;
      return {
        kind: 'branch',
        id,
        arms: arms.map((b, i) => ({
          id: `${id}a${i}`,
          when: { op: 'ge', field: 'x', value: i === 0 ? 5 : 8 },
          nodes: toNodes(b, next),
        })),
        else: toNodes(otherwise!, next),
      };
    }
    if (s.t === 'program') return { kind: 'program', id, name: id, appId: 'app_1' };
    const rules = s.rules.map(toRule);
    if (s.t === 'cc') return { kind: 'cc', id, name: id, who: rules, at: s.handle ? 'end' : 'here' };
    return {
      kind: s.handle ? 'handle' : 'approve',
      id,
      name: id,
      mode: (['any', 'all', 'seq', 'vote'] as const)[s.mode]!,
      votePct: s.pct,
      who: rules,
      self: (['allow', 'skip', 'manager', 'deptHead', 'deny'] as const)[s.self]!,
      empty: (['admin', 'pass', 'reject'] as const)[s.empty] ?? [{ by: 'user', ids: ['mbr_1'] }],
      fields: s.write ? { x: 'write' } : {},
      sign: false,
      comment: 'never',
      allow: { transfer: true, addSign: true, return: true, batch: true },
    };
  });
}
function toRule(r: { by: number; a: number; b: number }): Rule {
  const id = (i: number) => who(i) as `mbr_${string}`;
  return (
    [
      { by: 'user', ids: [id(r.a), id(r.b)] },
      { by: 'user', ids: [id(r.a)] },
      { by: 'manager', level: 1 + (r.a % 3), ifShort: r.b % 2 ? 'top' : 'empty' },
      { by: 'chain', upTo: 1 + (r.a % 4) },
      { by: 'prevManager' },
      { by: 'deptHead', level: 1 + (r.a % 2), of: '' },
    ] as Rule[]
  )[r.by]!;
}

const world = fc.record({
  flow: list,
  managers: fc.array(fc.option(person), { minLength: N, maxLength: N }),
  active: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: N, maxLength: N }),
  delegations: fc.array(fc.record({ p: person, a: person, live: fc.boolean() }), { maxLength: 3 }),
  dedupe: fc.constantFrom('off' as const, 'consecutive' as const, 'once' as const),
  withdraw: fc.constantFrom('beforeFirst' as const, 'any' as const, 'never' as const),
  resubmit: fc.constantFrom('restart' as const, 'toReturner' as const),
  x: fc.integer({ min: 0, max: 10 }),
  steps: fc.array(
    fc.record({
      kind: fc.integer({ min: 0, max: 15 }),
      pick: fc.nat(50),
      a: person,
      b: person,
      wrong: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 14 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function settingOf(w: World): Setting {
  let id = 0;
  return {
    now: 1_000,
    newId: () => `aptk_${++id}`,
    org: {
      active: (m) => people.includes(m) && w.active[people.indexOf(m)] !== 0,
      managerOf: (m) => {
        const at = w.managers[people.indexOf(m)];
        return at === null || at === undefined ? null : who(at);
      },
      departmentsOf: () => ['dep_b'],
      parentOf: (d) => (d === 'dep_b' ? 'dep_a' : null),
      headsOf: (d) => (d === 'dep_b' ? [who(3)] : [who(4), who(5)]),
      tagged: () => [],
      delegations: w.delegations.map((d) => ({
        principal: who(d.p),
        agent: who(d.a),
        from: 0,
        until: d.live ? 2_000 : 1_000,
        templates: null,
      })),
    },
    rules: {
      template: 'apt_1',
      nodes: toNodes(w.flow, { n: 0 }),
      settings: FlowSettings.parse({
        dedupe: w.dedupe,
        withdraw: w.withdraw,
        resubmit: w.resubmit,
        revokeDays: 1,
      }),
      applicant: who(0),
      admins: [who(6), who(5)],
      picks: {},
      field: (form, name) => ({ number: BigInt(Number(form[name] ?? 0)) * 1_000_000n }),
    },
  };
}

const TERMINAL = ['approved', 'rejected', 'withdrawn', 'terminated'];

function commandOf(s: World['steps'][number], state: State, setting: Setting): [Command, By] {
  const live = state.tasks.filter((t) => t.state === 'open' || t.state === 'waiting');
  const task = live.length ? live[s.pick % live.length]! : undefined;
  const steps = [...everyNode(setting.rules.nodes)].filter(isStep);
  const by: By = { member: s.wrong === 0 ? who(s.b) : (task?.agent ?? who(0)) };
  const mine: By = { member: s.wrong === 0 ? who(s.b) : who(0) };
  const t = task?.id ?? 'aptk_none';
  switch (s.kind) {
    case 5:
      return [{ do: 'transfer', task: t, to: who(s.a) }, by];
    case 6:
      return [
        { do: 'addSign', task: t, how: 'before', members: s.a === s.b ? [who(s.a)] : [who(s.a), who(s.b)] },
        by,
      ];
    case 7:
      return [{ do: 'addSign', task: t, how: 'alongside', members: [who(s.a)] }, by];
    case 8:
      return [{ do: 'approve', task: t, addAfter: s.a === s.b ? [who(s.a)] : [who(s.a), who(s.b)] }, by];
    case 9: {
      const to = s.pick % 2 ? 'start' : (steps[s.a % Math.max(1, steps.length)]?.id ?? 'start');
      return [{ do: 'return', task: t, to }, by];
    }
    case 10:
      return [
        state.status === 'returned' ? { do: 'resubmit', form: { x: s.a + 2 } } : { do: 'withdraw' },
        mine,
      ];
    case 11:
      return [{ do: 'reject', task: t }, by];
    case 12:
      return [
        { do: 'due', task: t, what: (['remind', 'escalate', 'pass', 'reject'] as const)[s.a % 4]! },
        'system',
      ];
    case 13:
      return s.pick % 5 === 0 ? [{ do: 'terminate', reason: 'x' }, 'admin'] : [{ do: 'urge' }, mine];
    case 14: {
      const added = live.find((x) => x.addedBy);
      return added
        ? [{ do: 'removeSign', task: added.id }, { member: added.addedBy! }]
        : [{ do: 'revoke', reason: 'x' }, mine];
    }
    case 15:
      return [{ do: 'approve', task: t, patch: { x: s.a + 3 } }, by];
    default:
      return state.status === 'returned'
        ? [{ do: 'resubmit', form: state.form }, mine]
        : [{ do: 'approve', task: t }, by];
  }
}

function check(state: State, setting: Setting, all: readonly Event[]) {
  const alive = state.tasks.filter((t) => t.state === 'open' || t.state === 'waiting');
  const running = state.status === 'running' || state.status === 'revoking';
  if (running)
    expect(
      alive.some((t) => t.state === 'open'),
      'P1',
    ).toBe(true);
  else expect(alive, 'P2').toEqual([]);
  expect(all.filter((e) => TERMINAL.includes(e.type)).length, 'P3').toBeLessThanOrEqual(1);
  expect(all.reduce(evolve, draft), 'P4').toEqual(state);
  for (const node of everyNode(setting.rules.nodes)) {
    if (node.kind === 'branch' && state.status === 'approved')
      expect(all.filter((e) => e.type === 'branch_taken' && e.node === node.id).length).toBeLessThanOrEqual(
        1 + all.filter((e) => e.type === 'branch_left' && e.node === node.id).length,
      );
    if (!isStep(node)) continue;
    const step = state.steps[node.id];
    const own = state.tasks.filter((t) => t.node === node.id && t.visit === step?.visit);
    const pending = own.filter((t) => t.state === 'open' || t.state === 'waiting');
    expect(new Set(pending.map((t) => t.agent)).size, 'P9').toBe(pending.length);
    for (const t of pending)
      if (t.state === 'waiting')
        expect(
          pending.some((o) => o.id === t.waitsFor),
          'a parked task waits for a living one',
        ).toBe(true);
    if (node.mode === 'seq')
      expect(pending.filter((t) => t.state === 'open').length, 'P8').toBeLessThanOrEqual(1);
    if (step?.state !== 'passed') continue;
    expect(
      own.some((t) => t.state === 'approved'),
      'P8',
    ).toBe(true);
    expect(pending, 'a passed step asks nobody').toEqual([]);
    if (node.mode === 'all')
      expect(
        own.every((t) => ['approved', 'transferred', 'cancelled'].includes(t.state)),
        'P8',
      ).toBe(true);
  }
}

test(`the invariants hold over ${runs} random flows`, () => {
  fc.assert(
    fc.property(world, (w) => {
      const setting = settingOf(w);
      const form = { x: w.x };
      const first = decide(draft, { do: 'submit', form }, { member: who(0) }, setting);
      let state = first.state;
      const all = [...first.events];
      check(state, setting, all);
      for (const s of w.steps) {
        const [command, by] = commandOf(s, state, setting);
        const before = structuredClone(state);
        try {
          const next = decide(state, command, by, setting);
          const task = 'task' in command ? state.tasks.find((t) => t.id === command.task) : undefined;
          if (task && typeof by === 'object' && command.do !== 'removeSign')
            expect([task.agent, task.state], 'P6').toEqual([by.member, 'open']);
          expect(state).toEqual(before);
          state = next.state;
          all.push(...next.events);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          expect(state, 'a refusal changes nothing').toEqual(before);
        }
        check(state, setting, all);
      }
    }),
    { numRuns: runs },
  );
}, 3_600_000);

test('what the preview shows is what happens when everybody agrees', () => {
  fc.assert(
    fc.property(world, (w) => {
      const form = { x: w.x };
      const shown = preview(form, settingOf(w));
      const setting = settingOf(w);
      let { state } = decide(draft, { do: 'submit', form }, { member: who(0) }, setting);
      for (let i = 0; i < 500 && state.status === 'running'; i++) {
        const open = state.tasks.find((t) => t.state === 'open')!;
        ({ state } = decide(state, { do: 'approve', task: open.id }, { member: open.agent }, setting));
      }
      expect(state).toEqual(shown.state);
    }),
    { numRuns: Math.min(runs, 1_000) },
  );
});
