import type { AppId, CustomerId, CustomerTransferId, MemberId } from '@teahouse/contract/ids';
import type { Transfer } from '@teahouse/contract/customer-transfers';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { moveCustomers } from './move-customers.ts';

export interface NewTransfer {
  from: MemberId;
  to: MemberId;
  /** 'all': everybody they have, and their place in contact-me codes */
  customerIds: readonly CustomerId[] | 'all';
  reason: Transfer['reason'];
  message: string;
  madeBy: MemberId | AppId;
}

/** Starts handing over. The caller has checked who may; undefined where there is nobody to hand over. */
export async function beginTransfer(
  work: Work,
  { from, to, customerIds, reason, message, madeBy }: NewTransfer,
): Promise<CustomerTransferId | undefined> {
  if (from === to) fail('customers.same_member');
  if (customerIds === 'all') await giveCodes(work, from, to);
  const id = newId('ctf');
  const rows = await work.sql(
    `insert into customer_transfer_rows (corp_id, transfer_id, customer_id)
     select $1, $2, customer_id from customer_follows
      where corp_id = $1 and member_id = $3 and state <> 'refused' and ($4::text[] is null or customer_id = any($4)) returning customer_id`,
    [work.corpId, id, from, customerIds === 'all' ? null : customerIds],
  );
  if (rows.length === 0) return undefined;
  await work.sql(
    `insert into customer_transfers (corp_id, id, from_member, to_member, reason, message, made_by, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [work.corpId, id, from, to, reason, message, madeBy, work.now],
  );
  await work.audit({
    action: 'customers.handed_over',
    object: from,
    detail: { to, customers: rows.length, reason },
  });
  await work.enqueue(moveCustomers, { transferId: id });
  return id;
}

/** Whoever scans their codes tomorrow reaches the other. */
async function giveCodes(work: Work, from: MemberId, to: MemberId): Promise<void> {
  await work.sql(
    `insert into contact_code_members (corp_id, code_id, member_id, hours, daily_cap)
     select $1, code_id, $3, hours, daily_cap from contact_code_members where corp_id = $1 and member_id = $2 on conflict do nothing`,
    [work.corpId, from, to],
  );
  await work.sql('delete from contact_code_members where corp_id = $1 and member_id = $2', [
    work.corpId,
    from,
  ]);
  await work.sql('update contact_codes set made_by = $3 where corp_id = $1 and made_by = $2', [
    work.corpId,
    from,
    to,
  ]);
}

/** How many customers a member has. */
export async function countCustomers(work: Work, memberId: MemberId): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int n from customer_follows where corp_id = $1 and member_id = $2 and state <> 'refused'`,
    [work.corpId, memberId],
  );
  return row!.n;
}

export interface TransferOutcome {
  customerId: CustomerId;
  state: 'waiting' | 'done' | 'failed';
  movedAt: Date | null;
}

/** What became of hand-overs between two members, each customer's latest, by customer; behind `after` if it is given. */
export async function transferOutcomes(
  work: Work,
  { from, to, after, limit }: { from: MemberId; to: MemberId; after?: string | undefined; limit: number },
): Promise<TransferOutcome[]> {
  return await work.sql<TransferOutcome>(
    `select distinct on (r.customer_id) r.customer_id "customerId",
            case r.state when 'told' then 'done' when 'moved' then 'done' else r.state end state, r.moved_at "movedAt"
       from customer_transfer_rows r join customer_transfers t on t.corp_id = $1 and t.id = r.transfer_id
      where r.corp_id = $1 and t.from_member = $2 and t.to_member = $3 and ($4::text is null or r.customer_id > $4)
      order by r.customer_id, t.started_at desc limit ${Math.floor(limit)}`,
    [work.corpId, from, to, after ?? null],
  );
}
