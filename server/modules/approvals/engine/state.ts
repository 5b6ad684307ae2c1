// What the engine knows of one request: the state, the commands that may change it and the events that say how it did.
import type { FlowNode, FlowSettings, FormValues } from '@teahouse/contract/approvals-shapes';

export type Person = string;

export interface Candidate {
  agent: Person;
  /** whom the agent stands in for; the agent themselves where nobody delegated */
  principal: Person;
}

export interface Task {
  id: string;
  node: string;
  visit: number;
  agent: Person;
  principal: Person;
  state: 'open' | 'waiting' | 'approved' | 'rejected' | 'transferred' | 'returned' | 'cancelled';
  /** base: its word counts for the step; before: unlocks another; after: is heard once the step's own word is given */
  kind: 'base' | 'before' | 'after';
  /** the task that has to be approved first */
  waitsFor?: string;
  addedBy?: Person;
  /** decided in a visit that was abandoned: no longer counts for de-duplication */
  forgotten?: boolean;
}

export interface Step {
  visit: number;
  state: 'active' | 'passed' | 'skipped';
  queue: Candidate[];
}

export interface State {
  status:
    | 'draft'
    | 'running'
    | 'returned'
    | 'approved'
    | 'rejected'
    | 'withdrawn'
    | 'terminated'
    | 'revoking'
    | 'revoked';
  form: FormValues;
  /** reached steps by node id; a step that was abandoned keeps its number of visits in `visits` */
  steps: Record<string, Step>;
  visits: Record<string, number>;
  arms: Record<string, string>;
  tasks: Task[];
  /** approve steps in the order they passed */
  passed: string[];
  returnedBy?: string;
  approvedAt?: number;
}

export const draft: State = {
  status: 'draft',
  form: {},
  steps: {},
  visits: {},
  arms: {},
  tasks: [],
  passed: [],
};

export type Note = 'inactive' | 'delegated' | 'self_skipped' | 'self_replaced' | 'repeated' | 'empty';
export type CancelReason = 'peer' | 'withdraw' | 'return' | 'terminate' | 'reject' | 'removed';

/** What happened, in order; folding them gives the state again. */
export type Event =
  | { type: 'submitted'; form: FormValues; again: boolean }
  | {
      type: 'step_started';
      node: string;
      visit: number;
      queue: Candidate[];
      notes: { member: Person; why: Note }[];
    }
  | { type: 'step_skipped'; node: string; visit: number; why: 'empty' | 'self' }
  | { type: 'step_passed'; node: string; visit: number }
  | { type: 'step_left'; node: string }
  | { type: 'branch_taken'; node: string; arm: string }
  | { type: 'branch_left'; node: string }
  | { type: 'task_opened'; task: Task; queued: boolean }
  | { type: 'task_resumed'; task: string }
  | { type: 'task_parked'; task: string; until: string }
  | {
      type: 'task_decided';
      task: string;
      how: 'approved' | 'rejected' | 'returned';
      auto?: 'dedupe' | 'due';
      comment?: string;
      to?: string;
    }
  | { type: 'task_transferred'; task: string; to: string; agent: Person; why?: 'due' | 'left' }
  | { type: 'task_cancelled'; task: string; why: CancelReason }
  | { type: 'fields_changed'; patch: FormValues }
  | { type: 'copied'; node: string; members: Person[] }
  | { type: 'reminded'; task: string }
  | { type: 'urged' }
  | { type: 'returned'; by: string }
  | { type: 'approved'; at: number }
  | { type: 'rejected' }
  | { type: 'withdrawn' }
  | { type: 'terminated'; reason: string }
  | { type: 'revoke_asked'; reason: string }
  | { type: 'revoked' }
  | { type: 'revoke_refused' };

export type Command =
  | { do: 'submit'; form: FormValues }
  | { do: 'resubmit'; form: FormValues }
  | {
      do: 'approve';
      task: string;
      comment?: string;
      patch?: FormValues;
      signed?: boolean;
      addAfter?: Person[];
    }
  | { do: 'reject'; task: string; comment?: string }
  | { do: 'transfer'; task: string; to: Person; comment?: string }
  | { do: 'addSign'; task: string; how: 'before' | 'alongside'; members: Person[] }
  | { do: 'removeSign'; task: string }
  | { do: 'return'; task: string; to: string; comment?: string }
  | { do: 'withdraw' }
  | { do: 'terminate'; reason: string }
  | { do: 'revoke'; reason: string }
  | { do: 'urge' }
  | { do: 'due'; task: string; what: 'remind' | 'escalate' | 'pass' | 'reject' };

export type Refusal =
  | 'not_yours'
  | 'over'
  | 'not_allowed'
  | 'already_in_step'
  | 'unknown_member'
  | 'bad_target'
  | 'changes_branch'
  | 'needs_comment'
  | 'needs_signature'
  | 'self_denied'
  | 'too_late'
  | { missing: string };

/** The word "no" of the engine: nothing changed. */
export class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(typeof why === 'string' ? why : `missing ${why.missing}`);
    this.why = why;
  }
}

export interface Delegation {
  principal: Person;
  agent: Person;
  /** milliseconds since the epoch, [from, until) */
  from: number;
  until: number;
  templates: readonly string[] | null;
}

/** What the resolver may ask about people; a frozen picture, so that the same question has one answer. */
export interface Org {
  active(id: Person): boolean;
  managerOf(id: Person): Person | null;
  /** the main department first */
  departmentsOf(id: Person): readonly string[];
  parentOf(department: string): string | null;
  headsOf(department: string): readonly Person[];
  tagged(tag: string): readonly Person[];
  delegations: readonly Delegation[];
}

export interface Rules {
  template: string;
  nodes: readonly FlowNode[];
  settings: FlowSettings;
  applicant: Person;
  /** who answers where nobody is found */
  admins: readonly Person[];
  /** the applicant's own choices, by node */
  picks: Readonly<Record<string, readonly Person[]>>;
  /** how many digits a currency has after the point is the form's business: fields arrive comparable */
  field(form: FormValues, name: string): FieldValue;
}
/** A comparable reading of a field; undefined where nothing was filled in. */
export type FieldValue = string | readonly string[] | { number: bigint } | undefined;

export interface Setting {
  rules: Rules;
  org: Org;
  /** milliseconds since the epoch */
  now: number;
  newId: () => string;
  /** at submission: a step that would ask the applicant and may not, refuses the request */
  strict?: boolean;
}

/** Who gives the command; the house itself for deadlines. */
export type By = { member: Person } | 'system' | 'admin';
