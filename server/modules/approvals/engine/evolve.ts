import type { Event, State, Task } from './state.ts';

/** One event further. Total: every event of the journal can be folded, none is judged here. */
export function evolve(state: State, event: Event): State {
  switch (event.type) {
    case 'submitted': {
      const { returnedBy: _, ...rest } = state;
      return { ...rest, status: 'running', form: event.form };
    }
    case 'step_started':
      return {
        ...state,
        steps: { ...state.steps, [event.node]: { visit: event.visit, state: 'active', queue: event.queue } },
        visits: { ...state.visits, [event.node]: event.visit },
      };
    case 'step_skipped':
      return {
        ...state,
        steps: { ...state.steps, [event.node]: { visit: event.visit, state: 'skipped', queue: [] } },
        visits: { ...state.visits, [event.node]: event.visit },
      };
    case 'step_passed':
      return {
        ...state,
        steps: { ...state.steps, [event.node]: { visit: event.visit, state: 'passed', queue: [] } },
        passed: [...state.passed, event.node],
      };
    case 'step_left':
      return {
        ...state,
        steps: without(state.steps, event.node),
        passed: state.passed.filter((n) => n !== event.node),
        tasks: state.tasks.map((t) => (t.node === event.node ? { ...t, forgotten: true } : t)),
      };
    case 'branch_taken':
      return { ...state, arms: { ...state.arms, [event.node]: event.arm } };
    case 'branch_left':
      return { ...state, arms: without(state.arms, event.node) };
    case 'task_opened':
      return {
        ...state,
        tasks: [...state.tasks, event.task],
        steps: event.queued ? shifted(state.steps, event.task.node) : state.steps,
      };
    case 'task_resumed':
      return change(state, event.task, ({ waitsFor: _, ...t }) => ({ ...t, state: 'open' }));
    case 'task_parked':
      return change(state, event.task, (t) => ({ ...t, state: 'waiting', waitsFor: event.until }));
    case 'task_decided':
      return change(state, event.task, (t) => ({ ...t, state: event.how }));
    case 'task_transferred':
      return change(state, event.task, (t) => ({ ...t, state: 'transferred' }));
    case 'task_cancelled':
      return change(state, event.task, ({ waitsFor: _, ...t }) => ({ ...t, state: 'cancelled' }));
    case 'fields_changed':
      return { ...state, form: { ...state.form, ...event.patch } };
    case 'returned':
      return { ...state, status: 'returned', returnedBy: event.by };
    case 'approved':
      return { ...state, status: 'approved', approvedAt: event.at };
    case 'rejected':
    case 'withdrawn':
    case 'terminated':
    case 'revoked':
      return { ...state, status: event.type };
    case 'revoke_asked':
      return { ...state, status: 'revoking' };
    case 'revoke_refused':
      return { ...state, status: 'approved' };
    case 'copied':
    case 'reminded':
    case 'urged':
      return state;
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return rest;
}

function shifted(steps: State['steps'], node: string): State['steps'] {
  const step = steps[node];
  return step ? { ...steps, [node]: { ...step, queue: step.queue.slice(1) } } : steps;
}

function change(state: State, id: string, how: (task: Task) => Task): State {
  return { ...state, tasks: state.tasks.map((t) => (t.id === id ? how(t) : t)) };
}
