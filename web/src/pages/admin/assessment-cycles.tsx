import { CyclesAdmin } from '../../features/assessment/admin/cycles-admin.tsx';
import { findColleagues } from '../../features/directory/find-colleagues.ts';

export const AssessmentCyclesPage = () => <CyclesAdmin findMembers={findColleagues} />;
