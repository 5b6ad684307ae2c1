import { ApprovalId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { briefsOf, reachOf } from '../directory/index.ts';
import { cardToMember } from '../messaging/index.ts';
import { SPEAKER } from './tell-people.ts';

const words = {
  zh: {
    speaker: '审批',
    open: '查看',
    said: (who: string, what: string) => `${who}评论了${what}`,
    answered: (who: string, what: string) => `${who}回复了你在${what}中的评论`,
    files: '[文件]',
  },
  en: {
    speaker: 'Approvals',
    open: 'Open',
    said: (who: string, what: string) => `${who} commented on ${what}`,
    answered: (who: string, what: string) => `${who} answered your comment on ${what}`,
    files: '[files]',
  },
};

interface Said {
  applicant: MemberId;
  title: string;
  title_en: string | null;
  text: string;
  answered: MemberId | null;
  agents: MemberId[];
}

/** A comment reaches whoever asked, whoever is asked now, and whoever it answers; not the one who wrote it. */
export const tellComment = job(
  'approvals.tell_comment',
  z.object({ approvalId: ApprovalId, cid: z.string(), memberId: MemberId }),
  {},
  async (shift, { approvalId, cid, memberId }) => {
    const { said, who, reach } = await shift.work(async (work) => {
      const [found] = await work.sql<Said>(
        `select a.applicant, a.title, a.title_en, a.agents, c.text,
                (select o.member_id from approval_comments o
                  where o.corp_id = $1 and o.approval_id = $2 and o.cid = c.reply_to limit 1) answered
           from approval_comments c join approvals a on a.corp_id = $1 and a.id = c.approval_id
          where c.corp_id = $1 and c.approval_id = $2 and c.cid = $3 and c.member_id = $4`,
        [work.corpId, approvalId, cid, memberId],
      );
      const hear = found
        ? [found.applicant, ...found.agents, ...(found.answered ? [found.answered] : [])]
        : [];
      const others = [...new Set(hear)].filter((id) => id !== memberId);
      const [brief] = await briefsOf(work, [memberId]);
      return { said: found, who: brief?.name ?? '', reach: await reachOf(work, others) };
    }, system);
    if (!said) return;
    for (const [to, { locale }] of reach) {
      const my = words[locale];
      const what = (locale === 'en' && said.title_en) || said.title;
      const box = to === said.applicant ? 'mine' : said.agents.includes(to) ? 'todo' : 'done';
      const b = {
        title: (to === said.answered ? my.answered : my.said)(who, what),
        text: said.text.slice(0, 500) || my.files,
        page: `/approvals/${box}/${approvalId}`,
        button: my.open,
      };
      await cardToMember(shift, { id: SPEAKER, name: my.speaker }, to, { cid: uuidOf(`${cid} ${to}`), b });
    }
  },
);
