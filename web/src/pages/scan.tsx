export { ScanPage } from '../features/identity/scan-page.tsx';
