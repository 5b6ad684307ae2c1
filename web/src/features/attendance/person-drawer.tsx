import type { MemberBrief } from '../../../../contract/src/directory.ts';
import { api } from '../../lib/api.ts';
import { Drawer } from '../../ui/dialog.tsx';
import { MonthView } from './month-view.tsx';
import { useAttendanceWords } from './words.ts';

/** Somebody's month, laid over the table it was opened from. */
export function PersonDrawer({
  member,
  month,
  onClose,
}: {
  member: MemberBrief;
  month: string;
  onClose: () => void;
}) {
  const words = useAttendanceWords();
  const memberId = member.id;
  return (
    <Drawer open wide onClose={onClose} title={words.openPerson(member.name)}>
      <MonthView
        start={month}
        source={{
          key: memberId,
          month: (m, signal) => api.attendance.getMemberMonth({ memberId, month: m }, { signal }),
          day: (day, signal) => api.attendance.getMemberDay({ memberId, day }, { signal }),
        }}
      />
    </Drawer>
  );
}
