// oa/*: templates and requests.
import type { ApprovalTemplateId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  changeProgramTemplate,
  makeProgramTemplate,
  pageOfApprovals,
  programApproval,
  programTemplate,
  submitFor,
} from '../../../modules/approvals/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { knownDepartment, knownMember, seenMember } from '../contacts/seen.ts';
import { fit, flag, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { approvalRecord } from './approval-record.ts';
import { Contents, formOf } from './control-input.ts';
import { chinese, controlOf, english, inLanguages, templateControl, Texts } from './controls.ts';
import { thirdSubject } from './open-approval.ts';
import { ownProcess, Process } from './own-process.ts';
import { statusesOf } from './sp-status.ts';

const DAY = 86_400_000;

const templateIdOf = (id: string | undefined): ApprovalTemplateId => {
  if (!/^apt_\w+$/.test(need(id, 301025))) throw new WecomError(301026);
  return id as ApprovalTemplateId;
};

const template = wecomCall({
  path: '/cgi-bin/oa/gettemplatedetail',
  scope: 'office.read',
  input: z.object({ template_id: maybe(words) }),
  async run(work, { template_id }) {
    const { name, en, controls } = await programTemplate(work, templateIdOf(template_id));
    return {
      template_names: inLanguages(name, en),
      template_content: { controls: controls.map(templateControl) },
    };
  },
});

const Form = z.object({
  template_name: Texts,
  template_content: maybe(z.object({ controls: listOf(z.unknown()) })),
});
const formSaid = ({ template_name, template_content }: z.output<typeof Form>) => ({
  name: fit(chinese(template_name), [1, limits.templateName], 301025),
  en: english(template_name),
  controls: need(template_content, 301025).controls.map(controlOf),
});

const create = wecomCall({
  path: '/cgi-bin/oa/approval/create_template',
  writes: true,
  scope: 'office.write',
  input: Form,
  async run(work, said, { app }) {
    return { template_id: await makeProgramTemplate(work, app.id, formSaid(said)) };
  },
});

const update = wecomCall({
  path: '/cgi-bin/oa/approval/update_template',
  writes: true,
  scope: 'office.write',
  input: Form.extend({ template_id: maybe(words) }),
  async run(work, { template_id, ...said }, { app }) {
    await changeProgramTemplate(work, app.id, templateIdOf(template_id), formSaid(said));
    return {};
  },
});

const apply = wecomCall({
  path: '/cgi-bin/oa/applyevent',
  writes: true,
  scope: 'office.write',
  input: Process.extend({
    creator_userid: maybe(words),
    template_id: maybe(words),
    use_template_approver: maybe(flag),
    choose_department: maybe(whole),
    apply_data: maybe(z.object({ contents: Contents })),
    summary_list: listOf(z.unknown()),
    third_no: maybe(words),
  }),
  async run(work, said, { app }) {
    const templateId = templateIdOf(said.template_id);
    const applicant = await seenMember(work, app, need(said.creator_userid, 301025));
    if (
      // 0: left to us
      said.choose_department &&
      !applicant.places.some((p) => p.no === said.choose_department)
    )
      throw new WecomError(301025, 'choose_department is not of the applicant');
    if (said.summary_list.length > 3) throw new WecomError(301025, 'more than three lines of summary');
    const { controls } = await programTemplate(work, templateId);
    const form = await formOf(work, controls, need(said.apply_data, 301025).contents);
    const nodes = said.use_template_approver === true ? undefined : await ownProcess(work, said);
    if (nodes && !nodes.some((n) => n.kind !== 'cc')) throw new WecomError(301025, 'nobody to approve');
    const { no } = await submitFor(work, {
      templateId,
      applicant: applicant.id,
      form,
      ...(nodes ? { nodes } : {}),
      ...(said.third_no ? { subject: thirdSubject(app, fit(said.third_no, limits.thirdNo, 301025)) } : {}),
    });
    return { sp_no: no };
  },
});

const Filter = z.object({ key: words, value: maybe(words) });

const list = wecomCall({
  path: '/cgi-bin/oa/getapprovalinfo',
  scope: 'office.read',
  input: z.object({
    starttime: maybe(whole),
    endtime: maybe(whole),
    new_cursor: maybe(words),
    cursor: maybe(words),
    size: maybe(whole),
    filters: listOf(Filter),
  }),
  async run(work, { starttime, endtime, new_cursor, cursor, size = 100, filters }, { app }) {
    const from = new Date(need(starttime, 301025) * 1000);
    const to = new Date(need(endtime, 301025) * 1000);
    if (to < from || to.getTime() - from.getTime() > limits.approvalDays * DAY) throw new WecomError(301025);
    if (size < 1 || size > limits.approvalsInPage) throw new WecomError(301025);
    const after = new_cursor ?? (cursor === '0' ? undefined : cursor);
    const asked = { ...(await filterOf(work, filters)), from, to, after, limit: size + 1 };
    const found = await pageOfApprovals(work, app.visible, asked);
    const page = found.slice(0, size).map((a) => a.no);
    const more = found.length > size ? page.at(-1)! : undefined;
    return {
      sp_no_list: page,
      // Older programs page by a number; digits of ours are far below where numbers lose theirs.
      ...(more ? { new_next_cursor: more, next_cursor: Number(more) } : {}),
    };
  },
});

/** Inside of a kind any may hold, of the kinds all. */
async function filterOf(work: Work, filters: readonly z.output<typeof Filter>[]) {
  const by = (key: string) => filters.filter((f) => f.key === key).map((f) => need(f.value, 301025));
  const known = new Set(['template_id', 'creator', 'department', 'sp_status', 'record_type']);
  if (filters.some((f) => !known.has(f.key))) throw new WecomError(301025);
  const [creators, parties] = [by('creator'), by('department')];
  const applicants: MemberId[] = [];
  for (const userid of creators) applicants.push(await knownMember(work, userid, 301025));
  const departmentIds: DepartmentId[] = [];
  for (const no of parties) departmentIds.push(await knownDepartment(work, Number(no), 301025));
  const statuses = by('sp_status');
  const kinds = by('record_type');
  return {
    ...(by('template_id').length ? { templateIds: by('template_id') } : {}),
    ...(creators.length ? { applicants } : {}),
    ...(parties.length ? { departmentIds } : {}),
    ...(statuses.length ? { statuses: statuses.flatMap((s) => statusesOf(Number(s))) } : {}),
    ...(kinds.length ? { kinds: kinds.map((k) => recordTypes[Number(k)] ?? '') } : {}),
  };
}

const recordTypes: Record<number, string> = {
  1: 'leave',
  2: 'correction',
  3: 'trip',
  4: 'out',
  5: 'overtime',
};

const detail = wecomCall({
  path: '/cgi-bin/oa/getapprovaldetail',
  scope: 'office.read',
  input: z.object({ sp_no: maybe(words) }),
  async run(work, { sp_no }, { app }) {
    const no = need(sp_no, 301025);
    return { info: await approvalRecord(work, app, await programApproval(work, app.visible, no)) };
  },
});

export const approvalCalls: readonly WecomCall[] = [template, create, update, apply, list, detail];
