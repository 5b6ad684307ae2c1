export { WelcomePage } from '../features/identity/welcome-page.tsx';
