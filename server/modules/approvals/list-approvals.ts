import { approvals, type Listed } from '@teahouse/contract/approvals';
import type { BuiltInKind, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTaskId, ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { pinnedFlow } from './flow/setting.ts';
import { hiddenFor } from './hidden-fields.ts';

interface Row {
  id: ApprovalId;
  no: string;
  title: string;
  title_en: string | null;
  kind: BuiltInKind | null;
  template_id: ApprovalTemplateId;
  version: number;
  applicant: MemberId;
  status: Listed['status'];
  form: FormValues;
  agents: MemberId[];
  submitted_at: Date;
  changed_at: Date;
  task: ApprovalTaskId | null;
  batch: boolean | null;
  nodes: string[];
  read: boolean;
  at: Date;
}

/** Each box is one index: my tasks by state, my requests, my copies. $2 is the reader. */
const boxes = {
  todo: `select t.approval_id id, max(t.opened_at) at from approval_tasks t
          where t.corp_id = $1 and t.agent = $2 and t.state = 'open' group by t.approval_id`,
  done: `select t.approval_id id, max(t.decided_at) at from approval_tasks t
          where t.corp_id = $1 and t.agent = $2 and t.state in ('approved', 'rejected', 'transferred', 'returned') group by t.approval_id`,
  mine: `select a.id, a.submitted_at at from approvals a where a.corp_id = $1 and a.applicant = $2`,
  cc: `select c.approval_id id, c.at from approval_cc c where c.corp_id = $1 and c.member_id = $2`,
};

export const listApprovals = implement(approvals.listApprovals, async (work, { box, before, limit }) => {
  const me = actingMember(work);
  const [beforeAt, beforeId] = before?.split(' ') ?? [];
  const rows = await work.sql<Row>(
    `select a.id, a.no, a.title, a.title_en, a.kind, a.template_id, a.version, a.applicant, a.status, a.state->'form' form, a.agents,
            a.submitted_at, a.changed_at, b.at, mine.id task, mine.batch,
            array(select node from approval_tasks n where n.corp_id = $1 and n.approval_id = a.id and n.agent = $2) nodes,
            not exists (select from approval_cc c where c.corp_id = $1 and c.approval_id = a.id and c.member_id = $2 and c.read_at is null) read
       from (${boxes[box]}) b join approvals a on a.corp_id = $1 and a.id = b.id
       left join lateral (select t.id, t.batch from approval_tasks t
         where t.corp_id = $1 and t.approval_id = a.id and t.agent = $2 and t.state = 'open' limit 1) mine on true
      where $3::timestamptz is null or (date_trunc('milliseconds', b.at), a.id) < ($3::timestamptz, $4)
      order by date_trunc('milliseconds', b.at) desc, a.id desc limit $5`,
    [work.corpId, me, beforeAt ?? null, beforeId ?? '', limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    approvals: await Promise.all(page.map((r) => listed(work, r, me))),
    next: last ? `${last.at.toISOString()} ${last.id}` : null,
  };
});

async function listed(work: Work, r: Row, me: MemberId): Promise<Listed> {
  const flow = await pinnedFlow(work, r.template_id, r.version);
  const hidden = hiddenFor(flow, { applicant: r.applicant, nodes: r.nodes }, me);
  return {
    id: r.id,
    no: r.no,
    title: r.title,
    titleEn: r.title_en,
    kind: r.kind,
    applicantId: r.applicant,
    status: r.status,
    summary: flow.settings.summary.flatMap((id) => {
      const control = flow.form.find((c) => c.id === id);
      const value = r.form[id];
      return control && value !== undefined && !hidden.has(id)
        ? [{ label: control.label, en: control.en ?? null, value, control }]
        : [];
    }),
    agents: r.agents,
    submittedAt: r.submitted_at.toISOString(),
    changedAt: r.changed_at.toISOString(),
    task: r.task ? { id: r.task, batch: r.batch === true } : null,
    read: r.read,
  };
}

export const countApprovals = implement(approvals.countApprovals, async (work) => {
  const [row] = await work.sql<{ todo: number; cc: number }>(
    `select (select count(distinct approval_id)::int from approval_tasks where corp_id = $1 and agent = $2 and state = 'open') todo,
            (select count(*)::int from approval_cc where corp_id = $1 and member_id = $2 and read_at is null) cc`,
    [work.corpId, actingMember(work)],
  );
  return row!;
});
