export { AuditPage } from '../../features/identity-admin/audit-page.tsx';
