export { RolesPage } from '../../features/identity-admin/roles-page.tsx';
