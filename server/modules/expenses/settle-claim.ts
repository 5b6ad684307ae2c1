// What follows from the end of a claim's approval, in the transaction that ends it.
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { type ApprovalFacts, digitsOf, onSettled, onSubmitted, type Outcome } from '../approvals/index.ts';
import { releaseInvoices } from '../invoices/index.ts';
import { type ClaimRow, heldClaim } from './claims.access.ts';
import { linesOf } from './claims.present.ts';
import { commitBudgets, releaseBudgets } from './hold-budgets.ts';
import { postDocument } from './post-document.ts';
import { lineToPost, type PostedSide, postClaim } from './posting.rules.ts';
import { expenseSettings } from './settings.ts';
import { typeRows } from './types.ts';

/** Names one submission of a claim to approvals. */
export const subjectOf = (claimId: string, attempt: number): string => `expenses:${claimId}:${attempt}`;

/** A claim follows its approval; a form filled in by hand is no claim. */
export function followApprovals(): void {
  onSubmitted('claim', async (work, approval) => {
    if ((await claimOf(work, approval))?.state !== 'submitted') fail('expenses.start_there');
  });
  onSettled('claim', async (work, approval) => {
    const claim = await claimOf(work, approval);
    if (claim) await settle(work, claim, approval.outcome);
  });
}

async function claimOf(work: Work, approval: ApprovalFacts): Promise<ClaimRow | undefined> {
  const [module, claimId = ''] = approval.subject.split(':');
  if (module !== 'expenses') return undefined;
  const claim = await heldClaim(work, claimId);
  return claim && subjectOf(claim.id, claim.attempt) === approval.subject ? claim : undefined;
}

async function settle(work: Work, claim: ClaimRow, outcome: Outcome): Promise<void> {
  if (outcome === 'revoked') return await takeBack(work, claim);
  if (claim.state !== 'submitted') return;
  if (outcome === 'approved') return await approve(work, claim);
  await letGo(work, claim, outcome === 'withdrawn' ? 'withdrawn' : 'rejected');
}

async function approve(work: Work, claim: ClaimRow): Promise<void> {
  const { accounts } = await expenseSettings(work);
  const accountOf = new Map((await typeRows(work)).map((t) => [t.id, t.account]));
  const advances = await work.sql<{ id: `adv_${string}`; outstanding: number }>(
    `select id, outstanding from expense_advances
      where corp_id = $1 and member_id = $2 and outstanding > 0 order by id for update`,
    [work.corpId, claim.member_id],
  );
  const { sides, settled, payable } = postClaim(
    {
      lines: (await linesOf(work, claim.id)).map((l) =>
        lineToPost(
          {
            account: accountOf.get(l.type_id) ?? '',
            costCentre: l.cost_centre,
            amount: BigInt(l.amount),
            tax: BigInt(l.tax),
            currency: l.currency,
            rateE8: BigInt(l.rate_e8),
            claimed: BigInt(l.claimed),
            claimedTax: BigInt(l.claimed_tax),
            approved: BigInt(l.approved),
          },
          claim.currency,
          digitsOf,
        ),
      ),
      advances: advances.map((a) => ({ id: a.id, outstanding: BigInt(a.outstanding) })),
    },
    accounts,
  );
  const { no, purpose, currency } = claim;
  await postDocument(work, { doc: docOf(claim), memo: `${no} ${purpose}`, currency, sides });
  for (const s of settled) {
    await work.sql(
      'insert into expense_settlements (corp_id, claim_id, advance_id, amount) values ($1, $2, $3, $4)',
      [work.corpId, claim.id, s.id, s.amount],
    );
    await work.sql(
      'update expense_advances set outstanding = outstanding - $3 where corp_id = $1 and id = $2',
      [work.corpId, s.id, s.amount],
    );
  }
  await commitBudgets(work, claim.id);
  const done = payable === 0n;
  await work.db
    .updateTable('expense_claims')
    .set({
      state: done ? 'paid' : 'approved',
      settled: Number(settled.reduce((n, s) => n + s.amount, 0n)),
      payable: Number(payable),
      decided_at: work.now,
      paid_at: done ? work.now : null,
    })
    .where('id', '=', claim.id)
    .execute();
}

const docOf = (claim: ClaimRow) => `${claim.id}:${claim.attempt}`;

/** Invoices and budgets are free again. */
async function letGo(work: Work, claim: ClaimRow, state: 'rejected' | 'withdrawn'): Promise<void> {
  await releaseBudgets(work, claim.id);
  await releaseInvoices(work, claim.id);
  await work.sql('update expense_lines set live = false where corp_id = $1 and claim_id = $2', [
    work.corpId,
    claim.id,
  ]);
  await work.db
    .updateTable('expense_claims')
    .set({ state, decided_at: work.now, settled: 0, payable: 0 })
    .where('id', '=', claim.id)
    .execute();
}

/** An approval was revoked: the books get the opposite entry, advances are owed again. What is being paid cannot be taken back. */
async function takeBack(work: Work, claim: ClaimRow): Promise<void> {
  const onlySettled = claim.state === 'paid' && claim.payable === 0;
  if (claim.state !== 'approved' && !onlySettled) fail('expenses.being_paid');
  const posted = await work.sql<{
    account: string;
    side: PostedSide['side'];
    amount: number;
    cost: string;
    currency: string;
    foreign: number;
    rate: number;
  }>(
    `select account, side, amount, cost_centre cost, foreign_currency currency, foreign_amount "foreign", rate_e8 rate
       from postings where corp_id = $1 and doc = $2 order by line`,
    [work.corpId, docOf(claim)],
  );
  await postDocument(work, {
    doc: `${docOf(claim)}:revoked`,
    memo: claim.no,
    currency: claim.currency,
    sides: posted.map((p) => ({
      account: p.account,
      side: p.side === 'debit' ? 'credit' : 'debit',
      amount: BigInt(p.amount),
      costCentre: p.cost,
      foreign: p.currency
        ? { currency: p.currency, amount: BigInt(p.foreign), rateE8: BigInt(p.rate) }
        : undefined,
    })),
  });
  await work.sql(
    `update expense_advances a set outstanding = a.outstanding + s.amount
       from expense_settlements s where a.corp_id = $1 and s.corp_id = $1 and s.claim_id = $2 and a.id = s.advance_id`,
    [work.corpId, claim.id],
  );
  await work.sql('delete from expense_settlements where corp_id = $1 and claim_id = $2', [
    work.corpId,
    claim.id,
  ]);
  await letGo(work, claim, 'withdrawn');
}
