import type { DeskId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { hintMembers } from '../../messaging/index.ts';

/** Whoever serves at a desk and looks at its inbox looks again. */
export async function hintDesk(work: Work, deskId: DeskId): Promise<void> {
  const serving = await work.sql<{ id: MemberId }>(
    'select member_id id from desk_members where corp_id = $1 and desk_id = $2',
    [work.corpId, deskId],
  );
  hintMembers(
    work,
    serving.map((s) => s.id),
    'desk',
  );
}
