import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';

export interface OwnCode {
  memberId: MemberId;
  userid: string;
  name: string;
  position: string;
  /** the last part of its link */
  code: string;
}

/** Members of the range with a contact-me code of their own that is open; of several the newest. */
export async function ownCodes(work: Work, range: MemberSet): Promise<OwnCode[]> {
  const values: unknown[] = [work.corpId];
  return await work.sql<OwnCode>(
    `select distinct on (m.id) m.id "memberId", m.userid, m.name, m.position, k.code
       from contact_codes k join contact_code_members x on x.corp_id = $1 and x.code_id = k.id
       join members m on m.corp_id = $1 and m.id = x.member_id and m.status = 'active'
      where k.corp_id = $1 and k.kind = 'member' and k.closed_at is null and ${inSet(range, 'm', values)} order by m.id, k.id desc`,
    values,
  );
}
