import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

export interface OnLeave {
  memberId: MemberId;
  from: Date;
  to: Date;
}

/** Leave granted to these members that touches [from, to). For rules of other modules; what kind of leave it is stays here. */
export async function onLeave(
  work: Work,
  memberIds: readonly MemberId[],
  from: Date,
  to: Date,
): Promise<OnLeave[]> {
  return await work.sql<OnLeave>(
    `select member_id "memberId", starts_at "from", ends_at "to" from absences
      where corp_id = $1 and member_id = any($2) and kind = 'leave' and state = 'granted' and starts_at < $4 and ends_at > $3
      order by starts_at`,
    [work.corpId, memberIds, from, to],
  );
}
