// /topapi/processinstance/*: requests are submitted, read, listed and taken back.
import { FlowNode } from '@teahouse/contract/approvals-shapes';
import type { ApprovalStatus } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  actFor,
  pageOfApprovals,
  programApproval,
  programTemplate,
  submitFor,
} from '../../../modules/approvals/index.ts';
import { briefsOf, corpZone, departmentFacts } from '../../../modules/directory/index.ts';
import { type DingtalkCall, inOneWork } from '../call.ts';
import { knownMember, seenMember } from '../contacts/seen.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { type Body, csv, need, number, text } from '../input.ts';
import { formIn, unpacked, valuesOut } from './form.ts';

const MOST_PAGE = 20;
const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] } as const;

const templateIdOf = (body: Body): ApprovalTemplateId => {
  const code = need(body, 'process_code');
  if (!/^apt_\w+$/.test(code)) throw new DingtalkError(40035, 'invalid parameter process_code');
  return code as ApprovalTemplateId;
};

const Approvers = z.array(
  z.object({ task_action_type: z.enum(['AND', 'OR', 'NONE']), user_ids: z.array(z.string()).min(1) }),
);

/** The people a program names for this request alone; nobody: the template's own flow. */
async function nodesOf(work: Work, body: Body): Promise<FlowNode[]> {
  const steps =
    body['approvers_v2'] === undefined
      ? csv(body, 'approvers').map((userid) => ({ task_action_type: 'NONE' as const, user_ids: [userid] }))
      : Approvers.parse(unpacked(body['approvers_v2'], 'approvers_v2'));
  if (steps.length === 0) return [];
  const nodes: FlowNode[] = [];
  const add = async (kind: 'approve' | 'cc', userids: readonly string[], more: object) => {
    const ids: MemberId[] = [];
    for (const userid of userids) ids.push(await knownMember(work, userid));
    const name = kind === 'cc' ? '抄送人' : '审批人';
    nodes.push(
      FlowNode.parse({
        kind,
        id: `step${nodes.length + 1}`,
        name,
        who: [{ by: 'user', ids }],
        ...more,
      } as FlowNode),
    );
  };
  const copies = csv(body, 'cc_list');
  const when = text(body, 'cc_position') || 'FINISH';
  if (copies.length && when !== 'FINISH') await add('cc', copies, {});
  // Who is named by name is asked, also where that is the applicant.
  for (const { task_action_type, user_ids } of steps)
    await add('approve', user_ids, { mode: task_action_type === 'OR' ? 'any' : 'all', self: 'allow' });
  if (copies.length && when !== 'START') await add('cc', copies, { at: 'end' });
  return nodes;
}

const statuses: Record<ApprovalStatus, [status: string, result: string]> = {
  running: ['RUNNING', ''],
  returned: ['RUNNING', ''],
  revoking: ['COMPLETED', 'agree'],
  approved: ['COMPLETED', 'agree'],
  rejected: ['COMPLETED', 'refuse'],
  terminated: ['TERMINATED', ''],
  withdrawn: ['TERMINATED', ''],
  revoked: ['CANCELED', ''],
};
const taskStatuses: Record<string, [status: string, result: string]> = {
  open: ['RUNNING', 'NONE'],
  waiting: ['NEW', 'NONE'],
  approved: ['COMPLETED', 'AGREE'],
  rejected: ['COMPLETED', 'REFUSE'],
  transferred: ['COMPLETED', 'REDIRECTED'],
  returned: ['COMPLETED', 'REFUSE'],
  cancelled: ['CANCELED', 'NONE'],
};

export const processCalls: readonly DingtalkCall[] = [
  inOneWork('/topapi/processinstance/create', 'office.write', async (work, body, { app }) => {
    const templateId = templateIdOf(body);
    const applicant = await seenMember(work, app, need(body, 'originator_user_id'));
    const { controls } = await programTemplate(work, templateId);
    const form = await formIn(work, controls, body['form_component_values']);
    const nodes = await nodesOf(work, body);
    const made = await submitFor(work, {
      templateId,
      applicant: applicant.id,
      form,
      ...(nodes.length > 0 ? { nodes } : {}),
    });
    return { process_instance_id: made.id };
  }),
  inOneWork('/topapi/processinstance/get', 'office.read', async (work, body, { app }) => {
    const a = await programApproval(work, app.visible, need(body, 'process_instance_id'));
    const people = [
      ...new Set([a.applicant, ...a.copied, ...a.steps.flatMap((s) => s.people.map((p) => p.member))]),
    ];
    const known = new Map<string, string>((await briefsOf(work, people)).map((b) => [b.id, b.userid]));
    const userid = (id: string) => known.get(id) ?? '';
    const [main] = (await briefsOf(work, [a.applicant])).flatMap((b) => b.departments);
    const [department] = main ? await departmentFacts(work, everybody, { only: main.id }) : [];
    const zone = await corpZone(work);
    const shown = (at: Date | string | null) =>
      at === null
        ? ''
        : new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
            new Date(at),
          );
    const tasks = a.steps.flatMap((step) =>
      step.kind === 'cc' ? [] : step.people.flatMap((p) => (p.taskId === null ? [] : [{ step, p }])),
    );
    const [status, result] = statuses[a.status];
    const times = status === 'RUNNING' ? [] : tasks.map(({ p }) => p.at ?? '');
    const ended = times.reduce((last, at) => (at > last ? at : last), '') || null;
    return {
      process_instance: {
        title: a.title,
        business_id: a.no,
        create_time: shown(a.submittedAt),
        finish_time: shown(ended),
        originator_userid: userid(a.applicant),
        originator_dept_id: String(department?.no ?? 1),
        originator_dept_name: department?.name ?? '',
        status,
        result,
        approver_userids: [...new Set(tasks.map(({ p }) => userid(p.member)))],
        cc_userids: a.copied.map(userid),
        form_component_values: valuesOut(a.controls, a.form, userid),
        operation_records: [
          {
            userid: userid(a.applicant),
            date: shown(a.submittedAt),
            operation_type: 'START_PROCESS_INSTANCE',
            operation_result: 'NONE',
            remark: '',
          },
          ...tasks.flatMap(({ p }) => {
            const said = p.state === null ? 'NONE' : (taskStatuses[p.state]?.[1] ?? 'NONE');
            return p.at === null || said === 'NONE'
              ? []
              : [
                  {
                    userid: userid(p.member),
                    date: shown(p.at),
                    operation_type: said === 'REDIRECTED' ? 'REDIRECT_TASK' : 'EXECUTE_TASK_NORMAL',
                    operation_result: said === 'REDIRECTED' ? 'NONE' : said,
                    remark: p.comment,
                  },
                ];
          }),
        ],
        tasks: tasks.map(({ step, p }) => {
          const [task_status, task_result] = taskStatuses[p.state ?? 'open']!;
          return {
            taskid: p.taskId,
            userid: userid(p.member),
            task_status,
            task_result,
            create_time: shown(a.submittedAt),
            finish_time: shown(p.at),
            activity_id: step.id,
          };
        }),
        biz_action: 'NONE',
        attached_process_instance_ids: [],
      },
    };
  }),
  inOneWork('/topapi/processinstance/listids', 'office.read', async (work, body, { app }) => {
    const templateId = templateIdOf(body);
    const [from, to] = [number(body, 'start_time'), number(body, 'end_time', work.now.getTime())];
    const size = Math.min(Math.max(number(body, 'size', MOST_PAGE), 1), MOST_PAGE);
    const after = text(body, 'cursor');
    const applicants: MemberId[] = [];
    for (const userid of csv(body, 'userid_list')) applicants.push((await seenMember(work, app, userid)).id);
    const found = await pageOfApprovals(work, app.visible, {
      from: new Date(from),
      to: new Date(to + 1),
      templateIds: [templateId],
      ...(applicants.length > 0 ? { applicants } : {}),
      after: after === '0' || after === '' ? undefined : after,
      limit: size + 1,
    });
    const page = found.slice(0, size);
    return {
      result: {
        list: page.map((a) => a.id),
        ...(found.length > size ? { next_cursor: Number(page.at(-1)!.no) } : {}),
      },
    };
  }),
  inOneWork('/topapi/process/instance/terminate', 'office.write', async (work, body, { app }) => {
    const said = z
      .object({ process_instance_id: z.string(), operating_userid: z.string().optional() })
      .parse(unpacked(body['request'] ?? {}, 'request'));
    const approval = await programApproval(work, app.visible, said.process_instance_id);
    const by = said.operating_userid
      ? (await seenMember(work, app, said.operating_userid)).id
      : approval.applicant;
    await actFor(work, approval.id, by, { do: 'withdraw' });
    return { result: true };
  }),
];
