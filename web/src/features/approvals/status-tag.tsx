import type { ApprovalStatus } from '../../../../contract/src/approvals-shapes.ts';
import { Tag } from '../../ui/bits.tsx';
import { useApprovalWords } from './words.ts';

const tones = {
  running: 'info',
  revoking: 'info',
  approved: 'accent',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'plain',
  terminated: 'plain',
  revoked: 'plain',
} as const;

export function StatusTag({ status }: { status: ApprovalStatus }) {
  const words = useApprovalWords();
  return <Tag tone={tones[status]}>{words.status[status]}</Tag>;
}
