import { nodesAfter, everyNode } from './tree.ts';
import {
  draft,
  type By,
  type Command,
  type Event,
  type Person,
  type Setting,
  type State,
  type Task,
} from './state.ts';
import { refuse, REVOKE, Run } from './run.ts';

export interface Decided {
  state: State;
  events: Event[];
}

type Of<D extends Command['do']> = Extract<Command, { do: D }>;
type OnTask = Extract<Command, { task: string }>;

/** One command against one request: what happens, and where the request stands afterwards. Throws Refused and changes nothing. */
export function decide(state: State, command: Command, by: By, setting: Setting): Decided {
  const run = new Run(state, setting);
  if ('task' in command) onTask(run, command, by);
  else onRequest(run, command, by);
  return { state: run.state, events: run.events };
}

/** What would happen if this form were submitted and everybody agreed: the same code as the real thing. */
export function preview(form: State['form'], setting: Setting): Decided {
  const run = new Run(draft, setting);
  submit(run, form);
  return agreeOn(run);
}

/** How a request that runs would go on if everybody agreed. */
export function foresee(state: State, setting: Setting): Decided {
  return agreeOn(new Run(state, setting));
}

function agreeOn(run: Run): Decided {
  for (let i = 0; i < 1_000 && run.state.status === 'running'; i++) {
    const open = run.state.tasks.find((t) => t.state === 'open');
    if (!open) break;
    run.approveTask(open.id);
    run.settle(open.node);
    run.advance();
  }
  return { state: run.state, events: run.events };
}

function submit(run: Run, form: State['form'], again = false): void {
  run.emit({ type: 'submitted', form, again });
  run.advance();
}

function onRequest(run: Run, command: Exclude<Command, OnTask>, by: By): void {
  const { state, setting } = run;
  const applicant = by !== 'system' && by !== 'admin' && by.member === setting.rules.applicant;
  if (command.do === 'terminate') {
    if (by !== 'admin') refuse('not_yours');
    if (state.status !== 'running' && state.status !== 'returned') refuse('over');
    run.closeAll('terminate');
    run.emit({ type: 'terminated', reason: command.reason });
    return;
  }
  if (!applicant && by !== 'system') refuse('not_yours');
  switch (command.do) {
    case 'submit':
      if (state.status !== 'draft') refuse('over');
      return submit(run, command.form);
    case 'resubmit':
      return resubmit(run, command.form);
    case 'withdraw':
      return withdraw(run);
    case 'urge':
      if (state.status !== 'running' && state.status !== 'revoking') refuse('over');
      return run.emit({ type: 'urged' });
    case 'revoke':
      return revoke(run, command.reason);
  }
}

function resubmit(run: Run, form: State['form']): void {
  const { state, setting } = run;
  if (state.status !== 'returned') refuse('over');
  const everything = [...everyNode(setting.rules.nodes)].map((n) => n.id);
  run.emit({ type: 'submitted', form, again: true });
  if (setting.rules.settings.resubmit === 'restart' || !run.sameArms()) run.leave(everything, 'return');
  run.advance();
}

function withdraw(run: Run): void {
  const { status, tasks } = run.state;
  const { withdraw: may } = run.setting.rules.settings;
  if (status !== 'running' && status !== 'returned') refuse('over');
  if (status === 'running' && may === 'never') refuse('not_allowed');
  if (status === 'running' && may === 'beforeFirst' && tasks.some((t) => t.state === 'approved'))
    refuse('not_allowed');
  run.closeAll('withdraw');
  run.emit({ type: 'withdrawn' });
}

function revoke(run: Run, reason: string): void {
  const { state, setting } = run;
  const { revokeDays } = setting.rules.settings;
  if (state.status !== 'approved') refuse('over');
  if (revokeDays === 0) refuse('not_allowed');
  if (setting.now > (state.approvedAt ?? 0) + revokeDays * 86_400_000) refuse('too_late');
  const last = run.lastHeard();
  const said = state.tasks.filter((t) => t.node === last && t.state === 'approved' && !t.forgotten);
  const people = [...new Set(said.map((t) => t.agent))].filter((m) => setting.org.active(m));
  const asked = people.length ? people : setting.rules.admins;
  if (asked.length === 0) refuse('not_allowed');
  run.emit({ type: 'revoke_asked', reason });
  run.emit({
    type: 'step_started',
    node: REVOKE,
    visit: (state.visits[REVOKE] ?? 0) + 1,
    queue: asked.map((m) => ({ agent: m, principal: m })),
    notes: [],
  });
  run.settle(REVOKE);
}

function onTask(run: Run, command: OnTask, by: By): void {
  const task = run.task(command.task);
  if (command.do === 'due') return due(run, task, command, by);
  if (by === 'admin' && command.do === 'transfer') {
    // Whoever is asked leaves the company: the step's own permission to pass on does not count.
    if (task.state !== 'open') refuse('over');
    return transfer(run, task, command.to, 'left');
  }
  if (by === 'system' || by === 'admin') return refuse('not_yours');
  if (command.do === 'removeSign') {
    if (task.addedBy !== by.member) refuse('not_yours');
    return removeSign(run, task);
  }
  if (task.agent !== by.member) refuse('not_yours');
  if (task.state !== 'open') refuse('over');
  if (task.node === REVOKE && command.do !== 'approve' && command.do !== 'reject') refuse('not_allowed');
  switch (command.do) {
    case 'approve':
      approve(run, task, command);
      break;
    case 'reject':
      reject(run, task, command);
      break;
    case 'transfer':
      transfer(run, task, command.to);
      break;
    case 'addSign':
      addSign(run, task, command, by.member);
      break;
    case 'return':
      sendBack(run, task, command);
      break;
  }
}

/** After a word in a step: who is next in it, and, where it has passed, in the flow. */
function goOn(run: Run, node: string): void {
  const passed = run.settle(node);
  if (passed && node === REVOKE) run.emit({ type: 'revoked' });
  else run.advance();
}

function approve(run: Run, task: Task, command: Of<'approve'>): void {
  const node = run.node(task.node);
  if (node?.sign && !command.signed) refuse('needs_signature');
  if (node?.comment === 'always' && !command.comment) refuse('needs_comment');
  if (command.patch && Object.keys(command.patch).length) {
    if (Object.keys(command.patch).some((id) => node?.fields[id] !== 'write')) refuse('not_allowed');
    run.emit({ type: 'fields_changed', patch: command.patch });
    if (!run.sameArms()) refuse('changes_branch');
  }
  const after = command.addAfter ?? [];
  if (after.length && (!node || !node.allow.addSign)) refuse('not_allowed');
  checkNew(run, task, after);
  // Those to be heard afterwards stand in line before the word is given, so the step cannot pass over them.
  let before: string | undefined;
  const line: Task[] = [];
  for (const agent of after) {
    const added = newTask(run, task, agent, 'after');
    line.push(before ? { ...added, state: 'waiting', waitsFor: before } : added);
    before = added.id;
  }
  run.emit({
    type: 'task_decided',
    task: task.id,
    how: 'approved',
    ...(command.comment ? { comment: command.comment } : {}),
  });
  for (const added of line) run.emit({ type: 'task_opened', task: added, queued: false });
  // Whoever waited for me waits for them too.
  run.release(task.id, before);
  goOn(run, task.node);
}

function reject(run: Run, task: Task, command: Of<'reject'>): void {
  const node = run.node(task.node);
  if (node?.kind === 'handle') refuse('not_allowed');
  if (node && node.comment !== 'never' && !command.comment) refuse('needs_comment');
  run.emit({
    type: 'task_decided',
    task: task.id,
    how: 'rejected',
    ...(command.comment ? { comment: command.comment } : {}),
  });
  if (node?.mode === 'vote' && task.kind === 'base') goOn(run, task.node);
  else run.reject();
}

/** `why` is missing where the person asked passes it on, which the step has to allow. */
function transfer(run: Run, task: Task, to: Person, why?: 'due' | 'left'): void {
  if (!why && !run.node(task.node)?.allow.transfer) refuse('not_allowed');
  checkNew(run, task, [to]);
  const moved: Task = {
    ...task,
    id: run.setting.newId(),
    agent: to,
    ...(task.addedBy ? { addedBy: task.addedBy } : {}),
  };
  run.emit({
    type: 'task_transferred',
    task: task.id,
    to: moved.id,
    agent: to,
    ...(why ? { why } : {}),
  });
  run.emit({ type: 'task_opened', task: moved, queued: false });
  run.release(task.id, moved.id);
  goOn(run, task.node);
}

function addSign(run: Run, task: Task, command: Of<'addSign'>, by: Person): void {
  const node = run.node(task.node);
  if (!node?.allow.addSign) refuse('not_allowed');
  checkNew(run, task, command.members);
  if (command.how === 'alongside' && node.mode === 'seq') {
    const step = run.state.steps[task.node]!;
    const line = command.members.map((m) => ({ agent: m, principal: m }));
    const queue = [...line, ...step.queue.filter((q) => !command.members.includes(q.agent))];
    run.emit({ type: 'step_started', node: task.node, visit: step.visit, queue, notes: [] });
    return;
  }
  let until: string | undefined;
  for (const member of command.members) {
    const kind = command.how === 'before' ? 'before' : task.kind;
    const added: Task = { ...newTask(run, task, member, kind), addedBy: by };
    const parked = command.how === 'before' && until !== undefined;
    run.emit({
      type: 'task_opened',
      task: parked ? { ...added, state: 'waiting', waitsFor: until! } : added,
      queued: false,
    });
    // A second one beside a before-signer holds back the same task.
    if (command.how === 'before') until = added.id;
    else
      for (const w of run.state.tasks.filter(
        (t) => t.state === 'waiting' && t.waitsFor === task.id && task.kind === 'before',
      ))
        run.emit({ type: 'task_parked', task: w.id, until: lineEnd(run, task.id, added.id) });
  }
  if (until) run.emit({ type: 'task_parked', task: task.id, until });
}

/** A task may wait for one other: beside a before-signer, the new one waits for the first and the parked one for the new one. */
function lineEnd(run: Run, first: string, added: string): string {
  run.emit({ type: 'task_parked', task: added, until: first });
  return added;
}

function removeSign(run: Run, task: Task): void {
  if (task.state !== 'open' && task.state !== 'waiting') refuse('over');
  const until = task.waitsFor;
  run.emit({ type: 'task_cancelled', task: task.id, why: 'removed' });
  run.release(task.id, until);
  goOn(run, task.node);
}

function sendBack(run: Run, task: Task, command: Of<'return'>): void {
  if (!run.node(task.node)?.allow.return) refuse('not_allowed');
  if (command.to !== 'start' && !run.mayReturnTo(task.node, command.to)) refuse('bad_target');
  run.emit({
    type: 'task_decided',
    task: task.id,
    how: 'returned',
    to: command.to,
    ...(command.comment ? { comment: command.comment } : {}),
  });
  const { nodes, settings } = run.setting.rules;
  if (command.to === 'start') {
    const all = [...everyNode(nodes)].map((n) => n.id);
    run.closeAll('return');
    const left =
      settings.resubmit === 'restart' ? all : all.filter((id) => run.state.steps[id]?.state === 'active');
    run.leave(left, 'return');
    run.emit({ type: 'returned', by: task.node });
    return;
  }
  const after = (nodesAfter(nodes, command.to) ?? []).map((n) => n.id);
  run.leave([...after, command.to], 'return');
  run.advance();
}

function due(run: Run, task: Task, command: Of<'due'>, by: By): void {
  if (by !== 'system') refuse('not_yours');
  // A late clock on a task that is over changes nothing.
  if (task.state !== 'open') return;
  if (command.what === 'remind') return run.emit({ type: 'reminded', task: task.id });
  if (command.what === 'escalate') {
    const boss = run.setting.org.managerOf(task.agent);
    const held = run.pending(task.node).some((t) => t.agent === boss);
    if (!boss || held || !run.setting.org.active(boss) || boss === run.setting.rules.applicant)
      return run.emit({ type: 'reminded', task: task.id });
    return transfer(run, task, boss, 'due');
  }
  if (command.what === 'pass') {
    run.approveTask(task.id, { auto: 'due' });
    return goOn(run, task.node);
  }
  run.emit({ type: 'task_decided', task: task.id, how: 'rejected', auto: 'due' });
  if (run.node(task.node)?.mode === 'vote' && task.kind === 'base') goOn(run, task.node);
  else run.reject();
}

/** Somebody new in a step: works here, and holds no open or parked task of it. */
function checkNew(run: Run, task: Task, members: readonly Person[]): void {
  if (new Set(members).size !== members.length) refuse('already_in_step');
  const held = run.pending(task.node).map((t) => t.agent);
  for (const m of members) {
    if (!run.setting.org.active(m)) refuse('unknown_member');
    if (held.includes(m)) refuse('already_in_step');
  }
}

function newTask(run: Run, beside: Task, agent: Person, kind: Task['kind']): Task {
  return {
    id: run.setting.newId(),
    node: beside.node,
    visit: beside.visit,
    agent,
    principal: agent,
    state: 'open',
    kind,
    addedBy: beside.agent,
  };
}
