import { approvalChanged } from '@teahouse/contract/approval-events';
import { programAsked } from '@teahouse/contract/approvals-programs';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';
import { type ProgramApproval, programApproval, programQuestion } from '../../../modules/approvals/index.ts';
import { type ListeningApp, listeningApps } from '../../../modules/callbacks/index.ts';
import { thoseInSet } from '../../../modules/directory/index.ts';
import { approverAttr, nodeType, notified, partyOf, relOf, statusOfStep } from '../office/approval-record.ts';
import { namesIn } from '../office/names.ts';
import { openApproval, thirdNoOf } from '../office/open-approval.ts';
import { changeNo, shownStatus, wordOf } from '../office/sp-status.ts';
import type { Fields } from './inner-message.ts';
import { AGENT, tell } from './tell.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] } as const;
type Field = Fields[number];

/** What was done to a request, to apps that read the office and see its applicant. */
export const tellApproval = subscribe(
  'wecom.tell_approval',
  approvalChanged,
  async (work, { approvalId, change, key }) => {
    const apps = (await listeningApps(work)).filter((a) => a.scopes.includes('office.read'));
    if (apps.length === 0) return;
    const approval = await programApproval(work, everybody, approvalId);
    for (const app of apps) {
      const seen = app.visible.all || (await thoseInSet(work, app.visible, [approval.applicant])).length > 0;
      if (!seen) continue;
      await tell(work, [app], {
        from: 'sys',
        type: 'event',
        what: 'sys_approval_change',
        eventId: `${approvalId} ${key}`,
        fields: [
          ['Event', 'sys_approval_change'],
          AGENT,
          ['ApprovalInfo', [...(await infoOf(work, app, approval)), ['StatuChangeEvent', changeNo[change]]]],
        ],
      });
      if (thirdNoOf(app, approval) === undefined) continue;
      await tell(work, [app], {
        from: 'sys',
        type: 'event',
        what: 'open_approval_change',
        eventId: `${approvalId} ${key} open`,
        fields: [
          ['Event', 'open_approval_change'],
          AGENT,
          ['ApprovalInfo', fieldsOf(await openApproval(work, app, approval, 'event'))],
        ],
      });
    }
  },
);

/** A program is asked for its word on a request; it answers through our own interface. */
export const tellQuestion = subscribe(
  'wecom.tell_question',
  programAsked,
  async (work, { taskId, appId, approvalId }) => {
    const apps = (await listeningApps(work)).filter((a) => a.id === appId);
    const question = apps.length ? await programQuestion(work, appId, taskId) : undefined;
    if (!question) return;
    await tell(work, apps, {
      from: 'sys',
      type: 'event',
      what: 'approval_question',
      eventId: taskId,
      fields: [
        ['Event', 'approval_question'],
        AGENT,
        ['TaskId', taskId],
        ['ApprovalId', approvalId],
        ['SpNo', question.no],
        ['TemplateId', question.templateId],
        ['Applyer', [['UserId', question.applicantUserid]]],
        ['Step', question.step],
        ['ExpireTime', seconds(question.dueAt)],
      ],
    });
  },
);

/** An object as fields: what stands in it in a list repeats its name. */
const fieldsOf = (object: object): Field[] =>
  Object.entries(object).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).map((one): Field =>
      typeof one === 'object' && one !== null ? [name, fieldsOf(one)] : [name, one as string | number],
    ),
  );

const seconds = (at: Date | string | null) => (at === null ? 0 : Math.floor(new Date(at).getTime() / 1000));

async function infoOf(work: Work, app: ListeningApp, approval: ProgramApproval): Promise<Field[]> {
  const { steps, applicant, comments, copied } = approval;
  const names = await namesIn(work, app, steps, applicant, comments, copied);
  const records: Field[] = [];
  const nodes: Field[] = [];
  for (const step of steps) {
    const status = statusOfStep(step, approval);
    const details: Field[] = [];
    const sub: Field[] = [];
    for (const p of step.people) {
      const word = p.state ? wordOf[p.state] : step.kind === 'cc' && step.state === 'passed' ? 2 : 1;
      const files: string[] = [];
      for (const id of p.files) files.push(await mediaOfFile(work, id, 'file'));
      const userid = names.userid(p.member);
      details.push([
        'Details',
        [
          ['Approver', [['UserId', userid]]],
          ['Speech', p.comment],
          ['SpStatus', word],
          ['SpTime', seconds(p.at)],
          ...files.map((id): Field => ['Attach', id]),
        ],
      ]);
      sub.push([
        'SubNodeList',
        [
          ['UserInfo', [['UserId', userid]]],
          ['Speech', p.comment],
          ['SpYj', word],
          ['Sptime', seconds(p.at)],
          ...files.map((id): Field => ['MediaIds', id]),
        ],
      ]);
    }
    if (step.kind !== 'cc')
      records.push(['SpRecord', [['SpStatus', status], ['ApproverAttr', approverAttr(step)], ...details]]);
    nodes.push([
      'NodeList',
      [['NodeType', nodeType[step.kind]], ['SpStatus', status], ['ApvRel', relOf(step)], ...sub],
    ]);
  }
  return [
    ['SpNo', Number(approval.no)],
    ['SpNoStr', approval.no],
    ['SpName', approval.title],
    ['SpStatus', shownStatus[approval.status]],
    ['TemplateId', approval.templateId],
    ['ApplyTime', seconds(approval.submittedAt)],
    [
      'Applyer',
      [
        ['UserId', names.userid(applicant)],
        ['Party', await partyOf(work, approval)],
      ],
    ],
    ...records,
    ...notified(approval, names).map((userid): Field => ['Notifyer', [['UserId', userid]]]),
    ...comments.map((c): Field => [
      'Comments',
      [
        ['CommentUserInfo', [['UserId', names.userid(c.member)]]],
        ['CommentTime', seconds(c.at)],
        ['CommentContent', c.text],
        ['CommentId', c.id],
      ],
    ]),
    ['ProcessList', nodes],
  ];
}
