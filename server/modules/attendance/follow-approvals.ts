import { type ApprovalFacts, onSettled, onSubmitted } from '../approvals/index.ts';
import { requestAsked, requestEnded } from './requests.ts';

/** Leave, trips, overtime and corrections take effect in the transaction that submits or ends their approval. */
export function followApprovals(): void {
  for (const kind of ['leave', 'trip', 'out', 'overtime', 'correction'] as const) {
    const of = (a: ApprovalFacts) => ({ kind, ref: a.id, memberId: a.applicant, form: a.form });
    onSubmitted(kind, (work, a) => requestAsked(work, of(a)));
    onSettled(kind, (work, a) => requestEnded(work, of(a), a.outcome));
  }
}
