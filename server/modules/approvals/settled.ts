import type { BuiltInKind, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** A request as other modules see it. */
export interface ApprovalFacts {
  id: ApprovalId;
  no: string;
  kind: BuiltInKind | null;
  applicant: MemberId;
  /** what another module started it for, '' where a person did */
  subject: string;
  form: FormValues;
}
/** approved also where a revocation was refused never comes again: an outcome is told once, and `revoked` after `approved`. */
export type Outcome = 'approved' | 'rejected' | 'withdrawn' | 'terminated' | 'revoked';
export type Submitted = (work: Work, approval: ApprovalFacts) => Promise<void>;
export type Settled = (work: Work, approval: ApprovalFacts & { outcome: Outcome }) => Promise<void>;

const submitted = new Map<BuiltInKind, Submitted[]>();
const settled = new Map<BuiltInKind, Settled[]>();

/**
 * Follows requests of a kind: `run` is part of the transaction that submits one (again after it was sent back), so a ledger holds what
 * is asked for, or refuses with its own error and nothing is submitted. Called once, where a module is loaded.
 */
export function onSubmitted(kind: BuiltInKind, run: Submitted): void {
  submitted.set(kind, [...(submitted.get(kind) ?? []), run]);
}

/** Follows the end of requests of a kind: `run` is part of the transaction that ends one. Called once, where a module is loaded. */
export function onSettled(kind: BuiltInKind, run: Settled): void {
  settled.set(kind, [...(settled.get(kind) ?? []), run]);
}

export async function tellSubmitted(work: Work, approval: ApprovalFacts): Promise<void> {
  for (const run of (approval.kind && submitted.get(approval.kind)) || []) await run(work, approval);
}
export async function tellSettled(work: Work, approval: ApprovalFacts, outcome: Outcome): Promise<void> {
  for (const run of (approval.kind && settled.get(approval.kind)) || [])
    await run(work, { ...approval, outcome });
}
