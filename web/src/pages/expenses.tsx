import { useLocation, useParams } from 'wouter';
import type { FileId } from '../../../contract/src/ids.ts';
import { ApprovalProgress } from '../features/approvals/approval-progress.tsx';
import { FilesField } from '../ui/form/files-field.tsx';
import { SendFileContext } from '../ui/form/send-file.ts';
import { ExpenseCenter } from '../features/expenses/expense-center.tsx';
import { sendFile } from './send-file.ts';

export function ExpensesPage() {
  const [, navigate] = useLocation();
  const { id, mode } = useParams<{ id?: string; mode?: string }>();
  return (
    <SendFileContext value={sendFile}>
      <ExpenseCenter
        id={id}
        mode={mode}
        onGo={navigate}
        progress={(approvalId) => <ApprovalProgress approvalId={approvalId} />}
        filesField={(label: string, value: readonly FileId[], onValue) => (
          <FilesField label={label} value={value} onValue={onValue} max={20} />
        )}
      />
    </SendFileContext>
  );
}
