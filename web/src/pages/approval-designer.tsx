import { useLocation, useParams } from 'wouter';
import type { ApprovalTemplateId } from '../../../contract/src/ids.ts';
import { Designer } from '../features/approvals/design/designer.tsx';
import { useMe } from '../lib/session.ts';

export function ApprovalDesignerPage() {
  const [, navigate] = useLocation();
  const me = useMe();
  const { templateId } = useParams<{ templateId: ApprovalTemplateId }>();
  const back = me.rights.includes('settings') ? '/admin/approvals' : '/approvals/templates';
  return <Designer key={templateId} templateId={templateId} onBack={() => navigate(back)} />;
}
