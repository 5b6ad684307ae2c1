// corp/getapprovaldata and corp/getopenapprovaldata: what programs from before oa/* ask for.
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  approvalOn,
  countApprovals,
  pageOfApprovals,
  type ProgramApproval,
  programApproval,
} from '../../../modules/approvals/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { notified } from './approval-record.ts';
import { contentsOf } from './control-values.ts';
import { namesIn, partiesOf } from './names.ts';
import { openApproval, thirdSubject } from './open-approval.ts';
import { shownStatus } from './sp-status.ts';
import { secondsOf } from './wall-time.ts';

const DAY = 86_400;

const data = wecomCall({
  path: '/cgi-bin/corp/getapprovaldata',
  scope: 'office.read',
  input: z.object({ starttime: maybe(whole), endtime: maybe(whole), next_spnum: maybe(words) }),
  async run(work, { starttime, endtime, next_spnum }, { app }) {
    const [from, to] = [need(starttime, 301025), need(endtime, 301025)];
    if (to < from || to - from > limits.approvalDays * DAY) throw new WecomError(301025);
    const span = { from: new Date(from * 1000), to: new Date(to * 1000) };
    const asked = { ...span, after: next_spnum, limit: limits.approvalsInPage };
    const page = await pageOfApprovals(work, app.visible, asked);
    const rows: object[] = [];
    for (const { id } of page)
      rows.push(await rowOf(work, app, await programApproval(work, app.visible, id)));
    return {
      count: rows.length,
      total: await countApprovals(work, app.visible, span.from, span.to),
      next_spnum: Number(page.at(-1)?.no ?? 0),
      data: rows,
    };
  },
});

async function rowOf(work: Work, app: App, approval: ProgramApproval): Promise<object> {
  const { form, applicant, steps, copied, controls } = approval;
  const names = await namesIn(work, app, steps, form, applicant, copied);
  const partyOf = await partiesOf(work, [applicant]);
  const approvers = steps.filter((s) => s.kind !== 'cc').flatMap((s) => s.people.map((p) => p.member));
  const contents = (await contentsOf(work, controls, form, names)) as Content[];
  return {
    spname: approval.title,
    apply_name: names.name(applicant),
    apply_org: partyOf(applicant),
    approval_name: [...new Set(approvers)].map((id) => names.name(id)),
    notify_name: notified(approval, { ...names, userid: (id) => names.name(id) }),
    sp_status: shownStatus[approval.status],
    sp_num: Number(approval.no),
    mediaids: contents.flatMap((c) => c.value.files.map((f) => f.file_id)),
    apply_time: Math.floor(approval.submittedAt.getTime() / 1000),
    apply_user_id: names.userid(applicant),
    ...leaveOf(approval, names.zone),
    comm: {
      apply_data: JSON.stringify(
        Object.fromEntries(
          contents.map((c) => [
            c.id,
            { title: c.title[0]?.text ?? '', type: c.control.toLowerCase(), value: c.value },
          ]),
        ),
      ),
    },
  };
}

interface Content {
  control: string;
  id: string;
  title: { text: string }[];
  value: { files: { file_id: string }[] };
}

/** A leave in the words of then: half days 0, hours 1; its length in hours. */
function leaveOf({ controls, form }: ProgramApproval, zone: string): object {
  const control = controls.find((c) => c.kind === 'vacation');
  const span = control && (form[control.id] as { start: string; end: string; duration: string } | undefined);
  if (!control || !span) return {};
  const reason = controls.find((c) => c.kind === 'textarea');
  const said = reason ? form[reason.id] : undefined;
  const hours = control.unit === 'hour';
  return {
    leave: {
      timeunit: hours ? 1 : 0,
      leave_type: 0,
      start_time: secondsOf(span.start, zone),
      end_time: secondsOf(span.end, zone),
      duration: Math.round(Number(span.duration) * (hours ? 1 : 24)),
      reason: typeof said === 'string' ? said : '',
    },
  };
}

const open = wecomCall({
  path: '/cgi-bin/corp/getopenapprovaldata',
  scope: 'office.read',
  input: z.object({ thirdNo: maybe(words) }),
  async run(work, { thirdNo }, { app }) {
    const subject = thirdSubject(app, need(thirdNo, 301025));
    return { data: await openApproval(work, app, await approvalOn(work, app.visible, subject), 'reply') };
  },
});

export const legacyApprovalCalls: readonly WecomCall[] = [data, open];
