import { Flow } from '@teahouse/contract/approvals-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { heads, managers } from '../engine/resolve.ts';
import { orgFor } from './org.ts';

const none = Flow.parse({ form: [], nodes: [], settings: {} });

/** Who leads each of these people, as flows find it: the nearest active manager, else an active head of the nearest department above. */
export async function leadersOf(work: Work, ids: readonly MemberId[]): Promise<Map<MemberId, MemberId>> {
  const [applicant] = ids;
  if (!applicant) return new Map();
  const org = await orgFor(work, { applicant, flow: none, form: {}, more: ids });
  const leaderOf = (id: MemberId): string | undefined => {
    const [manager] = managers(id, org);
    if (manager) return manager;
    const seen = new Set<string>();
    let at: string | null = org.departmentsOf(id)[0] ?? null;
    while (at && !seen.has(at)) {
      seen.add(at);
      const head = heads(at, 1, org).find((m) => m !== id);
      if (head) return head;
      at = org.parentOf(at);
    }
    return undefined;
  };
  return new Map(
    ids.flatMap((id) => {
      const leader = leaderOf(id);
      return leader ? [[id, leader as MemberId] as const] : [];
    }),
  );
}
