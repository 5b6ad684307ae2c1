import { approvalsAdmin, type Route } from '@teahouse/contract/approvals-admin';
import { Flow, type FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { preview } from '../engine/decide.ts';
import { type Event, Refused, type Setting } from '../engine/state.ts';
import { everyNode } from '../engine/tree.ts';
import { idsIn } from '../flow/org.ts';
import { pinnedFlow, settingFor } from '../flow/setting.ts';
import { checkForm } from '../form/check-form.ts';
import { fieldValue } from '../form/field-value.ts';
import { templateToManage } from './templates.access.ts';

const MOST = 2_000;

interface Past {
  id: ApprovalId;
  no: string;
  applicant: MemberId;
  version: number;
  picks: Record<string, string[]>;
  form: FormValues;
  submitted_at: Date;
}

export const rehearseTemplate = implement(
  approvalsAdmin.rehearseTemplate,
  async (work, { templateId, days }) => {
    const template = await templateToManage(work, templateId);
    const draft = Flow.parse(template.draft);
    const found = await pastRequests(work, templateId, new Date(work.now.getTime() - days * 86_400_000));
    const past = found.slice(0, MOST);
    const flows = new Map<number, Flow>();
    for (const version of new Set(past.map((p) => p.version)))
      flows.set(version, await pinnedFlow(work, templateId, version));
    // One picture of the company serves all of them.
    const setting = await settingFor(work, {
      templateId,
      flow: draft,
      applicant: past[0]?.applicant ?? (work.actor.id as MemberId),
      form: {},
      picks: {},
      admins: template.admins,
      more: [...new Set([...idsIn([...flows.values()]), ...idsIn(past)])],
    });
    const requests = past.flatMap((p) => {
      const before = routeOf(flows.get(p.version)!, p, p.form, setting);
      const { form, faults } = checkForm(draft.form, p.form, p.no);
      const after = routeOf(draft, p, form, setting);
      const invalid = faults.map((f) => f.text);
      if (sameWay(before, after) && invalid.length === 0) return [];
      const { id, no, applicant: applicantId } = p;
      return [{ id, no, applicantId, submittedAt: p.submitted_at.toISOString(), before, after, invalid }];
    });
    return {
      looked: past.length,
      differing: requests.length,
      cut: found.length > MOST,
      requests: requests.slice(0, 100),
    };
  },
);

const pastRequests = async (work: Work, templateId: string, since: Date) =>
  await work.sql<Past>(
    `select a.id, a.no, a.applicant, a.version, a.picks, e.payload->'form' form, a.submitted_at
       from approvals a join approval_events e on e.corp_id = $1 and e.approval_id = a.id and e.seq = 1
      where a.corp_id = $1 and a.template_id = $2 and a.submitted_at >= $3
      order by a.submitted_at desc limit $4`,
    [work.corpId, templateId, since, MOST + 1],
  );

/** The way a form would take through a flow if everybody agreed. */
function routeOf(flow: Flow, past: Past, form: FormValues, setting: Setting): Route {
  const rules = {
    ...setting.rules,
    nodes: flow.nodes,
    settings: flow.settings,
    applicant: past.applicant,
    picks: past.picks,
    field: (values: FormValues, name: string) => fieldValue(flow.form, values, name),
  };
  try {
    const { state, events } = preview(form, { ...setting, rules });
    const steps = events.flatMap((e) => stepOfRoute(flow, e));
    return { steps, ends: state.status === 'approved' ? 'approved' : 'rejected' };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { steps: [], ends: 'stuck' };
  }
}

function stepOfRoute(flow: Flow, event: Event): Route['steps'] {
  if (event.type !== 'step_started' && event.type !== 'copied') return [];
  const node = [...everyNode(flow.nodes)].find((n) => n.id === event.node);
  if (!node || node.kind === 'branch' || node.kind === 'parallel') return [];
  const people = event.type === 'copied' ? event.members : event.queue.map((q) => q.agent);
  return [
    {
      node: node.id,
      name: node.name,
      en: node.en ?? null,
      kind: node.kind,
      people: people as MemberId[],
    },
  ];
}

/** The same people asked for the same things in the same order; names of steps do not matter. */
const sameWay = (a: Route, b: Route): boolean =>
  a.ends === b.ends &&
  a.steps.map((s) => `${s.kind} ${s.people.join()}`).join('\n') ===
    b.steps.map((s) => `${s.kind} ${s.people.join()}`).join('\n');
