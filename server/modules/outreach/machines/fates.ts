import type { Reason } from '@teahouse/contract/outreach';
import type { BroadcastId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';

export interface Fate {
  personId: CustomerId;
  userid: string;
  /** null: still under way */
  reason: Reason | null;
  sentAt: Date | null;
}

/** The ledger of one broadcast as programs read it, by person, behind `after` if it is given; of one member or of all in the range. */
export async function pageOfFates(
  work: Work,
  id: BroadcastId,
  wanted: { memberId?: MemberId; range: MemberSet; after?: string | undefined; limit: number },
): Promise<Fate[]> {
  const values: unknown[] = [work.corpId, id, wanted.memberId ?? null, wanted.after ?? '', wanted.limit];
  return await work.sql<Fate>(
    `select p.person_id "personId", m.userid, p.reason, p.sent_at "sentAt"
       from broadcast_people p join members m on m.corp_id = $1 and m.id = p.member_id
      where p.corp_id = $1 and p.broadcast_id = $2 and ($3::text is null or p.member_id = $3) and p.person_id > $4 and ${inSet(wanted.range, 'm', values)}
      order by p.person_id limit $5`,
    values,
  );
}
