import { approvalMoved } from '@teahouse/contract/approval-events';
import type { FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { briefsOf, reachOf } from '../directory/index.ts';
import { cardToMember } from '../messaging/index.ts';
import { pinnedFlow } from './flow/setting.ts';
import { summaryText } from './form/summary-text.ts';
import { hiddenFor } from './hidden-fields.ts';

/** Whoever speaks for the module in chats. */
export const SPEAKER = 'approvals';

const words = {
  zh: {
    speaker: '审批',
    open: '查看',
    asked: (who: string, what: string) => `${who}提交的${what}待你审批`,
    urged: (who: string, what: string) => `${who}催你审批：${what}`,
    copied: (who: string, what: string) => `${who}的${what}抄送给你`,
    returned: (what: string) => `你的${what}被退回，请修改后重新提交`,
    approved: (what: string) => `你的${what}已通过`,
    rejected: (what: string) => `你的${what}未通过`,
    terminated: (what: string) => `你的${what}已被管理员终止`,
    revoked: (what: string) => `你的${what}已撤销`,
  },
  en: {
    speaker: 'Approvals',
    open: 'Open',
    asked: (who: string, what: string) => `${what} from ${who} waits for you`,
    urged: (who: string, what: string) => `${who} asks you to look at: ${what}`,
    copied: (who: string, what: string) => `A copy for you: ${what} from ${who}`,
    returned: (what: string) => `Your ${what} was sent back; please change it and submit it again`,
    approved: (what: string) => `Your ${what} was approved`,
    rejected: (what: string) => `Your ${what} was refused`,
    terminated: (what: string) => `Your ${what} was ended by an administrator`,
    revoked: (what: string) => `Your ${what} was taken back`,
  },
};

interface Line {
  template_id: ApprovalTemplateId;
  version: number;
  form: FormValues;
  title: string;
  title_en: string | null;
  no: string;
  status: string;
  applicant: MemberId;
}

/** In which list whoever hears of it finds the request. */
const boxOf = { asked: 'todo', urged: 'todo', copied: 'cc', settled: 'mine', returned: 'mine' } as const;

/** Puts a card into the chat that everybody has with the approvals of the house. */
export const tellPeople = job('approvals.tell', approvalMoved.payload, {}, async (shift, news) => {
  const { line, flow, nodes, who, reach } = await shift.work(async (work) => {
    const [found] = await work.sql<Line>(
      `select template_id, version, state->'form' form, title, title_en, no, status, applicant from approvals where corp_id = $1 and id = $2`,
      [work.corpId, news.approvalId],
    );
    const briefs = found ? await briefsOf(work, [found.applicant]) : [];
    const flow = found && (await pinnedFlow(work, found.template_id, found.version));
    const nodes = await work.sql<{ agent: string; node: string }>(
      'select agent, node from approval_tasks where corp_id = $1 and approval_id = $2 and agent = any($3)',
      [work.corpId, news.approvalId, news.members],
    );
    return { line: found, flow, nodes, who: briefs[0]?.name ?? '', reach: await reachOf(work, news.members) };
  }, system);
  if (!line || !flow) return;
  for (const [memberId, { locale }] of reach) {
    const my = words[locale];
    const mine = nodes.flatMap((n) => (n.agent === memberId ? [n.node] : []));
    const hidden = hiddenFor(flow, { applicant: line.applicant, nodes: mine }, memberId);
    const about = summaryText(flow, line.form, hidden, locale);
    const b = {
      title: sentence(my, news.change, line, who, locale),
      text: [...about, line.no].join('\n').slice(0, 2_000),
      page: `/approvals/${boxOf[news.change]}/${news.approvalId}`,
      button: my.open,
      ...(boxOf[news.change] === 'todo' ? { approvalId: news.approvalId } : {}),
    };
    const cid = uuidOf(`${news.approvalId} ${news.seq} ${news.change} ${memberId}`);
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, { cid, b });
  }
});

function sentence(
  my: (typeof words)['zh'],
  change: 'asked' | 'settled' | 'returned' | 'copied' | 'urged',
  line: Line,
  who: string,
  locale: 'zh' | 'en',
): string {
  const what = (locale === 'en' && line.title_en) || line.title;
  if (change === 'returned') return my.returned(what);
  if (change !== 'settled') return my[change](who, what);
  if (line.status === 'rejected' || line.status === 'terminated' || line.status === 'revoked')
    return my[line.status](what);
  return my.approved(what);
}
