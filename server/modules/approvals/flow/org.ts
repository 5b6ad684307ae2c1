import { Flow, type FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { reportingLines } from '../../directory/index.ts';
import type { Delegation, Org, State } from '../engine/state.ts';

/** The picture of the company that a flow's rules may ask, as it is now; everybody the flow or the form can name is on it. */
export async function orgFor(
  work: Work,
  asked: {
    applicant: MemberId;
    flow: Flow;
    form: FormValues;
    state?: State;
    more?: readonly string[];
  },
): Promise<Org> {
  const named = [
    ...idsIn(asked.flow.nodes),
    ...idsIn(asked.form),
    ...(asked.more ?? []),
    ...asked.flow.settings.admins,
  ];
  const known = asked.state?.tasks.flatMap((t) => [t.agent, t.principal]) ?? [];
  const members = [asked.applicant, ...named, ...known].filter((i): i is MemberId => i.startsWith('mbr_'));
  const delegations = await delegationsNow(work);
  const lines = await reportingLines(work, {
    members: [...new Set([...members, ...delegations.flatMap((d) => [d.principal, d.agent] as MemberId[])])],
    departments: named.filter((i): i is DepartmentId => i.startsWith('dep_')),
    tags: named.filter((i): i is TagId => i.startsWith('tag_')),
  });
  const member = new Map<string, (typeof lines.members)[number]>(lines.members.map((m) => [m.id, m]));
  const department = new Map<string, (typeof lines.departments)[number]>(
    lines.departments.map((d) => [d.id, d]),
  );
  const tag = new Map<string, (typeof lines.tags)[number]>(lines.tags.map((t) => [t.id, t]));
  return {
    active: (id) => member.get(id)?.active ?? false,
    managerOf: (id) => member.get(id)?.managerId ?? null,
    departmentsOf: (id) => member.get(id)?.departments ?? [],
    parentOf: (id) => department.get(id)?.parentId ?? null,
    headsOf: (id) => department.get(id)?.heads ?? [],
    tagged: (id) => tag.get(id)?.members ?? [],
    delegations,
  };
}

/** Every id of a member, department or tag that stands anywhere in a value. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^(mbr|dep|tag)_/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}

async function delegationsNow(work: Work): Promise<Delegation[]> {
  const rows = await work.db
    .selectFrom('approval_delegations')
    .selectAll()
    .where('until_at', '>', work.now)
    .where('from_at', '<=', work.now)
    .orderBy('id')
    .execute();
  return rows.map((r) => ({
    principal: r.principal,
    agent: r.agent,
    from: r.from_at.getTime(),
    until: r.until_at.getTime(),
    templates: r.templates as ApprovalTemplateId[] | null,
  }));
}
