import { customerTransfers, type Transfer } from '@teahouse/contract/customer-transfers';
import type { CustomerTransferId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { adminScope, scopeFilter } from '../../directory/index.ts';

/** Hand-overs from members the actor administers, newest first; with an id that one alone. */
export async function transfersSeen(work: Work, id: CustomerTransferId | null): Promise<Transfer[]> {
  const values: unknown[] = [work.corpId, id];
  const administered = scopeFilter(await adminScope(work), 'a', values);
  const rows = await work.sql<Omit<Transfer, 'startedAt'> & { startedAt: Date }>(
    `select t.id, a.name "fromName", b.name "toName", t.reason, count(*)::int total,
            (count(*) filter (where r.state in ('moved', 'told')))::int moved, (count(*) filter (where r.state = 'failed'))::int failed,
            t.started_at "startedAt", t.done_at is not null done
       from customer_transfers t
       join customer_transfer_rows r on r.corp_id = $1 and r.transfer_id = t.id
       join members a on a.corp_id = $1 and a.id = t.from_member
       join members b on b.corp_id = $1 and b.id = t.to_member
      where t.corp_id = $1 and ($2::text is null or t.id = $2) and ${administered}
      group by t.corp_id, t.id, a.name, b.name order by t.started_at desc, t.id desc limit 50`,
    values,
  );
  return rows.map(({ startedAt, ...t }) => ({ ...t, startedAt: startedAt.toISOString() }));
}

export const listTransfers = implement(customerTransfers.listTransfers, async (work) => ({
  transfers: await transfersSeen(work, null),
}));
