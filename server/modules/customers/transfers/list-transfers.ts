import { customerTransfers, type Transfer } from '@teahouse/contract/customer-transfers';
import type { CustomerTransferId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { inCharge } from '../rules/led-members.ts';

/** Hand-overs from members the actor administers or leads, newest first; with an id that one alone. */
export async function transfersSeen(work: Work, id: CustomerTransferId | null): Promise<Transfer[]> {
  const values: unknown[] = [work.corpId, id];
  const theirs = await inCharge(work, 'a', values);
  const rows = await work.sql<Omit<Transfer, 'startedAt'> & { startedAt: Date }>(
    `select t.id, a.name "fromName", b.name "toName", t.reason, count(*)::int total,
            (count(*) filter (where r.state in ('moved', 'told')))::int moved, (count(*) filter (where r.state = 'failed'))::int failed,
            t.started_at "startedAt", t.done_at is not null done
       from customer_transfers t
       join customer_transfer_rows r on r.corp_id = $1 and r.transfer_id = t.id
       join members a on a.corp_id = $1 and a.id = t.from_member
       join members b on b.corp_id = $1 and b.id = t.to_member
      where t.corp_id = $1 and ($2::text is null or t.id = $2) and ${theirs}
      group by t.corp_id, t.id, a.name, b.name order by t.started_at desc, t.id desc limit 50`,
    values,
  );
  return rows.map(({ startedAt, ...t }) => ({ ...t, startedAt: startedAt.toISOString() }));
}

export const listTransfers = implement(customerTransfers.listTransfers, async (work) => ({
  transfers: await transfersSeen(work, null),
  leavers: await leaversWithCustomers(work),
}));

/** Members who left while customers were still theirs, of those the actor may give away. */
async function leaversWithCustomers(
  work: Work,
): Promise<{ memberId: MemberId; name: string; customers: number }[]> {
  const values: unknown[] = [work.corpId];
  const theirs = await inCharge(work, 'm', values, 'inherit');
  return await work.sql(
    `select m.id "memberId", m.name, count(*)::int customers from members m
       join customer_follows f on f.corp_id = $1 and f.member_id = m.id and f.state <> 'refused'
      where m.corp_id = $1 and m.status = 'left' and ${theirs} group by m.id, m.name order by customers desc, m.id limit 50`,
    values,
  );
}
