// A request that an app keeps under its own number (ThirdNo).
import type { ShownStep } from '@teahouse/contract/approvals';
import type { Work } from '../../../kernel/work.ts';
import type { ProgramApproval } from '../../../modules/approvals/index.ts';
import { approverAttr, statusOfStep } from './approval-record.ts';
import { namesIn, partiesOf } from './names.ts';
import { shownStatus, wordOf } from './sp-status.ts';

type Keeper = Parameters<typeof namesIn>[1];
const seconds = (at: Date | string | null) => (at === null ? 0 : Math.floor(new Date(at).getTime() / 1000));

/** What an app's requests are started for; nobody else's begin so. */
export const thirdSubject = ({ id }: Pick<Keeper, 'id'>, thirdNo: string) => `${id}:${thirdNo}`;

export function thirdNoOf({ id }: Pick<Keeper, 'id'>, { subject }: ProgramApproval): string | undefined {
  return subject.startsWith(`${id}:`) ? subject.slice(id.length + 1) : undefined;
}

/** 1 running, 2 passed, 3 refused, 4 taken back. */
const statusOf = ({ status }: ProgramApproval) => (shownStatus[status] === 6 ? 4 : shownStatus[status]);

/** As `corp/getopenapprovaldata` answers it ('reply'), or as the event spells it. Steps that are ahead stand among the nodes. */
export async function openApproval(
  work: Work,
  app: Keeper,
  approval: ProgramApproval,
  spelt: 'reply' | 'event',
): Promise<object> {
  const { steps, applicant } = approval;
  const names = await namesIn(work, app, steps, applicant);
  const people = [...new Set([applicant, ...steps.flatMap((s) => s.people.map((p) => p.member))])];
  const partyOf = await partiesOf(work, people);
  const item = (p: ShownStep['people'][number]) => ({
    ItemName: names.name(p.member),
    ItemParty: partyOf(p.member),
    ItemImage: '',
    // Programs were written against both spellings.
    ItemUserId: names.userid(p.member),
    ItemUserid: names.userid(p.member),
  });
  const asked = steps.filter((s) => s.kind !== 'cc');
  const step = Math.max(
    0,
    asked.findIndex((s) => s.state === 'active'),
  );
  const [user, status] =
    spelt === 'event' ? ['ApplyUserName', 'OpenSpStatus'] : ['ApplyUsername', 'OpenSpstatus'];
  return {
    ThirdNo: thirdNoOf(app, approval) ?? '',
    OpenTemplateId: approval.templateId,
    OpenSpName: approval.title,
    [status]: statusOf(approval),
    ApplyTime: seconds(approval.submittedAt),
    [user]: names.name(applicant),
    ApplyUserParty: partyOf(applicant),
    ApplyUserImage: '',
    ApplyUserId: names.userid(applicant),
    ApprovalNodes: {
      ApprovalNode: asked.map((s) => ({
        NodeStatus: statusOfStep(s, approval),
        NodeAttr: approverAttr(s),
        NodeType: 1,
        Items: {
          Item: s.people.map((p) => ({
            ...item(p),
            ItemStatus: p.state ? wordOf[p.state] : 1,
            ItemSpeech: p.comment,
            ItemOpTime: seconds(p.at),
          })),
        },
      })),
    },
    NotifyNodes: {
      NotifyNode: steps.filter((s) => s.kind === 'cc').flatMap((s) => s.people.map(item)),
    },
    approverstep: step,
    ApproverStep: step,
  };
}
