import type { ApprovalChange } from '@teahouse/contract/approval-events';
import type { ApprovalStatus, TaskState } from '@teahouse/contract/approvals-shapes';

/** A request as a whole. One that was returned still waits, for its applicant; taking back is no state of the vendor's until it is done. */
export const shownStatus: Record<ApprovalStatus, number> = {
  running: 1,
  returned: 1,
  revoking: 2,
  approved: 2,
  rejected: 3,
  terminated: 3,
  withdrawn: 4,
  revoked: 6,
};

/** Ours that a number of the vendor's asks for. */
export const statusesOf = (no: number): ApprovalStatus[] =>
  (Object.keys(shownStatus) as ApprovalStatus[]).filter((s) => shownStatus[s] === no);

/** One person's word. */
export const wordOf: Record<TaskState, number> = {
  open: 1,
  waiting: 1,
  cancelled: 1,
  approved: 2,
  rejected: 3,
  transferred: 4,
  returned: 11,
};

/** StatuChangeEvent (sic). */
export const changeNo: Record<ApprovalChange, number> = {
  submitted: 1,
  approved: 2,
  rejected: 3,
  terminated: 3,
  transferred: 4,
  urged: 5,
  withdrawn: 6,
  revoked: 8,
  commented: 10,
  returned: 11,
  added: 12,
};
