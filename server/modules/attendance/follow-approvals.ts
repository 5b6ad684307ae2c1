import { type ApprovalFacts, countWorkTime, onSettled, onSubmitted } from '../approvals/index.ts';
import { requestAsked, requestEnded } from './requests.ts';
import { afterWorkTime } from './work-clock.ts';

/** Leave, trips, overtime and corrections take effect in the transaction that submits or ends their approval; deadlines keep working hours. */
export function followApprovals(): void {
  countWorkTime(afterWorkTime);
  for (const kind of ['leave', 'trip', 'out', 'overtime', 'correction'] as const) {
    const of = (a: ApprovalFacts) => ({ kind, ref: a.id, memberId: a.applicant, form: a.form });
    onSubmitted(kind, (work, a) => requestAsked(work, of(a)));
    onSettled(kind, (work, a) => requestEnded(work, of(a), a.outcome));
  }
}
