import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { CLAIM, type ClaimRow, claimToSee } from './claims.access.ts';
import { toBrief, toClaim } from './claims.present.ts';

const LINES = `(select count(*)::int from expense_lines l where l.corp_id = $1 and l.claim_id = c.id) lines`;

export const listMyClaims = implement(expenses.listMyClaims, async (work, { before, limit }) => {
  const rows = await work.sql<ClaimRow & { lines: number }>(
    `select ${CLAIM}, ${LINES} from expense_claims c
      where c.corp_id = $1 and c.member_id = $2 and ($3::text is null or c.id < $3) order by c.id desc limit $4`,
    [work.corpId, actingMember(work), before ?? null, limit],
  );
  return { claims: rows.map(toBrief), next: rows.length === limit ? rows.at(-1)!.id : null };
});

export const getClaim = implement(expenses.getClaim, async (work, { claimId }) =>
  toClaim(work, await claimToSee(work, claimId)),
);

export const listClaims = implement(expensesAdmin.listClaims, async (work, { state, after, limit }) => {
  const rows = await work.sql<ClaimRow & { lines: number; has_account: boolean }>(
    `select ${CLAIM}, ${LINES},
            exists (select from payee_accounts p where p.corp_id = $1 and p.member_id = c.member_id) has_account
       from expense_claims c
      where c.corp_id = $1 and c.state = $2 and ($3::text is null or c.id > $3) order by c.id limit $4`,
    [work.corpId, state, after ?? null, limit],
  );
  return {
    claims: rows.map((r) => ({ ...toBrief(r), hasAccount: r.has_account })),
    next: rows.length === limit ? rows.at(-1)!.id : null,
  };
});
