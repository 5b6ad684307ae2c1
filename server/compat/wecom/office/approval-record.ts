// One request as the vendor tells of it.
import type { ShownStep } from '@teahouse/contract/approvals';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';
import type { ProgramApproval } from '../../../modules/approvals/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import { contentsOf } from './control-values.ts';
import { namesIn, type Names } from './names.ts';
import { shownStatus, wordOf } from './sp-status.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] } as const;
const seconds = (at: Date | string | null) => (at === null ? 0 : Math.floor(new Date(at).getTime() / 1000));

/** The number of the applicant's main department; 1 where they have left. */
export async function partyOf(work: Work, { applicant }: ProgramApproval): Promise<string> {
  const [facts] = await memberFacts(work, everybody, [applicant]);
  return String(facts?.places[0]?.no ?? 1);
}

const apvRel = { all: 1, vote: 1, any: 2, seq: 3 } as const;

export function statusOfStep(step: ShownStep, approval: ProgramApproval): number {
  if (step.state === 'passed' || step.state === 'skipped') return 2;
  const words = step.people.map((p) => p.state && wordOf[p.state]);
  if (words.includes(3) || (step.state === 'active' && approval.status === 'rejected')) return 3;
  return words.includes(11) && approval.status === 'returned' ? 11 : 1;
}

/** WeCom's apps have no program that decides: it looks like an approver without a person. */
export const nodeType = { approve: 1, cc: 2, handle: 3, program: 1 } as const;
/** 1 any, 2 all: the opposite of apv_rel, and without a word for one after another. */
export const approverAttr = (step: ShownStep) => (step.mode === 'any' ? 1 : 2);
export const relOf = (step: ShownStep) => apvRel[step.mode];

export async function approvalRecord(work: Work, app: App, approval: ProgramApproval): Promise<object> {
  const { steps, form, applicant, comments, copied } = approval;
  const names = await namesIn(work, app, steps, form, applicant, comments, copied);
  const media = async (files: ShownStep['people'][number]['files']) => {
    const ids: string[] = [];
    for (const id of files) ids.push(await mediaOfFile(work, id, 'file'));
    return ids;
  };
  const people = async (step: ShownStep) =>
    await Promise.all(
      step.people.map(async (p) => ({
        userid: names.userid(p.member),
        word: p.state ? wordOf[p.state] : step.kind === 'cc' && step.state === 'passed' ? 2 : 1,
        speech: p.comment,
        at: seconds(p.at),
        media: await media(p.files),
      })),
    );
  const records: object[] = [];
  const nodes: object[] = [];
  for (const step of steps) {
    const sp_status = statusOfStep(step, approval);
    const said = await people(step);
    if (step.kind !== 'cc')
      records.push({
        sp_status,
        approverattr: approverAttr(step),
        details: said.map((p) => ({
          approver: { userid: p.userid },
          speech: p.speech,
          sp_status: p.word,
          sptime: p.at,
          media_id: p.media,
        })),
      });
    nodes.push({
      node_type: nodeType[step.kind],
      node_name: step.name,
      sp_status,
      apv_rel: relOf(step),
      sub_node_list: said.map((p) => ({
        userid: p.userid,
        speech: p.speech,
        sp_yj: p.word,
        sptime: p.at,
        media_ids: p.media,
      })),
    });
  }
  return {
    sp_no: approval.no,
    sp_name: approval.title,
    sp_status: shownStatus[approval.status],
    template_id: approval.templateId,
    apply_time: seconds(approval.submittedAt),
    applyer: { userid: names.userid(applicant), partyid: await partyOf(work, approval) },
    batch_applyer: [],
    sp_record: records,
    notifyer: notified(approval, names).map((userid) => ({ userid })),
    apply_data: { contents: await contentsOf(work, approval.controls, form, names) },
    comments: await Promise.all(
      comments.map(async (c) => ({
        commentUserInfo: { userid: names.userid(c.member) },
        commenttime: seconds(c.at),
        commentcontent: c.text,
        commentid: c.id,
        media_id: await media(c.files),
      })),
    ),
    process_list: { node_list: nodes },
  };
}

/** Who has a copy already, and who will get one. */
export const notified = ({ copied, steps }: ProgramApproval, names: Names): string[] => {
  const ahead = steps.filter((s) => s.kind === 'cc').flatMap((s) => s.people.map((p) => p.member));
  return [...new Set([...copied, ...ahead])].map((id) => names.userid(id));
};
