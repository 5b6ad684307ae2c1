import type { ErrorCode } from '@teahouse/contract/errors';
import { fail } from '../../kernel/fail.ts';
import { Refused, type Refusal } from './engine/state.ts';

const codes: Record<Exclude<Refusal, object>, ErrorCode> = {
  not_yours: 'approvals.not_your_task',
  over: 'approvals.already_over',
  not_allowed: 'approvals.act_not_allowed',
  already_in_step: 'approvals.already_in_step',
  unknown_member: 'approvals.unknown_member',
  bad_target: 'approvals.bad_target',
  changes_branch: 'approvals.changes_branch',
  needs_comment: 'approvals.needs_comment',
  needs_signature: 'approvals.needs_signature',
  self_denied: 'approvals.self_denied',
  too_late: 'approvals.too_late',
};

/** Asks the engine; its "no" becomes the house's. */
export function orFail<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (typeof error.why === 'string') return fail(codes[error.why]);
    const { missing } = error.why;
    return fail('approvals.missing_for_flow', missing, [{ path: missing, text: missing }]);
  }
}
