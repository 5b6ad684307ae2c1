// The people a program names for one request, as a flow of ours.
import { FlowNode } from '@teahouse/contract/approvals-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { knownMember } from '../contacts/seen.ts';
import { listOf, maybe, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

export const Process = z.object({
  process: maybe(
    z.object({
      node_list: listOf(z.object({ type: whole, apv_rel: maybe(whole), userid: listOf(words) })),
    }),
  ),
  approver: listOf(z.object({ attr: maybe(whole), userid: listOf(words) })),
  notifyer: listOf(words),
  notify_type: maybe(whole),
});

/** Today's numbers and those of the older form mean the opposite of each other. */
const modeOf = { apv_rel: { 1: 'all', 2: 'any', 3: 'seq' }, attr: { 1: 'any', 2: 'all' } } as const;

/** Empty where the program names nobody. 301025 for numbers that mean nothing, or a userid nobody has. */
export async function ownProcess(work: Work, said: z.output<typeof Process>): Promise<FlowNode[]> {
  const nodes: FlowNode[] = [];
  const idsOf = async (userids: readonly string[]) => {
    const ids: MemberId[] = [];
    for (const userid of userids) ids.push(await knownMember(work, userid, 301025));
    return ids;
  };
  const add = async (kind: 'approve' | 'handle' | 'cc', userids: readonly string[], more: object = {}) => {
    if (userids.length === 0) throw new WecomError(301025, 'a node without userid');
    const who = [{ by: 'user', ids: await idsOf(userids) }];
    const name = { approve: '审批人', handle: '办理人', cc: '抄送人' }[kind];
    // Who is named by name is asked, also where that is the applicant.
    const asked = kind === 'cc' ? {} : { self: 'allow' };
    nodes.push(
      FlowNode.parse({ kind, id: `step${nodes.length + 1}`, name, who, ...asked, ...more } as FlowNode),
    );
  };
  for (const { type, apv_rel = 1, userid } of said.process?.node_list ?? []) {
    const kind = ({ 1: 'approve', 2: 'cc', 3: 'handle' } as const)[type as 1 | 2 | 3];
    const mode = modeOf.apv_rel[apv_rel as 1 | 2 | 3];
    if (!kind || (kind !== 'cc' && !mode)) throw new WecomError(301025, 'invalid node type or apv_rel');
    await add(kind, userid, kind === 'cc' ? {} : { mode });
  }
  if (nodes.length > 0) return nodes;
  const { notifyer, notify_type = 1 } = said;
  if (notifyer.length && notify_type !== 2) await add('cc', notifyer);
  for (const { attr = 1, userid } of said.approver) {
    const mode = modeOf.attr[attr as 1 | 2];
    if (!mode) throw new WecomError(301025, 'invalid attr');
    await add('approve', userid, { mode });
  }
  if (notifyer.length && notify_type !== 1) await add('cc', notifyer, { at: 'end' });
  return nodes;
}
