import type { ContactCodeId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** Somebody who came by a code. */
export interface CameBy {
  customerId: CustomerId;
  memberId: MemberId;
  userid: string;
  /** they have said something since */
  spoke: boolean;
  channel: string;
}

/** Who came by a code, by customer after `after`; at most `limit`. The caller has checked that the code may be seen. */
export async function customersOfCode(
  work: Work,
  codeId: ContactCodeId,
  { after = '', limit }: { after?: string; limit: number },
): Promise<CameBy[]> {
  return await work.sql<CameBy>(
    `select f.customer_id "customerId", f.member_id "memberId", m.userid, f.channel,
            exists (select from chat_entries e where e.corp_id = $1 and e.chat_id = f.chat_id and e.sender_id = f.customer_id and e.event = 'msg') spoke
       from customer_follows f join members m on m.corp_id = $1 and m.id = f.member_id
      where f.corp_id = $1 and f.code_id = $2 and f.state = 'following' and f.customer_id > $3 order by f.customer_id limit $4`,
    [work.corpId, codeId, after, limit],
  );
}

/** How many came by a code in [from, to), and how often it was opened in all. */
export async function cameByCode(
  work: Work,
  codeId: ContactCodeId,
  { from, to }: { from: Date; to: Date },
): Promise<{ came: number; opened: number }> {
  const [row] = await work.sql<{ came: number; opened: number }>(
    `select count(f.customer_id)::int came, c.scans::int opened from contact_codes c
       left join customer_follows f on f.corp_id = $1 and f.code_id = c.id and f.added_at >= $3 and f.added_at < $4
      where c.corp_id = $1 and c.id = $2 group by c.scans`,
    [work.corpId, codeId, from, to],
  );
  return row ?? { came: 0, opened: 0 };
}
