import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { ClaimId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId, uuidOf } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';
import { heldBatch } from './batches.ts';
import { CLAIM, type ClaimRow } from './claims.access.ts';
import { nextNumber } from './numbers.ts';
import { expenseSettings } from './settings.ts';

export interface Account {
  member_id: MemberId;
  holder: string;
  bank: string;
  last4: string;
  sealed: string;
}

/** Where these members are paid today; fails with the name of the first who has not said. */
export async function accountsOf(work: Work, members: readonly MemberId[]): Promise<Map<string, Account>> {
  const rows = await work.sql<Account>(
    'select member_id, holder, bank, last4, sealed from payee_accounts where corp_id = $1 and member_id = any($2)',
    [work.corpId, members],
  );
  const found = new Map(rows.map((r) => [r.member_id as string, r]));
  const bare = members.find((m) => !found.has(m));
  if (bare)
    fail('expenses.no_account', '', [
      { path: 'member', text: (await briefsOf(work, [bare]))[0]?.name ?? '' },
    ]);
  return found;
}

export const makeBatch = implement(expensesAdmin.makeBatch, async (work, { cid, claimIds }) => {
  // Retries of one command wait for each other here, and the later ones find the batch.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} batch ${cid}`]);
  const before = await work.db
    .selectFrom('payment_batches')
    .select('id')
    .where('cid', '=', cid)
    .executeTakeFirst();
  if (before) return await heldBatch(work, before.id);
  const claims = await claimsToPay(work, [...new Set(claimIds)]);
  const accounts = await accountsOf(
    work,
    claims.map((c) => c.member_id),
  );
  const id = newId('pbt');
  await work.db
    .insertInto('payment_batches')
    .values({
      id,
      no: await nextNumber(work, 'FK'),
      cid,
      maker: actingMember(work),
      state: 'made',
      currency: (await expenseSettings(work)).currency,
      count: claims.length,
      total: claims.reduce((n, c) => n + c.payable, 0),
      made_at: work.now,
    })
    .execute();
  for (const claim of claims) {
    const { holder, bank, last4, sealed } = accounts.get(claim.member_id)!;
    await work.db
      .insertInto('payments')
      .values({
        id: newId('pmt'),
        batch_id: id,
        claim_id: claim.id,
        key: uuidOf(`pay ${work.corpId} ${claim.id} ${claim.attempt}`),
        member_id: claim.member_id,
        amount: claim.payable,
        holder,
        bank,
        last4,
        sealed,
        state: 'pending',
      })
      .execute();
  }
  await work.sql(`update expense_claims set state = 'paying' where corp_id = $1 and id = any($2)`, [
    work.corpId,
    claims.map((c) => c.id),
  ]);
  await work.audit({
    action: 'expenses.batch_made',
    object: id,
    detail: { claims: claims.map((c) => c.no) },
  });
  return await heldBatch(work, id);
});

/** Approved claims, held; one that is not waiting for payment is named. */
async function claimsToPay(work: Work, ids: readonly ClaimId[]): Promise<ClaimRow[]> {
  const rows = await work.sql<ClaimRow>(
    `select ${CLAIM} from expense_claims c where c.corp_id = $1 and c.id = any($2) order by c.id for update`,
    [work.corpId, ids],
  );
  const other = rows.find((r) => r.state !== 'approved');
  if (other || rows.length < ids.length)
    fail('expenses.not_payable', '', [{ path: 'claim', text: other?.no ?? '?' }]);
  return rows;
}
