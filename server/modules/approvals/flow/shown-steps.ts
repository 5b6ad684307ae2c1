import type { ShownStep } from '@teahouse/contract/approvals';
import type { AskNode, CcNode, Flow, FlowNode, ProgramNode } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTaskId, FileId, MemberId } from '@teahouse/contract/ids';
import { foresee } from '../engine/decide.ts';
import { type Event, Refused, type Setting, type State, type Task } from '../engine/state.ts';
import { stepOf } from '../engine/tree.ts';

export interface Told {
  event: Event;
  at: Date;
  files: FileId[];
}

/** The steps in reading order along the arms taken: those behind with what was said, those ahead with who would be asked. */
export function shownSteps(
  flow: Flow,
  state: State,
  told: readonly Told[],
  setting: Setting,
): { steps: ShownStep[]; missing: string | null } {
  let ahead = { state, events: [] as Event[] };
  let missing: string | null = null;
  try {
    ahead = foresee(state, setting);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    missing = typeof error.why === 'string' ? '' : error.why.missing;
  }
  const events = [...told.map((t) => t.event), ...ahead.events];
  const steps = [...path(flow.nodes, ahead.state)].map((node) =>
    node.kind === 'cc'
      ? copyStep(node, state, events)
      : node.kind === 'program'
        ? programStep(node, state, told)
        : askStep(node, state, ahead.state, events, told, setting),
  );
  return { steps: [...steps, ...revokeStep(state, told)], missing };
}

function* path(nodes: readonly FlowNode[], state: State): Generator<AskNode | CcNode | ProgramNode> {
  for (const node of nodes) {
    if (node.kind === 'parallel') for (const arm of node.arms) yield* path(arm, state);
    else if (node.kind === 'branch') {
      const arm = state.arms[node.id];
      if (arm) yield* path(node.arms.find((a) => a.id === arm)?.nodes ?? node.else, state);
    } else yield node;
  }
}

const bare = (member: string) => ({
  member: member as MemberId,
  principal: member as MemberId,
  taskId: null,
  state: null,
  auto: null,
  at: null,
  comment: '',
  files: [],
});

function copyStep(node: CcNode, state: State, events: readonly Event[]): ShownStep {
  const copied = events.findLast((e) => e.type === 'copied' && e.node === node.id);
  const done = state.visits[node.id] !== undefined || (node.at === 'end' && state.status === 'approved');
  return {
    id: node.id,
    kind: 'cc',
    name: node.name,
    en: node.en ?? null,
    mode: 'all',
    state: done ? 'passed' : 'pending',
    people: copied?.type === 'copied' ? copied.members.map(bare) : [],
    program: null,
    notes: [],
    pick: null,
  };
}

function programStep(node: ProgramNode, state: State, told: readonly Told[]): ShownStep {
  const task = state.tasks.findLast((t) => t.node === node.id && !t.forgotten);
  const { member: _, principal: __, files: ___, ...word } = task ? person(task, told) : bare('');
  return {
    id: node.id,
    kind: 'program',
    name: node.name,
    en: node.en ?? null,
    mode: 'any',
    state: state.steps[node.id]?.state ?? 'pending',
    people: [],
    program: word,
    notes: [],
    pick: null,
  };
}

function askStep(
  node: AskNode,
  now: State,
  ahead: State,
  events: readonly Event[],
  told: readonly Told[],
  setting: Setting,
): ShownStep {
  const reached = now.steps[node.id];
  const from = reached ? now : ahead;
  const tasks = from.tasks.filter((t) => t.node === node.id && !t.forgotten);
  const visit = reached?.visit ?? ahead.steps[node.id]?.visit;
  const started = events.findLast(
    (e) => e.type === 'step_started' && e.node === node.id && e.visit === visit && e.notes.length > 0,
  );
  const waiting = reached?.queue ?? [];
  const picked = node.who.find((r) => r.by === 'pick');
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    en: node.en ?? null,
    mode: node.mode,
    state: reached?.state ?? (ahead.steps[node.id]?.state === 'skipped' ? 'skipped' : 'pending'),
    people: [
      ...tasks
        .filter(
          (t) =>
            t.state !== 'cancelled' ||
            told.some((x) => x.event.type === 'task_decided' && x.event.task === t.id),
        )
        .map((t) => (reached ? person(t, told) : { ...bare(t.agent), principal: t.principal as MemberId })),
      ...waiting.map((q) => ({ ...bare(q.agent), principal: q.principal as MemberId })),
    ],
    program: null,
    notes:
      started?.type === 'step_started'
        ? started.notes.map((n) => ({ member: (n.member || null) as MemberId | null, why: n.why }))
        : [],
    pick:
      picked?.by === 'pick' && now.status === 'running' && !told.length
        ? { range: picked.range.filter((m) => setting.org.active(m)), multi: picked.multi }
        : null,
  };
}

function person(task: Task, told: readonly Told[]): ShownStep['people'][number] {
  const word = told.findLast(
    (t) => 'task' in t.event && t.event.task === task.id && t.event.type !== 'task_parked',
  );
  const said = word?.event.type === 'task_decided' ? word.event : undefined;
  return {
    member: task.agent as MemberId,
    principal: task.principal as MemberId,
    taskId: task.id as ApprovalTaskId,
    state: task.state,
    auto: said?.auto ?? null,
    at: word && task.state !== 'open' ? word.at.toISOString() : null,
    comment: said?.comment ?? '',
    files: said ? (word?.files ?? []) : [],
  };
}

function revokeStep(state: State, told: readonly Told[]): ShownStep[] {
  const tasks = state.tasks.filter((t) => t.node === 'revoke');
  if (tasks.length === 0) return [];
  return [
    {
      id: 'revoke',
      kind: 'approve',
      name: '撤销审批',
      en: 'Take back',
      mode: 'any',
      state: state.status === 'revoking' ? 'active' : 'passed',
      people: tasks.map((t) => person(t, told)),
      program: null,
      notes: [],
      pick: null,
    },
  ];
}

/** Does this step of the flow wait for the applicant's choice, and has none? */
export function lacksPick(flow: Flow, state: State, picks: Record<string, readonly string[]>): boolean {
  return Object.keys(state.visits).some((id) => {
    const node = stepOf(flow.nodes, id);
    return node?.who.some((r) => r.by === 'pick') === true && !picks[id]?.length;
  });
}
