import { useLocation, useParams } from 'wouter';
import type { ApprovalId } from '../../../contract/src/ids.ts';
import { ApprovalCenter } from '../features/approvals/approval-center.tsx';
import { PrintPage } from '../features/approvals/print-page.tsx';
import { uploadFile } from '../features/messaging/upload.ts';
import { failureText, Unreachable } from '../lib/api.ts';

/** Attachments go the way all files go. */
async function sendFile(file: File) {
  const sent = await uploadFile(file, file.name || 'file', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') return { fileId: sent.file.fileId };
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
}

export function ApprovalsPage() {
  const [, navigate] = useLocation();
  const { view, id } = useParams<{ view?: string; id?: string }>();
  if (view === 'print' && id) return <PrintPage approvalId={id as ApprovalId} />;
  return <ApprovalCenter view={view} id={id} onGo={navigate} sendFile={sendFile} />;
}
