import type { AskNode, Condition, FlowNode, ProgramNode } from '@teahouse/contract/approvals-shapes';
import { holds } from './conditions.ts';
import { evolve } from './evolve.ts';
import { resolveCopies, resolveStep } from './resolve.ts';
import {
  type CancelReason,
  type Event,
  type Person,
  Refused,
  type Setting,
  type State,
  type Task,
} from './state.ts';
import { isStep, nodesAfter, programOf, reachedCopies, stepOf } from './tree.ts';

/** The node id of the small flow that decides whether an approved request is taken back. */
export const REVOKE = 'revoke';

/** The state as a command changes it: every change is an event, folded at once. */
export class Run {
  state: State;
  readonly events: Event[] = [];
  readonly setting: Setting;

  constructor(state: State, setting: Setting) {
    this.state = state;
    this.setting = setting;
  }

  emit(event: Event): void {
    this.events.push(event);
    this.state = evolve(this.state, event);
  }

  task(id: string): Task {
    return this.state.tasks.find((t) => t.id === id) ?? refuse('not_yours');
  }

  node(id: string): AskNode | undefined {
    return stepOf(this.setting.rules.nodes, id);
  }

  /** Tasks of the step's present visit that still want a word. */
  pending(node: string): Task[] {
    const visit = this.state.steps[node]?.visit;
    return this.state.tasks.filter(
      (t) => t.node === node && t.visit === visit && (t.state === 'open' || t.state === 'waiting'),
    );
  }

  cancel(tasks: readonly Task[], why: CancelReason): void {
    for (const t of tasks) this.emit({ type: 'task_cancelled', task: t.id, why });
  }

  /** Goes on from where the flow stands until somebody has to be heard, or to the end. */
  advance(): void {
    if (this.state.status !== 'running') return;
    if (!this.#walk(this.setting.rules.nodes) || this.state.status !== 'running') return;
    for (const cc of reachedCopies(this.setting.rules.nodes, this.state.arms))
      if (cc.at === 'end') this.#copy(cc.id, cc.who);
    this.emit({ type: 'approved', at: this.setting.now });
  }

  /** True when everything in the list is done. */
  #walk(nodes: readonly FlowNode[]): boolean {
    for (const node of nodes) {
      const done = this.#visit(node);
      if (this.state.status !== 'running') return false;
      if (!done) return false;
    }
    return true;
  }

  #visit(node: FlowNode): boolean {
    if (node.kind === 'branch') return this.#walk(this.#taken(node));
    if (node.kind === 'parallel') {
      let all = true;
      for (const arm of node.arms) {
        if (this.state.status !== 'running') return false;
        if (!this.#walk(arm)) all = false;
      }
      return all;
    }
    if (node.kind === 'cc') {
      if (node.at === 'here' && !this.state.visits[node.id]) {
        this.#copy(node.id, node.who);
        this.emit({ type: 'step_skipped', node: node.id, visit: 1, why: 'empty' });
      }
      return true;
    }
    const step = this.state.steps[node.id];
    if (step?.state === 'passed' || step?.state === 'skipped') return true;
    if (!step) return node.kind === 'program' ? this.#ask(node) : this.#start(node);
    return this.settle(node.id);
  }

  #taken(node: Extract<FlowNode, { kind: 'branch' }>): readonly FlowNode[] {
    const known = this.state.arms[node.id];
    const arm = known ?? armFor(node, (c) => this.#holds(c));
    if (!known) this.emit({ type: 'branch_taken', node: node.id, arm });
    return node.arms.find((a) => a.id === arm)?.nodes ?? node.else;
  }

  #holds(condition: Condition): boolean {
    return holds(condition, this.setting.rules, this.state.form, this.setting.org);
  }

  /** Would the form as it stands now take the same arms? */
  sameArms(): boolean {
    return Object.entries(this.state.arms).every(([id, arm]) => {
      const node = branchOf(this.setting.rules.nodes, id);
      return !node || armFor(node, (c) => this.#holds(c)) === arm;
    });
  }

  #copy(node: string, who: Extract<FlowNode, { kind: 'cc' }>['who']): void {
    const members = resolveCopies(who, node, this.#asked());
    if (members.length) this.emit({ type: 'copied', node, members });
  }

  #asked() {
    const { rules, org, now, strict = false } = this.setting;
    return { rules, org, now, strict, form: this.state.form, previous: this.#lastApprover() };
  }

  #lastApprover(): Person | null {
    const last = this.lastHeard();
    return (
      this.state.tasks.findLast((t) => t.node === last && t.state === 'approved' && !t.forgotten)
        ?.principal ?? null
    );
  }

  /** The step of people that passed last. */
  lastHeard(): string | undefined {
    return this.state.passed.findLast((id) => this.node(id));
  }

  #start(node: AskNode): boolean {
    const visit = (this.state.visits[node.id] ?? 0) + 1;
    const found = resolveStep(node, this.#asked());
    if (found.people.length === 0) {
      if (found.instead === 'reject' || found.instead === undefined) {
        this.emit({ type: 'step_skipped', node: node.id, visit, why: 'empty' });
        this.reject();
        return false;
      }
      this.emit({ type: 'step_skipped', node: node.id, visit, why: found.onlySelf ? 'self' : 'empty' });
      return true;
    }
    this.emit({ type: 'step_started', node: node.id, visit, queue: found.people, notes: found.notes });
    return this.settle(node.id);
  }

  /** A program stands for nobody and nobody for it: it alone is asked. */
  #ask({ id, appId }: ProgramNode): boolean {
    const visit = (this.state.visits[id] ?? 0) + 1;
    const queue = [{ agent: appId, principal: appId }];
    this.emit({ type: 'step_started', node: id, visit, queue, notes: [] });
    return this.settle(id);
  }

  /** Opens whoever is next, and passes the step when it has what its mode asks for. True when it has passed. */
  settle(nodeId: string): boolean {
    const mode = this.#modeOf(nodeId);
    for (;;) {
      const step = this.state.steps[nodeId];
      if (!step || step.state !== 'active' || !this.#alive()) return step?.state === 'passed';
      if (this.#judge(nodeId, mode)) return this.#passed(nodeId);
      if (!this.#alive()) return false;
      const pending = this.pending(nodeId);
      const next = this.state.steps[nodeId]!.queue[0];
      if (!next || (mode === 'seq' && pending.length > 0)) return false;
      this.#open(nodeId, next, pending);
    }
  }

  /** Opens the task of somebody in the queue, or answers for them where they have spoken already. */
  #open(nodeId: string, next: { agent: Person; principal: Person }, pending: readonly Task[]): void {
    const step = this.state.steps[nodeId]!;
    const task: Task = {
      id: this.setting.newId(),
      node: nodeId,
      visit: step.visit,
      ...next,
      state: 'open',
      kind: 'base',
    };
    const repeated = this.#spokenBefore(nodeId, next.agent);
    this.emit({ type: 'task_opened', task, queued: true });
    if (pending.some((t) => t.agent === next.agent))
      this.emit({ type: 'task_cancelled', task: task.id, why: 'peer' });
    else if (repeated) this.approveTask(task.id, { auto: 'dedupe' });
  }

  #alive(): boolean {
    return this.state.status === 'running' || this.state.status === 'revoking';
  }

  #modeOf(nodeId: string): AskNode['mode'] {
    return nodeId === REVOKE ? 'any' : (this.node(nodeId)?.mode ?? 'any');
  }

  #passed(nodeId: string): true {
    const { visit } = this.state.steps[nodeId]!;
    this.emit({ type: 'step_passed', node: nodeId, visit });
    return true;
  }

  /** True when the step has been agreed to; rejects the request where agreement has become impossible. */
  #judge(nodeId: string, mode: AskNode['mode']): boolean {
    const { visit, queue } = this.state.steps[nodeId]!;
    const own = this.state.tasks.filter((t) => t.node === nodeId && t.visit === visit);
    const base = own.filter((t) => t.kind === 'base' && t.state !== 'transferred' && t.state !== 'cancelled');
    const yes = base.filter((t) => t.state === 'approved').length;
    const no = base.filter((t) => t.state === 'rejected').length;
    if (mode === 'any' && yes > 0) {
      this.#closePeers(nodeId);
      return this.pending(nodeId).length === 0;
    }
    if (mode === 'vote') {
      const all = base.length + queue.length;
      const need = Math.max(1, Math.ceil((all * (this.node(nodeId)?.votePct ?? 50)) / 100));
      if (no > all - need) this.reject();
      else if (yes >= need) {
        this.#closePeers(nodeId);
        return this.pending(nodeId).length === 0;
      }
      return false;
    }
    // Everybody asked is heard; where all were taken away again, somebody of the house answers.
    return mode !== 'any' && queue.length === 0 && this.pending(nodeId).length === 0 && yes > 0;
  }

  /** The step has its word: whoever was still asked is let go, but not those added to be heard afterwards. */
  #closePeers(nodeId: string): void {
    const step = this.state.steps[nodeId]!;
    const pending = this.pending(nodeId);
    const kept = new Set(pending.filter((t) => t.kind === 'after').map((t) => t.id));
    for (let grew = true; grew;) {
      grew = false;
      for (const t of pending)
        if (kept.has(t.id) && t.waitsFor && !kept.has(t.waitsFor)) {
          kept.add(t.waitsFor);
          grew = true;
        }
    }
    this.cancel(
      pending.filter((t) => !kept.has(t.id)),
      'peer',
    );
    if (step.queue.length)
      this.emit({ type: 'step_started', node: nodeId, visit: step.visit, queue: [], notes: [] });
  }

  #spokenBefore(nodeId: string, agent: Person): boolean {
    const node = this.node(nodeId);
    const { dedupe } = this.setting.rules.settings;
    if (!node || dedupe === 'off' || node.sign || Object.values(node.fields).includes('write')) return false;
    const from = dedupe === 'once' ? this.state.passed : this.state.passed.slice(-1);
    return this.state.tasks.some(
      (t) =>
        from.includes(t.node) &&
        t.agent === agent &&
        t.state === 'approved' &&
        !t.forgotten &&
        t.node !== nodeId,
    );
  }

  approveTask(id: string, more: { comment?: string; auto?: 'dedupe' | 'due' } = {}): void {
    this.emit({ type: 'task_decided', task: id, how: 'approved', ...more });
    this.release(id, undefined);
  }

  /** Whoever waited for this task waits for `instead`, or may speak now. */
  release(id: string, instead: string | undefined): void {
    for (const t of this.state.tasks.filter((x) => x.state === 'waiting' && x.waitsFor === id))
      this.emit(
        instead ? { type: 'task_parked', task: t.id, until: instead } : { type: 'task_resumed', task: t.id },
      );
  }

  closeAll(why: CancelReason): void {
    this.cancel(
      this.state.tasks.filter((t) => t.state === 'open' || t.state === 'waiting'),
      why,
    );
  }

  reject(): void {
    this.closeAll('reject');
    this.emit(this.state.status === 'revoking' ? { type: 'revoke_refused' } : { type: 'rejected' });
  }

  /** Leaves a node and all that comes after it, as if they had not been reached. */
  leave(nodeIds: readonly string[], why: CancelReason): void {
    for (const id of nodeIds) {
      if (this.state.steps[id] && isAsked(this.setting.rules.nodes, id)) {
        this.cancel(this.pending(id), why);
        this.emit({ type: 'step_left', node: id });
      }
      if (this.state.arms[id]) this.emit({ type: 'branch_left', node: id });
    }
  }

  /** A step that passed and lies before this one: whereto a request may be sent back. */
  mayReturnTo(from: string, to: string): boolean {
    const target = this.setting.rules.nodes;
    return (
      from !== to &&
      this.state.steps[to]?.state === 'passed' &&
      this.node(to) !== undefined &&
      (nodesAfter(target, to) ?? []).some((n) => isStep(n) && n.id === from)
    );
  }
}

/** The first arm whose condition holds, or 'else'. */
function armFor(node: Extract<FlowNode, { kind: 'branch' }>, test: (c: Condition) => boolean): string {
  return node.arms.find((a) => test(a.when))?.id ?? 'else';
}

const isAsked = (nodes: readonly FlowNode[], id: string): boolean =>
  stepOf(nodes, id) !== undefined || programOf(nodes, id) !== undefined;

function branchOf(nodes: readonly FlowNode[], id: string): Extract<FlowNode, { kind: 'branch' }> | undefined {
  for (const node of nodes) {
    if (node.kind === 'branch') {
      if (node.id === id) return node;
      for (const inside of [...node.arms.map((a) => a.nodes), node.else]) {
        const found = branchOf(inside, id);
        if (found) return found;
      }
    } else if (node.kind === 'parallel')
      for (const arm of node.arms) {
        const found = branchOf(arm, id);
        if (found) return found;
      }
  }
  return undefined;
}

export function refuse(why: ConstructorParameters<typeof Refused>[0]): never {
  throw new Refused(why);
}
