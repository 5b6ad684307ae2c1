// approval/v4: definitions are read, requests submitted, followed, decided and taken back.
import type { ShownStep } from '@teahouse/contract/approvals';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import type { ApprovalStatus } from '@teahouse/contract/approvals-shapes';
import * as z from 'zod';
import { uuidOf } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import {
  actFor,
  type ProgramAct,
  pageOfApprovals,
  type ProgramApproval,
  programApproval,
  programTemplate,
  submitFor,
} from '../../../modules/approvals/index.ts';
import { briefsOf, corpZone, type MemberFacts } from '../../../modules/directory/index.ts';
import { type FeishuCall, feishuCall, type FeishuContext } from '../call.ts';
import { FeishuError } from '../feishu.errors.ts';
import { openId, seenUser, UserIdType } from '../ids.ts';
import { nextPage, pageInput, startOf } from '../paging.ts';
import { controlsOut, formIn, formOut } from './form.ts';

const read = 'office.read';
const write = 'office.write';
const words = z.preprocess((v) => v ?? '', z.coerce.string());

const templateIdOf = (code: string): ApprovalTemplateId => {
  if (!/^apt_\w+$/.test(code)) throw new FeishuError(1390002, 'approval code not found');
  return code as ApprovalTemplateId;
};

const definition = feishuCall({
  method: 'GET',
  path: '/open-apis/approval/v4/approvals/:approval_code',
  scope: read,
  input: z.object({ approval_code: z.string() }),
  async run(work, { approval_code }) {
    const { name, controls } = await programTemplate(work, templateIdOf(approval_code));
    return {
      approval_name: name,
      status: 'ACTIVE',
      form: JSON.stringify(controlsOut(controls)),
      node_list: [],
      viewers: [],
    };
  },
});

/** Programs name somebody by either id, whatever the query says. */
async function whoIn(
  work: Work,
  { app }: FeishuContext,
  said: { user_id: string; open_id: string },
  type: UserIdType,
): Promise<MemberFacts> {
  if (said.open_id) return await seenUser(work, app, said.open_id, 'open_id');
  if (!said.user_id) throw new FeishuError(1390001, 'param is invalid: user_id');
  return await seenUser(work, app, said.user_id, said.user_id.startsWith('ou_') ? 'open_id' : type);
}

const create = feishuCall({
  method: 'POST',
  path: '/open-apis/approval/v4/instances',
  scope: write,
  input: z.object({
    approval_code: words,
    user_id: words,
    open_id: words,
    form: words,
    uuid: words,
    node_approver_user_id_list: z
      .array(z.object({ key: z.string(), value: z.array(z.string()) }))
      .default([]),
    node_approver_open_id_list: z
      .array(z.object({ key: z.string(), value: z.array(z.string()) }))
      .default([]),
  }),
  async run(work, said, context) {
    const templateId = templateIdOf(said.approval_code);
    const applicant = await whoIn(work, context, said, 'user_id');
    const { controls } = await programTemplate(work, templateId);
    const picks: Record<string, MemberId[]> = {};
    for (const [list, type] of [
      [said.node_approver_user_id_list, 'user_id'],
      [said.node_approver_open_id_list, 'open_id'],
    ] as const)
      for (const { key, value } of list)
        for (const id of value) (picks[key] ??= []).push((await seenUser(work, context.app, id, type)).id);
    const made = await submitFor(work, {
      templateId,
      applicant: applicant.id,
      form: await formIn(work, controls, said.form || '[]'),
      picks,
      ...(said.uuid ? { cid: uuidOf(`${context.app.id} ${said.uuid}`) } : {}),
    });
    return { instance_code: made.id };
  },
});

const statuses: Record<ApprovalStatus, string> = {
  running: 'PENDING',
  returned: 'PENDING',
  revoking: 'APPROVED',
  approved: 'APPROVED',
  rejected: 'REJECTED',
  terminated: 'REJECTED',
  withdrawn: 'CANCELED',
  revoked: 'CANCELED',
};
const ways: Record<ShownStep['mode'], string> = { any: 'OR', all: 'AND', vote: 'AND', seq: 'SEQUENTIAL' };
const taskStatuses: Record<string, string> = {
  open: 'PENDING',
  waiting: 'PENDING',
  approved: 'APPROVED',
  rejected: 'REJECTED',
  transferred: 'TRANSFERRED',
  returned: 'REJECTED',
  cancelled: 'DONE',
};
const turns: Record<string, string> = {
  approved: 'PASS',
  rejected: 'REJECT',
  transferred: 'TRANSFER',
  returned: 'ROLLBACK_SELECTED',
};
const millis = (at: Date | string | null) => (at === null ? '0' : String(new Date(at).getTime()));

/** ISO times sort as texts. */
const lastOf = (times: readonly (string | null)[]): string | null =>
  times.reduce((last, at) => ((at ?? '') > (last ?? '') ? at : last), null);

const OF_INSTANCE = '/open-apis/approval/v4/instances/:instance_id';
const instance = feishuCall({
  method: 'GET',
  path: OF_INSTANCE,
  scope: read,
  input: z.object({ instance_id: z.string(), user_id_type: UserIdType }),
  async run(work, { instance_id }, { app }) {
    const a = await programApproval(work, app.visible, instance_id);
    const people = [
      ...new Set([
        a.applicant,
        ...a.steps.flatMap((s) => s.people.map((p) => p.member)),
        ...a.comments.map((c) => c.member),
      ]),
    ];
    const userids = new Map((await briefsOf(work, people)).map((b) => [b.id, b.userid]));
    const who = (id: MemberId) => ({ user_id: userids.get(id) ?? '', open_id: openId(id) });
    const tasks = a.steps.flatMap((step) =>
      step.kind === 'cc' ? [] : step.people.flatMap((p) => (p.taskId === null ? [] : [{ step, p }])),
    );
    return {
      approval_code: a.templateId,
      approval_name: a.title,
      instance_code: a.id,
      serial_number: a.no,
      start_time: millis(a.submittedAt),
      end_time: a.status === 'running' ? '0' : millis(lastOf(tasks.map(({ p }) => p.at))),
      ...who(a.applicant),
      department_id: '',
      status: statuses[a.status],
      reverted: a.status === 'revoked',
      uuid: '',
      form: JSON.stringify(formOut(a.controls, a.form, await corpZone(work))),
      task_list: tasks.map(({ step, p }) => ({
        id: p.taskId,
        ...who(p.member),
        status: taskStatuses[p.state ?? 'open'],
        node_id: step.id,
        node_name: step.name,
        custom_node_id: step.id,
        type: ways[step.mode],
        start_time: millis(a.submittedAt),
        end_time: millis(p.at),
      })),
      comment_list: a.comments.map((c) => ({
        id: c.id,
        ...who(c.member),
        comment: c.text,
        create_time: millis(c.at),
      })),
      timeline: [
        { type: 'START', create_time: millis(a.submittedAt), ...who(a.applicant), ext: '{}', node_key: '' },
        ...tasks
          .filter(({ p }) => p.state !== null && turns[p.state])
          .map(({ step, p }) => ({
            type: turns[p.state!],
            create_time: millis(p.at),
            ...who(p.member),
            task_id: p.taskId,
            comment: p.comment,
            ext: '{}',
            node_key: step.id,
          })),
      ],
    };
  },
});

const list = feishuCall({
  method: 'GET',
  path: '/open-apis/approval/v4/instances',
  scope: read,
  input: z.object({
    approval_code: words,
    start_time: z.coerce.number().int(),
    end_time: z.coerce.number().int(),
    ...pageInput(100, 100),
  }),
  async run(work, said, { app }) {
    const found = await pageOfApprovals(work, app.visible, {
      from: new Date(said.start_time),
      to: new Date(said.end_time),
      templateIds: [templateIdOf(said.approval_code)],
      after: startOf(said.page_token) || undefined,
      limit: said.page_size + 1,
    });
    const page = found.slice(0, said.page_size);
    return {
      instance_code_list: page.map((a) => a.id),
      ...nextPage(found.length > said.page_size ? page.at(-1)!.no : undefined),
    };
  },
});

const Acting = {
  approval_code: words,
  instance_code: words,
  user_id: words,
  open_id: words,
  user_id_type: UserIdType,
};

async function act(
  work: Work,
  said: z.output<z.ZodObject<typeof Acting>>,
  context: FeishuContext,
  what: (approval: ProgramApproval) => Promise<ProgramAct> | ProgramAct,
): Promise<object> {
  const approval = await programApproval(work, context.app.visible, said.instance_code);
  if (said.approval_code && said.approval_code !== approval.templateId)
    throw new FeishuError(1390002, 'approval code not found');
  const member = await whoIn(work, context, said, said.user_id_type);
  await actFor(work, approval.id, member.id, await what(approval));
  return {};
}

const cancel = feishuCall({
  method: 'POST',
  path: '/open-apis/approval/v4/instances/cancel',
  scope: write,
  input: z.object(Acting),
  run: (work, said, context) => act(work, said, context, () => ({ do: 'withdraw' })),
});

const decide = (how: 'approve' | 'reject') =>
  feishuCall({
    method: 'POST',
    path: `/open-apis/approval/v4/tasks/${how}`,
    scope: write,
    input: z.object({ ...Acting, task_id: words, comment: words }),
    run: (work, said, context) =>
      act(work, said, context, () => ({ do: how, task: said.task_id, comment: said.comment })),
  });

const transfer = feishuCall({
  method: 'POST',
  path: '/open-apis/approval/v4/tasks/transfer',
  scope: write,
  input: z.object({ ...Acting, task_id: words, comment: words, transfer_user_id: words }),
  run: (work, said, context) =>
    act(work, said, context, async () => {
      const heir = { user_id: said.transfer_user_id, open_id: '' };
      const to = (await whoIn(work, context, heir, said.user_id_type)).id;
      return { do: 'transfer', task: said.task_id, to, comment: said.comment };
    }),
});

export const approvalCalls: readonly FeishuCall[] = [
  definition,
  create,
  instance,
  list,
  cancel,
  decide('approve'),
  decide('reject'),
  transfer,
];
