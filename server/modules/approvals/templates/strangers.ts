import type { FlowFault } from '@teahouse/contract/approvals-admin';
import type { Flow } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { reportingLines } from '../../directory/index.ts';
import { everyNode } from '../engine/tree.ts';
import { idsIn } from '../flow/org.ts';

/** People, departments and tags that a flow names and the company does not have, or not any more. */
export async function strangersIn(work: Work, flow: Flow): Promise<FlowFault[]> {
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
