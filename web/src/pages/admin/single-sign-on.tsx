export { SsoPage } from '../../features/identity-admin/sso-page.tsx';
