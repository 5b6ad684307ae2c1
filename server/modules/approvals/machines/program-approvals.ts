// Requests as programs read them: those whose applicant is in the program's range.
import type { ApprovalDetail, ShownStep } from '@teahouse/contract/approvals';
import type { ApprovalStatus, BuiltInKind, Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTemplateId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';
import { statusOf } from '../commands/run-command.ts';
import type { Kept } from '../commands/keep.ts';
import { pinnedFlow, settingFor } from '../flow/setting.ts';
import { shownSteps } from '../flow/shown-steps.ts';
import { commentsOf, historyOf } from '../get-approval.ts';

export interface ProgramApproval {
  /** what another module or a program started it for, '' for nothing */
  subject: string;
  id: ApprovalId;
  no: string;
  templateId: ApprovalTemplateId;
  kind: BuiltInKind | null;
  title: string;
  applicant: MemberId;
  status: ApprovalStatus;
  submittedAt: Date;
  controls: Control[];
  form: FormValues;
  steps: ShownStep[];
  comments: ApprovalDetail['comments'];
  copied: MemberId[];
}

interface Row extends Kept {
  title: string;
  submitted_at: Date;
}

/** One request by its number or its id, whole. Fails with approvals.not_found, also outside of the range. */
export async function programApproval(work: Work, range: MemberSet, key: string): Promise<ProgramApproval> {
  const values: unknown[] = [work.corpId, key];
  const [row] = await work.sql<Row>(
    `select a.* from approvals a join members m on m.corp_id = $1 and m.id = a.applicant
      where a.corp_id = $1 and $2 in (a.no, a.id) and ${inSet(range, 'm', values)}`,
    values,
  );
  if (!row) fail('approvals.not_found');
  const flow = await pinnedFlow(work, row.template_id, row.version);
  const { state } = row;
  const setting = await settingFor(work, {
    templateId: row.template_id,
    flow,
    applicant: row.applicant,
    form: state.form,
    picks: row.picks,
    admins: [],
    state,
  });
  const copied = await work.sql<{ id: MemberId }>(
    'select member_id id from approval_cc where corp_id = $1 and approval_id = $2 order by at, member_id',
    [work.corpId, row.id],
  );
  return {
    subject: row.subject,
    id: row.id,
    no: row.no,
    templateId: row.template_id,
    kind: row.kind,
    title: row.title,
    applicant: row.applicant,
    status: statusOf(row),
    submittedAt: row.submitted_at,
    controls: flow.form,
    form: state.form,
    steps: shownSteps(flow, state, await historyOf(work, row.id), setting).steps,
    comments: await commentsOf(work, row.id),
    copied: copied.map((c) => c.id),
  };
}

/** The request that was started for this subject. Fails with approvals.not_found, also outside of the range. */
export async function approvalOn(work: Work, range: MemberSet, subject: string): Promise<ProgramApproval> {
  const [row] = await work.sql<{ id: ApprovalId }>(
    'select id from approvals where corp_id = $1 and subject = $2 order by submitted_at desc limit 1',
    [work.corpId, subject],
  );
  return row ? await programApproval(work, range, row.id) : fail('approvals.not_found');
}

/** How many requests were submitted in a span by people of the range. */
export async function countApprovals(work: Work, range: MemberSet, from: Date, to: Date): Promise<number> {
  const values: unknown[] = [work.corpId, from, to];
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int n from approvals a join members m on m.corp_id = $1 and m.id = a.applicant
      where a.corp_id = $1 and a.submitted_at >= $2 and a.submitted_at < $3 and ${inSet(range, 'm', values)}`,
    values,
  );
  return row!.n;
}

export interface ApprovalFilter {
  from: Date;
  /** not included */
  to: Date;
  templateIds?: readonly string[];
  applicants?: readonly MemberId[];
  departmentIds?: readonly DepartmentId[];
  statuses?: readonly ApprovalStatus[];
  kinds?: readonly string[];
  /** the number the last page ended with */
  after?: string | undefined;
  limit: number;
}

/** Requests submitted in a span, by number. Filters that are absent let everything through; several of them all have to hold. */
export async function pageOfApprovals(
  work: Work,
  range: MemberSet,
  f: ApprovalFilter,
): Promise<{ id: ApprovalId; no: string }[]> {
  const values: unknown[] = [work.corpId, f.from, f.to, f.after ?? '', f.limit];
  const one = (column: string, list: readonly string[] | undefined) =>
    list ? `and ${column} = any($${values.push(list)})` : '';
  const departments = f.departmentIds
    ? `and exists (select from department_members x where x.corp_id = $1 and x.member_id = a.applicant
         and x.department_id = any($${values.push(f.departmentIds)}))`
    : '';
  return await work.sql(
    `select a.id, a.no from approvals a join members m on m.corp_id = $1 and m.id = a.applicant
      where a.corp_id = $1 and a.submitted_at >= $2 and a.submitted_at < $3 and a.no > $4
        ${one('a.template_id', f.templateIds)} ${one('a.applicant', f.applicants)} ${one('a.status', f.statuses)}
        ${one('a.kind', f.kinds)} ${departments} and ${inSet(range, 'm', values)}
      order by a.no limit $5`,
    values,
  );
}

/** Title, number, applicant's name and status of requests, in the order of `ids`: no more than somebody learns who is pointed to one. */
export async function titlesOf(
  work: Work,
  ids: readonly string[],
): Promise<
  {
    title: string;
    en: string | null;
    no: string;
    applicant: string;
    status: ApprovalStatus;
    submittedAt: Date;
  }[]
> {
  return await work.sql(
    `select a.title, a.title_en en, a.no, m.name applicant, a.status, a.submitted_at "submittedAt"
       from approvals a join members m on m.corp_id = $1 and m.id = a.applicant
      where a.corp_id = $1 and a.id = any($2) order by array_position($2, a.id)`,
    [work.corpId, ids],
  );
}

export async function approvalByNo(work: Work, no: string): Promise<ApprovalId | undefined> {
  const [row] = await work.sql<{ id: ApprovalId }>(
    'select id from approvals where corp_id = $1 and no = $2',
    [work.corpId, no],
  );
  return row?.id;
}
