export { ForgotPage } from '../features/identity/forgot-page.tsx';
