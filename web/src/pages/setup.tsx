export { SetupPage } from '../features/identity/setup-page.tsx';
