import type { ApprovalStatus } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, FileId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { decide } from '../engine/decide.ts';
import type { By, Command } from '../engine/state.ts';
import { pinnedFlow, settingFor } from '../flow/setting.ts';
import { orFail } from '../refusals.ts';
import { keep, type Kept } from './keep.ts';

/** Holds a request until the work is done, so that commands stand in one line. */
export async function holdApproval(work: Work, id: ApprovalId): Promise<Kept> {
  const row = await work.db
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as unknown as Kept | undefined) ?? fail('approvals.not_found');
}

/** One command to one request, once per cid. The caller has checked that the actor may see it. */
export async function runCommand(
  work: Work,
  row: Kept,
  command: Command,
  by: By,
  more: { cid?: string; actor: MemberId | null; files?: readonly FileId[] },
): Promise<ApprovalStatus> {
  const { actor, cid } = more;
  if (cid && actor && !(await firstTime(work, row.id, actor, cid))) return statusOf(row);
  const flow = await pinnedFlow(work, row.template_id, row.version);
  const { admins } = await work.db
    .selectFrom('approval_templates')
    .select('admins')
    .where('id', '=', row.template_id)
    .executeTakeFirstOrThrow();
  const setting = await settingFor(work, {
    templateId: row.template_id,
    flow,
    applicant: row.applicant,
    form: { ...row.state.form, ...('form' in command ? command.form : {}) },
    picks: row.picks,
    admins,
    state: row.state,
    more: namedIn(command),
  });
  const decided = orFail(() => decide(row.state, command, by, setting));
  await keep(work, row, decided, flow, { actor, files: more.files ?? [] });
  return statusOf({ state: decided.state });
}

export const statusOf = ({ state }: Pick<Kept, 'state'>): ApprovalStatus =>
  state.status === 'draft' ? 'running' : state.status;

function namedIn(command: Command): string[] {
  if (command.do === 'transfer') return [command.to];
  if (command.do === 'addSign') return command.members;
  return command.do === 'approve' ? (command.addAfter ?? []) : [];
}

async function firstTime(
  work: Work,
  approvalId: ApprovalId,
  memberId: MemberId,
  cid: string,
): Promise<boolean> {
  const made = await work.sql(
    `insert into approval_commands (corp_id, approval_id, member_id, cid) values ($1, $2, $3, $4)
     on conflict do nothing returning cid`,
    [work.corpId, approvalId, memberId, cid],
  );
  return made.length > 0;
}
