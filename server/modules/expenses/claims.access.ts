// Who may see a claim: whoever made it, whoever answers for the money, and whoever was asked about it. Everybody else hears that there
// is none.
import type { ClaimId, MemberId } from '@teahouse/contract/ids';
import type { ClaimState } from '@teahouse/contract/expenses';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { approvalsISee } from '../approvals/index.ts';

export interface ClaimRow {
  id: ClaimId;
  no: string;
  member_id: MemberId;
  state: ClaimState;
  purpose: string;
  currency: string;
  total: number;
  settled: number;
  payable: number;
  over_limit: boolean;
  over_budget: boolean;
  over_reason: string;
  files: `file_${string}`[];
  attempt: number;
  approval_id: `apv_${string}` | null;
  created_at: Date;
  submitted_at: Date | null;
  paid_at: Date | null;
}
export const CLAIM = `c.id, c.no, c.member_id, c.state, c.purpose, c.currency, c.total, c.settled, c.payable, c.over_limit, c.over_budget,
  c.over_reason, c.files, c.attempt, c.approval_id, c.created_at, c.submitted_at, c.paid_at`;

const paysForAll = (work: Work) => work.actor.kind === 'member' && work.actor.rights.has('finance');

/** Of these claims, those the actor may see. */
export async function claimsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  const me = actingMember(work);
  const rows = await work.sql<{ id: string; member_id: string; state: string; approval_id: string | null }>(
    'select id, member_id, state, approval_id from expense_claims where corp_id = $1 and id = any($2)',
    [work.corpId, ids],
  );
  const asked = new Set(
    await approvalsISee(
      work,
      rows.flatMap((r) => (r.approval_id ? [r.approval_id] : [])),
    ),
  );
  // A draft is nobody's business yet.
  return rows
    .filter(
      (r) =>
        r.member_id === me ||
        (paysForAll(work) && r.state !== 'draft') ||
        (r.approval_id !== null && asked.has(r.approval_id)),
    )
    .map((r) => r.id);
}

export async function claimToSee(work: Work, claimId: ClaimId): Promise<ClaimRow> {
  if ((await claimsISee(work, [claimId])).length === 0) fail('expenses.claim_not_found');
  const [row] = await work.sql<ClaimRow>(
    `select ${CLAIM} from expense_claims c where c.corp_id = $1 and c.id = $2`,
    [work.corpId, claimId],
  );
  return row ?? fail('expenses.claim_not_found');
}

/** A claim of the acting member that is not on its way, held until the work is done. */
export async function claimToChange(work: Work, claimId: ClaimId): Promise<ClaimRow> {
  const row = await heldClaim(work, claimId);
  if (row?.member_id !== actingMember(work)) return fail('expenses.claim_not_found');
  if (!['draft', 'rejected', 'withdrawn'].includes(row.state)) fail('expenses.not_a_draft');
  return row;
}

/** Any claim, held until the work is done; for those whose right was asked before. */
export async function heldClaim(work: Work, claimId: string): Promise<ClaimRow | undefined> {
  const [row] = await work.sql<ClaimRow>(
    `select ${CLAIM} from expense_claims c where c.corp_id = $1 and c.id = $2 for update`,
    [work.corpId, claimId],
  );
  return row;
}
