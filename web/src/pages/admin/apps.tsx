import { AppsAdmin } from '../../features/apps/apps-admin.tsx';
import { DepartmentPicker } from '../../features/directory/department-picker.tsx';
import { findColleagues } from '../../features/directory/find-colleagues.ts';
import { confirmed } from '../../lib/step-up.ts';

/** Apps borrow the choice of people and departments from the directory, and the proof of identity before a secret is shown. */
export function AppsPage() {
  return (
    <AppsAdmin
      confirmed={confirmed}
      findMembers={findColleagues}
      pickDepartment={({ onPick, ...ask }) => <DepartmentPicker open {...ask} onPick={onPick} />}
    />
  );
}
