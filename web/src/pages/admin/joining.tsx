import { DepartmentPicker } from '../../features/directory/department-picker.tsx';
import { JoinAdmin } from '../../features/joining/join-admin.tsx';

export function JoiningPage() {
  return <JoinAdmin pick={(ask) => <DepartmentPicker open {...ask} />} />;
}
