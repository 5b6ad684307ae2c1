import { approvals, type Act } from '@teahouse/contract/approvals';
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import { errors } from '@teahouse/contract/errors';
import type { ApprovalId, ApprovalTaskId, FileId } from '@teahouse/contract/ids';
import { Failure, fail } from '../../../kernel/fail.ts';
import { implement, implementRaw } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { attachable } from '../../files/index.ts';
import { approvalToSee } from '../approvals.access.ts';
import type { By, Command } from '../engine/state.ts';
import { pinnedFlow } from '../flow/setting.ts';
import { checkForm, filesOf } from '../form/check-form.ts';
import { pinLinks } from '../form/linked-records.ts';
import type { Kept } from './keep.ts';
import { holdApproval, runCommand } from './run-command.ts';

const URGE_EVERY_MS = 30 * 60_000;

export const actOnApproval = implement(approvals.actOnApproval, async (work, { approvalId, cid, act }) => ({
  status: await actOn(work, approvalId, cid, act),
}));

async function actOn(work: Work, approvalId: ApprovalId, cid: string, act: Act) {
  const actor = actingMember(work);
  await approvalToSee(work, approvalId);
  const row = await holdApproval(work, approvalId);
  if (act.do === 'terminate' && !(work.actor.kind === 'member' && work.actor.rights.has('settings')))
    fail('approvals.not_your_task');
  const { command, files } = await commandOf(work, row, act);
  if (act.do === 'urge' && row.urged_at && work.now.getTime() - row.urged_at.getTime() < URGE_EVERY_MS)
    fail('approvals.urged_lately');
  const mine = await attachable(work, files);
  if (files.some((f) => !mine.has(f))) fail('files.not_found');
  const by: By = act.do === 'terminate' ? 'admin' : { member: actor };
  const status = await runCommand(work, row, command, by, { cid, actor, files });
  if (act.do === 'terminate')
    await work.audit({ action: 'approvals.terminated', object: approvalId, detail: { reason: act.reason } });
  return status;
}

/** The engine's command for what a person did; forms are checked against the version the request stands on. */
async function commandOf(work: Work, row: Kept, act: Act): Promise<{ command: Command; files: FileId[] }> {
  const note = 'comment' in act && act.comment ? { comment: act.comment } : {};
  switch (act.do) {
    case 'approve': {
      const patch = act.form ? await checked(work, row, act.form) : undefined;
      return {
        command: {
          do: 'approve',
          task: act.taskId,
          ...note,
          signed: act.signature !== undefined,
          ...(patch ? { patch: patch.form } : {}),
          ...(act.addAfter ? { addAfter: act.addAfter } : {}),
        },
        files: [...(act.files ?? []), ...(act.signature ?? []), ...(patch?.files ?? [])],
      };
    }
    case 'reject':
      return { command: { do: 'reject', task: act.taskId, ...note }, files: act.files ?? [] };
    case 'transfer':
      return { command: { do: 'transfer', task: act.taskId, to: act.to, ...note }, files: [] };
    case 'addSign':
      return { command: { do: 'addSign', task: act.taskId, how: act.how, members: act.members }, files: [] };
    case 'removeSign':
      return { command: { do: 'removeSign', task: act.taskId }, files: [] };
    case 'return':
      return { command: { do: 'return', task: act.taskId, to: act.to, ...note }, files: [] };
    case 'resubmit': {
      const flow = await pinnedFlow(work, row.template_id, row.version);
      const form = await readForm(work, row, flow.form, act.form);
      return { command: { do: 'resubmit', form }, files: filesOf(flow.form, form) };
    }
    case 'withdraw':
    case 'urge':
    case 'revoke':
    case 'terminate':
      return { command: act, files: [] };
  }
}

/** A form as it is kept, whatever it names new being the actor's to name. Fails with approvals.bad_form. */
async function readForm(
  work: Work,
  row: Kept,
  controls: readonly Control[],
  sent: FormValues,
): Promise<FormValues> {
  const read = checkForm(controls, sent, row.no);
  const before = row.state.form;
  const who = work.actor.kind === 'member' ? actingMember(work) : row.applicant;
  const pinned = await pinLinks(work, who, { controls, form: read.form, before });
  const faults = [...read.faults, ...pinned.faults];
  return faults.length ? fail('approvals.bad_form', '', faults) : pinned.form;
}

/** The changed controls of a form, valid together with what stands there, formulas counted anew. */
async function checked(work: Work, row: Kept, changed: Record<string, unknown>) {
  const { form: controls } = await pinnedFlow(work, row.template_id, row.version);
  const form = await readForm(work, row, controls, { ...row.state.form, ...changed });
  const ids = Object.keys(changed);
  const patch = Object.fromEntries(ids.map((id) => [id, form[id]]));
  return {
    form: patch,
    files: filesOf(
      controls.filter((c) => ids.includes(c.id)),
      form,
    ),
  };
}

export const approveBatch = implementRaw(
  approvals.approveBatch,
  async (call, { cid, how, comment, tasks }) => {
    const done: ApprovalId[] = [];
    const refused: { approvalId: ApprovalId; code: string; text: string }[] = [];
    const locale = call.request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh';
    for (const { approvalId, taskId } of tasks) {
      try {
        await call.work(async (work) => {
          await batchable(work, taskId);
          const note = comment ? { comment } : {};
          await actOn(work, approvalId, cid, { do: how, taskId, ...note });
        });
        done.push(approvalId);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        refused.push({ approvalId, code: error.code, text: errors[error.code][locale] });
      }
    }
    return { done, refused };
  },
);

async function batchable(work: Work, taskId: ApprovalTaskId): Promise<void> {
  const task = await work.db
    .selectFrom('approval_tasks')
    .select('batch')
    .where('id', '=', taskId)
    .executeTakeFirst();
  if (task && !task.batch) fail('approvals.act_not_allowed');
}
