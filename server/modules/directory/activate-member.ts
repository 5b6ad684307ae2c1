import { memberChanged } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Somebody invited has come: from now on they are a member like the others. No change for anybody else. */
export async function activateMember(work: Work, memberId: MemberId): Promise<void> {
  const came = await work.db
    .updateTable('members')
    .set({ status: 'active', changed_at: work.now })
    .where('id', '=', memberId)
    .where('status', '=', 'invited')
    .returning('id')
    .execute();
  if (came.length) await work.emit(memberChanged, { memberId });
}
