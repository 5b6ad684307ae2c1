import { DeskAdmin } from '../../features/desk/admin/desk-admin.tsx';
import { findColleagues } from '../../features/directory/find-colleagues.ts';

export const DeskAdminPage = () => <DeskAdmin findMembers={findColleagues} />;
