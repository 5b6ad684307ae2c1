import { useLocation, useParams } from 'wouter';
import type { ApprovalId } from '../../../contract/src/ids.ts';
import { ApprovalCenter } from '../features/approvals/approval-center.tsx';
import { PrintPage } from '../features/approvals/print-page.tsx';
import { sendFile } from './send-file.ts';

export function ApprovalsPage() {
  const [, navigate] = useLocation();
  const { view, id } = useParams<{ view?: string; id?: string }>();
  if (view === 'print' && id) return <PrintPage approvalId={id as ApprovalId} />;
  return <ApprovalCenter view={view} id={id} onGo={navigate} sendFile={sendFile} />;
}
