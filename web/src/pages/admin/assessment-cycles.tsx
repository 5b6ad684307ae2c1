import { CyclesAdmin } from '../../features/assessment/admin/cycles-admin.tsx';
import { findColleagues } from '../../ui/form/find-choices.ts';

export const AssessmentCyclesPage = () => <CyclesAdmin findMembers={findColleagues} />;
