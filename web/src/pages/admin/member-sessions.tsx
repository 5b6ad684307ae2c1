export { SessionsPage } from '../../features/identity-admin/sessions-page.tsx';
