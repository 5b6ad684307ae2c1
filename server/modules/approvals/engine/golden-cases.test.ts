import { FlowNode, FlowSettings } from '@teahouse/contract/approvals-shapes';
import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import { type Command, draft, Refused, type Rules, type Setting, type State } from './state.ts';

const id = (name: string) => `mbr_${name}000000`.slice(0, 12);
const step = (name: string, people: string[], more: object = {}) =>
  FlowNode.parse({
    kind: 'approve',
    id: name,
    name,
    who: [{ by: 'user', ids: people.map(id) }],
    ...more,
  } as never);
const branch = {
  kind: 'branch',
  id: 'br',
  arms: [{ id: 'big', when: { op: 'ge', field: 'x', value: 5 }, nodes: [step('big1', ['c'])] }],
  else: [step('small', ['d'])],
} as FlowNode;

function flow(nodes: FlowNode[], settings: object = {}, org: Partial<Setting['org']> = {}) {
  let n = 0;
  let state: State = draft;
  const rules: Rules = {
    template: 'apt_1',
    nodes,
    settings: FlowSettings.parse(settings),
    applicant: id('me'),
    admins: [id('admin')],
    picks: {},
    field: (form, name) =>
      form[name] === undefined ? undefined : { number: BigInt(Number(form[name])) * 1_000_000n },
  };
  const setting: Setting = {
    now: 1_000,
    newId: () => `t${++n}`,
    rules,
    org: {
      active: () => true,
      managerOf: () => null,
      departmentsOf: () => [],
      parentOf: () => null,
      headsOf: () => [],
      tagged: () => [],
      delegations: [],
      ...org,
    },
  };
  const run = (command: Command, by: string) => {
    ({ state } = decide(state, command, { member: id(by) }, setting));
  };
  const open = (who: string) =>
    state.tasks.find((t) => t.agent === id(who) && t.state === 'open')?.id ?? 'none';
  return {
    submit: (form = {}) => run({ do: 'submit', form }, 'me'),
    run,
    yes: (who: string, more: object = {}) => run({ do: 'approve', task: open(who), ...more }, who),
    act: (who: string, command: object) => run({ task: open(who), ...command } as Command, who),
    asked: () => state.tasks.filter((t) => t.state === 'open').map((t) => t.agent),
    get state() {
      return state;
    },
  };
}
const ids = (...names: string[]) => names.map(id);
const refusal = (why: unknown) => expect.objectContaining({ constructor: Refused, why }) as Error;

test('any: the first word closes the others, also one who is parked', () => {
  const f = flow([step('s', ['a', 'b'])]);
  f.submit();
  f.act('a', { do: 'addSign', how: 'before', members: ids('c') });
  f.yes('b');
  expect(f.state.status).toBe('approved');
  expect(f.state.tasks.map((t) => t.state)).toEqual(['cancelled', 'approved', 'cancelled']);
});

test('in turn: the next is asked only when nobody of this visit is open or parked', () => {
  const f = flow([step('s', ['a', 'b'], { mode: 'seq' })]);
  f.submit();
  f.act('a', { do: 'addSign', how: 'before', members: ids('c') });
  expect(f.asked()).toEqual(ids('c'));
  f.yes('c');
  expect(f.asked()).toEqual(ids('a'));
  f.yes('a');
  expect(f.asked()).toEqual(ids('b'));
});

test('all: one refusal ends it; vote: the share decides', () => {
  const all = flow([step('s', ['a', 'b'], { mode: 'all' })]);
  all.submit();
  all.act('a', { do: 'reject' });
  expect(all.state.status).toBe('rejected');
  const vote = flow([step('s', ['a', 'b', 'c'], { mode: 'vote', votePct: 60 })]);
  vote.submit();
  vote.act('a', { do: 'reject' });
  vote.yes('b');
  expect(vote.state.status).toBe('running');
  vote.yes('c');
  expect(vote.state.status).toBe('approved');
});

test('passing on keeps the principal, and never gives one person two tasks of a visit', () => {
  const f = flow([step('s', ['a', 'b'], { mode: 'all' })]);
  f.submit();
  f.act('b', { do: 'addSign', how: 'before', members: ids('c') });
  expect(() => f.act('a', { do: 'transfer', to: id('b') })).toThrow(refusal('already_in_step'));
  f.act('a', { do: 'transfer', to: id('d') });
  expect(f.state.tasks.at(-1)).toMatchObject({ agent: id('d'), principal: id('a') });
});

test('sent back to an ancestor, the arms beside are cancelled and later words forgotten', () => {
  const arms = [[step('l', ['b'])], [step('r', ['c'])]];
  const f = flow([step('first', ['a']), { kind: 'parallel', id: 'p', arms }], { dedupe: 'once' });
  f.submit();
  f.yes('a');
  f.yes('b');
  f.act('c', { do: 'return', to: 'first' });
  expect(f.asked()).toEqual(ids('a'));
  f.yes('a');
  expect(f.asked()).toEqual(ids('b', 'c'));
  expect(f.state.steps['first']?.visit).toBe(2);
});

test('sent back inside an arm, the other arm goes on', () => {
  const arms = [[step('l1', ['b']), step('l2', ['d'])], [step('r', ['c'])]];
  const f = flow([{ kind: 'parallel', id: 'p', arms }]);
  f.submit();
  f.yes('b');
  f.act('d', { do: 'return', to: 'l1' });
  expect(f.asked().toSorted()).toEqual(ids('b', 'c'));
  expect(() => f.act('c', { do: 'return', to: 'l1' })).toThrow(refusal('bad_target'));
});

test('sent back to the applicant: again from the start, or to whoever sent it back', () => {
  for (const [resubmit, asked] of [
    ['restart', 'a'],
    ['toReturner', 'b'],
  ] as const) {
    const f = flow([step('s1', ['a']), step('s2', ['b'])], { resubmit });
    f.submit();
    f.yes('a');
    f.act('b', { do: 'return', to: 'start' });
    expect(f.state.status).toBe('returned');
    f.run({ do: 'resubmit', form: {} }, 'me');
    expect(f.asked()).toEqual(ids(asked));
  }
});

test('a written field re-plans what is ahead and is refused where a branch was decided by it', () => {
  const ahead = flow([step('s', ['a'], { fields: { x: 'write' } }), branch]);
  ahead.submit({ x: 1 });
  ahead.yes('a', { patch: { x: 9 } });
  expect(ahead.asked()).toEqual(ids('c'));
  const write = { fields: { x: 'write' } };
  const behind = flow([{ ...branch, else: [step('small', ['d'], write)] } as FlowNode]);
  behind.submit({ x: 1 });
  expect(() => behind.yes('d', { patch: { x: 9 } })).toThrow(refusal('changes_branch'));
});

test('a missing amount picks no arm', () => {
  expect(() => flow([branch]).submit({})).toThrow(refusal({ missing: 'x' }));
});

test('who has agreed is not asked again, except where they must sign', () => {
  const f = flow(
    [step('s1', ['a']), step('s2', ['b']), step('s3', ['a']), step('s4', ['a'], { sign: true })],
    {
      dedupe: 'once',
    },
  );
  f.submit();
  f.yes('a');
  f.yes('b');
  expect(f.state.steps['s3']?.state).toBe('passed');
  expect(f.asked()).toEqual(ids('a'));
  expect(() => f.yes('a')).toThrow(refusal('needs_signature'));
});

test('nobody found: passed, refused or to an administrator, never silence', () => {
  for (const [empty, status] of [
    ['pass', 'approved'],
    ['reject', 'rejected'],
    ['admin', 'running'],
  ] as const) {
    const f = flow([step('s', ['a'], { empty })], {}, { active: (m) => m !== id('a') });
    f.submit();
    expect(f.state.status).toBe(status);
    expect(f.asked()).toEqual(status === 'running' ? ids('admin') : []);
  }
});

test('delegation is half-open and goes round no circle', () => {
  const lend = (principal: string, agent: string, until: number) => ({
    principal: id(principal),
    agent: id(agent),
    from: 1_000,
    until,
    templates: null,
  });
  const circle = flow(
    [step('s', ['a'])],
    {},
    { delegations: [lend('a', 'b', 2_000), lend('b', 'a', 2_000)] },
  );
  circle.submit();
  expect(circle.asked()).toEqual(ids('b'));
  const over = flow([step('s', ['a'])], {}, { delegations: [lend('a', 'b', 1_000)] });
  over.submit();
  expect(over.asked()).toEqual(ids('a'));
});

test('an approved request is taken back by those who agreed last, or stays', () => {
  const f = flow([step('s', ['a'])], { revokeDays: 1 });
  f.submit();
  f.yes('a');
  f.run({ do: 'revoke', reason: 'x' }, 'me');
  expect(f.state.status).toBe('revoking');
  f.act('a', { do: 'reject' });
  expect(f.state.status).toBe('approved');
  f.run({ do: 'revoke', reason: 'x' }, 'me');
  f.yes('a');
  expect(f.state.status).toBe('revoked');
});
