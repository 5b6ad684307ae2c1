export { PolicyPage } from '../../features/identity-admin/policy-page.tsx';
