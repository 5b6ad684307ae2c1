import { approvals, type ApprovalDetail } from '@teahouse/contract/approvals';
import type { Control, Flow, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTaskId, FileId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { approvalToSee } from './approvals.access.ts';
import { statusOf } from './commands/run-command.ts';
import type { Kept } from './commands/keep.ts';
import type { Event, State, Task } from './engine/state.ts';
import { everyNode, isStep, nodesAfter, stepOf } from './engine/tree.ts';
import { pinnedFlow, settingFor } from './flow/setting.ts';
import { shownSteps, type Told } from './flow/shown-steps.ts';
import { hiddenFor } from './hidden-fields.ts';

export const getApproval = implement(approvals.getApproval, async (work, { approvalId }) => {
  const me = await approvalToSee(work, approvalId);
  const found = await work.db
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', approvalId)
    .executeTakeFirstOrThrow();
  const row = found as unknown as Kept & { submitted_at: Date; title: string; title_en: string | null };
  const { state } = row;
  const flow = await pinnedFlow(work, row.template_id, row.version);
  const told = await historyOf(work, approvalId);
  const setting = await settingFor(work, {
    templateId: row.template_id,
    flow,
    applicant: row.applicant,
    form: state.form,
    picks: row.picks,
    admins: [],
    state,
  });
  await markRead(work, approvalId, me);
  const hidden = hiddenFor(
    flow,
    {
      applicant: row.applicant,
      nodes: state.tasks.filter((t) => t.agent === me || t.principal === me).map((t) => t.node),
    },
    me,
  );
  const task = state.tasks.find((t) => t.agent === me && t.state === 'open');
  const detail: ApprovalDetail = {
    id: row.id,
    no: row.no,
    templateId: row.template_id,
    version: row.version,
    kind: row.kind,
    name: row.title,
    en: row.title_en,
    applicantId: row.applicant,
    status: statusOf(row),
    controls: flow.form.filter((c) => !hidden.has(c.id)),
    form: shownForm(flow.form, state.form, hidden, row.applicant === me || task !== undefined),
    steps: shownSteps(flow, state, told, setting).steps,
    history: told.map((t, i) => ({
      seq: i + 1,
      type: t.event.type,
      actor: t.actor,
      at: t.at.toISOString(),
      detail: detailOf(t.event, hidden),
    })),
    comments: await commentsOf(work, approvalId),
    task: task ? myTask(flow, state, task) : null,
    may: whatIMay(work, row, flow, me),
    added: state.tasks
      .filter((t) => t.addedBy === me && (t.state === 'open' || t.state === 'waiting'))
      .map((t) => ({ taskId: t.id as ApprovalTaskId, member: t.agent as MemberId })),
    submittedAt: row.submitted_at.toISOString(),
  };
  return detail;
});

/** Every event of a request, oldest first. */
export async function historyOf(
  work: Work,
  approvalId: ApprovalId,
): Promise<(Told & { actor: MemberId | null })[]> {
  const rows = await work.db
    .selectFrom('approval_events')
    .select(['payload', 'actor', 'at', 'files'])
    .where('approval_id', '=', approvalId)
    .orderBy('seq')
    .execute();
  return rows.map((r) => ({
    event: r.payload as Event,
    actor: r.actor as MemberId | null,
    at: r.at,
    files: r.files as FileId[],
  }));
}

/** What was said beside a request, oldest first. */
export async function commentsOf(work: Work, approvalId: ApprovalId): Promise<ApprovalDetail['comments']> {
  const rows = await work.db
    .selectFrom('approval_comments')
    .selectAll()
    .where('approval_id', '=', approvalId)
    .orderBy('at')
    .execute();
  const signs = await work.sql<{ cid: string; emoji: string; members: MemberId[] }>(
    `select cid, emoji, array_agg(member_id order by at, member_id) members from approval_comment_reactions
      where corp_id = $1 and approval_id = $2 group by cid, emoji order by min(at), emoji`,
    [work.corpId, approvalId],
  );
  return rows.map((r) => ({
    id: r.cid,
    member: r.member_id as MemberId,
    text: r.text,
    files: r.files as FileId[],
    at: r.at.toISOString(),
    replyTo: r.reply_to,
    reactions: signs.filter((s) => s.cid === r.cid).map(({ emoji, members }) => ({ emoji, members })),
  }));
}

async function markRead(work: Work, approvalId: ApprovalId, me: MemberId): Promise<void> {
  await work.db
    .updateTable('approval_cc')
    .set({ read_at: work.now })
    .where('approval_id', '=', approvalId)
    .where('member_id', '=', me)
    .where('read_at', 'is', null)
    .execute();
}

/** The form without what is hidden; account numbers are whole only for whoever asks or decides. */
function shownForm(
  controls: readonly Control[],
  form: FormValues,
  hidden: ReadonlySet<string>,
  whole: boolean,
): FormValues {
  const shown = Object.fromEntries(Object.entries(form).filter(([id]) => !hidden.has(id)));
  if (whole) return shown;
  for (const c of controls) {
    const value = shown[c.id];
    if (c.kind === 'bank' && typeof value === 'object' && value !== null && 'number' in value)
      shown[c.id] = { ...value, number: `**** ${String(value.number).slice(-4)}` };
  }
  return shown;
}

/** What the history tells of an event: never the form, which has its own rules of who sees what. */
function detailOf(event: Event, hidden: ReadonlySet<string>): Record<string, unknown> {
  if (event.type === 'submitted') return { again: event.again };
  if (event.type === 'fields_changed')
    return { fields: Object.keys(event.patch).filter((id) => !hidden.has(id)) };
  const { type: _, ...rest } = event;
  return rest;
}

function myTask(flow: Flow, state: State, task: Task): ApprovalDetail['task'] {
  const node = stepOf(flow.nodes, task.node);
  const before = [...everyNode(flow.nodes)].filter(
    (n) =>
      isStep(n) &&
      n.id !== task.node &&
      state.steps[n.id]?.state === 'passed' &&
      nodesAfter(flow.nodes, n.id)?.some((x) => x.id === task.node),
  );
  return {
    id: task.id as ApprovalTaskId,
    node: task.node,
    handle: node?.kind === 'handle',
    write: Object.keys(node?.fields ?? {}).filter((id) => node?.fields[id] === 'write'),
    transfer: node?.allow.transfer ?? false,
    addSign: node?.allow.addSign ?? false,
    sign: node?.sign ?? false,
    comment: node?.comment ?? 'never',
    returnTo: node?.allow.return
      ? [
          { id: 'start', name: '', en: null },
          ...before.flatMap((n) => (isStep(n) ? [{ id: n.id, name: n.name, en: n.en ?? null }] : [])),
        ]
      : [],
  };
}

function whatIMay(work: Work, row: Kept, flow: Flow, me: MemberId): ApprovalDetail['may'] {
  const { state } = row;
  const mine = row.applicant === me;
  const running = state.status === 'running';
  const { withdraw, revokeDays } = flow.settings;
  const begun = state.tasks.some((t) => t.state === 'approved');
  const until = (state.approvedAt ?? 0) + revokeDays * 86_400_000;
  return {
    withdraw:
      mine &&
      (state.status === 'returned' ||
        (running && (withdraw === 'any' || (withdraw === 'beforeFirst' && !begun)))),
    resubmit: mine && state.status === 'returned',
    revoke: mine && state.status === 'approved' && work.now.getTime() <= until,
    urge: mine && (running || state.status === 'revoking'),
    terminate:
      work.actor.kind === 'member' &&
      work.actor.rights.has('settings') &&
      (running || state.status === 'returned'),
  };
}
