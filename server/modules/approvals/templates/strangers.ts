import type { FlowFault } from '@teahouse/contract/approvals-admin';
import type { Flow } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type App, appById } from '../../apps/index.ts';
import { reportingLines } from '../../directory/index.ts';
import { everyNode } from '../engine/tree.ts';
import { idsIn } from '../flow/org.ts';

export const mayDecide = (app: Pick<App, 'enabled' | 'scopes'>): boolean =>
  app.enabled && app.scopes.includes('office.write');

/** Programs that a flow asks and that could not answer: gone, switched off, or without the right to. */
async function silentPrograms(work: Work, flow: Flow): Promise<FlowFault[]> {
  const faults: FlowFault[] = [];
  for (const node of everyNode(flow.nodes)) {
    if (node.kind !== 'program' || !node.appId) continue;
    const app = await appById(work, node.appId);
    if (!app || !mayDecide(app)) faults.push({ code: 'silent_program', at: node.id, where: node.id });
  }
  return faults;
}

/** Everything that a flow names and that is not there, or not any more: people, departments, tags, programs. */
export const strangersIn = async (work: Work, flow: Flow): Promise<FlowFault[]> => [
  ...(await unknownIn(work, flow)),
  ...(await silentPrograms(work, flow)),
];

async function unknownIn(work: Work, flow: Flow): Promise<FlowFault[]> {
  const named = [
    ...[...everyNode(flow.nodes)].flatMap((node) => {
      const own =
        node.kind === 'branch' ? node.arms.map((a) => a.when) : node.kind === 'parallel' ? [] : node;
      return idsIn(own).map((id) => ({ id, where: node.id }));
    }),
    ...idsIn(flow.settings).map((id) => ({ id, where: '' })),
  ];
  if (named.length === 0) return [];
  const ids = [...new Set(named.map((n) => n.id))];
  const known = await reportingLines(work, {
    members: ids.filter((i): i is MemberId => i.startsWith('mbr_')),
    departments: ids.filter((i): i is DepartmentId => i.startsWith('dep_')),
    tags: ids.filter((i): i is TagId => i.startsWith('tag_')),
  });
  const here = new Set<string>([
    ...known.members.filter((m) => m.active).map((m) => m.id),
    ...known.departments.map((d) => d.id),
    ...known.tags.map((t) => t.id),
  ]);
  const faults = named.filter((n) => !here.has(n.id));
  return faults.map(({ id, where }) => ({ code: 'unknown_person', at: id, where }));
}
