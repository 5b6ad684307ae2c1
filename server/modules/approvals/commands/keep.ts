import { createHash } from 'node:crypto';
import type { ApprovalChange } from '@teahouse/contract/approval-events';
import { approvalMoved, approvalChanged } from '@teahouse/contract/approval-events';
import { programAsked } from '@teahouse/contract/approvals-programs';
import type { BuiltInKind, Flow } from '@teahouse/contract/approvals-shapes';
import type {
  AppId,
  ApprovalId,
  ApprovalTaskId,
  ApprovalTemplateId,
  FileId,
  MemberId,
} from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { placeFiles } from '../../files/index.ts';
import { hintMembers } from '../../messaging/index.ts';
import type { Decided } from '../engine/decide.ts';
import type { Event, State } from '../engine/state.ts';
import { programOf, stepOf } from '../engine/tree.ts';
import { holdLinks, settleLinks } from '../form/linked-records.ts';
import { type ApprovalFacts, type Outcome, tellSettled, tellSubmitted } from '../settled.ts';
import { tellPeople } from '../tell-people.ts';
import { dueAt } from '../work-clock.ts';

export interface Kept {
  id: ApprovalId;
  no: string;
  template_id: ApprovalTemplateId;
  version: number;
  kind: BuiltInKind | null;
  subject: string;
  applicant: MemberId;
  picks: Record<string, string[]>;
  state: State;
  seq: number;
  urged_at: Date | null;
}

/** Writes down what a command did: the journal, the projection, the inboxes, and who hears of it. All of it or nothing. */
export async function keep(
  work: Work,
  row: Kept,
  decided: Decided,
  flow: Flow,
  by: { actor: MemberId | null; files: readonly FileId[] },
): Promise<void> {
  await appendEvents(work, row, decided.events, by);
  await keepTasks(work, row, decided, flow);
  await keepCopies(work, row.id, decided.events);
  const { state } = decided;
  const agents = [
    ...new Set(state.tasks.filter((t) => t.state === 'open' && isMember(t.agent)).map((t) => t.agent)),
  ];
  await work.db
    .updateTable('approvals')
    .set({
      status: state.status,
      state: JSON.stringify(state),
      agents,
      seq: row.seq + decided.events.length,
      changed_at: work.now,
      ...(decided.events.some((e) => e.type === 'urged') ? { urged_at: work.now } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  if (by.files.length)
    await placeFiles(
      { query: (text, values) => work.sql(text, values) },
      work.corpId,
      by.files.map((fileId) => ({ fileId, place: { kind: 'approval', id: row.id } })),
      work.now,
    );
  await followers(work, row, decided, flow);
  await tell(work, row, decided, agents);
  await tellPrograms(work, row, decided.events);
  await askPrograms(work, row, decided.events);
  // Lists that are open look again, also those of people the request no longer waits for.
  const people = [row.applicant, ...state.tasks.flatMap((t) => [t.agent, t.principal]).filter(isMember)];
  const copied = decided.events.flatMap((e) => (e.type === 'copied' ? e.members : []));
  hintMembers(work, [...new Set([...people, ...copied])] as MemberId[], 'approvals');
}

/** Steps ask members, or one program. */
const isMember = (agent: string): boolean => agent.startsWith('mbr_');

async function appendEvents(work: Work, row: Kept, events: readonly Event[], by: Parameters<typeof keep>[4]) {
  const [last] = await work.sql<{ hash: string }>(
    'select hash from approval_events where corp_id = $1 and approval_id = $2 and seq = $3',
    [work.corpId, row.id, row.seq],
  );
  let before = last?.hash ?? '';
  const lines = events.map((event, i) => {
    const seq = row.seq + 1 + i;
    const task =
      'task' in event && typeof event.task === 'string'
        ? row.state.tasks.find((t) => t.id === event.task)
        : undefined;
    const payload = JSON.stringify(event);
    const files = event.type === 'task_decided' ? [...by.files] : [];
    const hash = eventHash(before, { seq, actor: by.actor, at: work.now, payload, files });
    const line = {
      approval_id: row.id,
      seq,
      type: event.type,
      actor: by.actor,
      on_behalf_of: task && task.principal !== by.actor ? task.principal : null,
      payload,
      files,
      at: work.now,
      prev_hash: before,
      hash,
    };
    before = hash;
    return line;
  });
  if (lines.length) await work.db.insertInto('approval_events').values(lines).execute();
}

/** What chains one line of the journal to the line before it. */
export function eventHash(
  before: string,
  line: { seq: number; actor: string | null; at: Date; payload: string; files: readonly string[] },
): string {
  // The database keeps JSON by value, not by letter, so keys are sorted before hashing.
  const payload = JSON.stringify(sorted(JSON.parse(line.payload)));
  return createHash('sha256')
    .update(
      [before, line.seq, line.actor ?? '', line.at.toISOString(), payload, line.files.join(' ')].join('\n'),
    )
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

async function keepTasks(work: Work, row: Kept, { state }: Decided, flow: Flow) {
  const before = new Map(row.state.tasks.map((t) => [t.id, t.state]));
  for (const t of state.tasks) {
    if (before.get(t.id) === t.state) continue;
    const node = stepOf(flow.nodes, t.node);
    const program = programOf(flow.nodes, t.node);
    const decided_at = t.state === 'open' || t.state === 'waiting' ? null : work.now;
    if (before.has(t.id)) {
      await work.db
        .updateTable('approval_tasks')
        .set({ state: t.state, decided_at })
        .where('id', '=', t.id as ApprovalTaskId)
        .execute();
      continue;
    }
    const due = node?.due ?? (program?.due && { ...program.due, clock: 'calendar' as const });
    const due_at = due ? await dueAt(work, t.agent as MemberId, due) : null;
    await work.db
      .insertInto('approval_tasks')
      .values({
        approval_id: row.id,
        id: t.id as ApprovalTaskId,
        node: t.node,
        visit: t.visit,
        agent: t.agent,
        principal: t.principal,
        state: t.state,
        batch: node ? node.allow.batch && !node.sign && node.comment !== 'always' : false,
        opened_at: work.now,
        due_at,
        decided_at,
      })
      .execute();
  }
}

async function keepCopies(work: Work, approvalId: ApprovalId, events: readonly Event[]) {
  const members = [...new Set(events.flatMap((e) => (e.type === 'copied' ? (e.members as MemberId[]) : [])))];
  for (const member_id of members)
    await work.db
      .insertInto('approval_cc')
      .values({ approval_id: approvalId, member_id, at: work.now, read_at: null })
      .onConflict((c) => c.doNothing())
      .execute();
}

const outcomes: Partial<Record<Event['type'], Outcome>> = {
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  terminated: 'terminated',
  revoked: 'revoked',
};

async function followers(work: Work, row: Kept, { state, events }: Decided, flow: Flow) {
  const facts: ApprovalFacts = {
    id: row.id,
    no: row.no,
    kind: row.kind,
    applicant: row.applicant,
    subject: row.subject,
    form: state.form,
  };
  if (events.some((e) => e.type === 'submitted' || e.type === 'fields_changed'))
    await holdLinks(work, facts, flow.form);
  if (events.some((e) => e.type === 'submitted')) await tellSubmitted(work, facts);
  if (events.some((e) => e.type === 'returned')) await settleLinks(work, row.id, flow.form, 'free');
  for (const e of events) {
    const outcome = outcomes[e.type];
    if (!outcome) continue;
    await settleLinks(work, row.id, flow.form, outcome === 'approved' ? 'used' : 'free');
    await tellSettled(work, facts, outcome);
  }
}

/** A program hears that it is asked. Each question has an id of its own, so a repeat is the same one. */
async function askPrograms(work: Work, row: Kept, events: readonly Event[]) {
  for (const e of events)
    if (e.type === 'task_opened' && !isMember(e.task.agent))
      await work.emit(programAsked, {
        approvalId: row.id,
        taskId: e.task.id as ApprovalTaskId,
        appId: e.task.agent as AppId,
      });
}

/** What was done, in one word: the act itself comes before what followed from it, but for the last word on taking something back. */
async function tellPrograms(work: Work, row: Kept, events: readonly Event[]) {
  const change = events.some((e) => e.type === 'revoked')
    ? 'revoked'
    : events.map(changeOf).find((c) => c !== undefined);
  if (change)
    await work.emit(approvalChanged, { approvalId: row.id, change, key: String(row.seq + events.length) });
}

function changeOf(event: Event): ApprovalChange | undefined {
  switch (event.type) {
    case 'task_decided':
      return event.how;
    case 'task_transferred':
      return 'transferred';
    case 'task_opened':
      return event.task.addedBy ? 'added' : undefined;
    case 'submitted':
    case 'urged':
    case 'withdrawn':
    case 'revoked':
    case 'returned':
    case 'terminated':
      return event.type;
    case 'approved':
    case 'branch_left':
    case 'branch_taken':
    case 'copied':
    case 'fields_changed':
    case 'rejected':
    case 'reminded':
    case 'revoke_asked':
    case 'revoke_refused':
    case 'step_left':
    case 'step_passed':
    case 'step_skipped':
    case 'step_started':
    case 'task_cancelled':
    case 'task_parked':
    case 'task_resumed':
      return undefined;
  }
}

async function tell(work: Work, row: Kept, { state, events }: Decided, agents: string[]) {
  const seq = row.seq + events.length;
  const had = new Set(row.state.tasks.filter((t) => t.state === 'open').map((t) => t.agent));
  const asked = agents.filter((a) => !had.has(a));
  const urged = events.some((e) => e.type === 'urged' || e.type === 'reminded');
  const copied = events.flatMap((e) => (e.type === 'copied' ? e.members : []));
  const over = events.some((e) => outcomes[e.type] || e.type === 'revoke_refused');
  const news: [change: 'asked' | 'urged' | 'copied' | 'settled' | 'returned', members: string[]][] = [
    ['asked', asked],
    ['urged', urged ? agents : []],
    ['copied', copied],
    ['settled', over && state.status !== 'withdrawn' ? [row.applicant] : []],
    ['returned', state.status === 'returned' ? [row.applicant] : []],
  ];
  for (const [change, who] of news) {
    if (who.length === 0) continue;
    const members = [...new Set(who)] as MemberId[];
    const payload = { approvalId: row.id, change, members, seq };
    await work.emit(approvalMoved, payload);
    await work.enqueue(tellPeople, payload);
  }
}
