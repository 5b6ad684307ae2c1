export { SignInPage } from '../features/identity/sign-in-page.tsx';
