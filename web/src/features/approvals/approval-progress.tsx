import { useEffect } from 'react';
import type { ApprovalId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { onHint } from '../../lib/hints.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { StepsView } from './steps-view.tsx';

/** How far a request has come, shown beside what it was started for. */
export function ApprovalProgress({ approvalId }: { approvalId: ApprovalId }) {
  const { data, error, reload } = useLoaded(approvalId, (signal) =>
    api.approvals.getApproval({ approvalId }, { signal }),
  );
  useEffect(() => onHint('approvals', reload), [reload]);
  if (!data && error !== null) return <p className="text-dense text-text-3">{failureText(error)}</p>;
  if (!data) return <RowsSkeleton rows={2} />;
  return <StepsView steps={data.steps} applicant={{ id: data.applicantId, at: data.submittedAt }} />;
}
