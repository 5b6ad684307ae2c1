import { api } from '../../lib/api.ts';
import { Tabs } from '../../ui/tabs.tsx';
import type { SendPhoto } from './field-dialog.tsx';
import { LeaveView } from './leave-view.tsx';
import { LooksList } from './looks-list.tsx';
import { MonthView } from './month-view.tsx';
import { PunchView } from './punch-view.tsx';
import { TeamView } from './team-view.tsx';
import { useAttendanceWords } from './words.ts';

const views = ['punch', 'month', 'leave', 'team', 'looks'] as const;
type View = (typeof views)[number];

/** My attendance: punching, my month, those who report to me, and who looked. */
export function AttendanceTabs({
  view,
  onView,
  sendPhoto,
}: {
  view: string | undefined;
  onView: (view: string) => void;
  sendPhoto: SendPhoto;
}) {
  const words = useAttendanceWords();
  const here: View = views.find((v) => v === view) ?? 'punch';
  return (
    <Tabs<View>
      label={words.title}
      value={here}
      onValue={onView}
      tabs={views.map((id) => ({ id, label: words.views[id] }))}
    >
      {here === 'punch' && <PunchView sendPhoto={sendPhoto} />}
      {here === 'month' && <MonthView source={mine} />}
      {here === 'leave' && <LeaveView />}
      {here === 'team' && <TeamView />}
      {here === 'looks' && <LooksList />}
    </Tabs>
  );
}

const mine = {
  key: 'me',
  month: (month: string, signal: AbortSignal) => api.attendance.getMyMonth({ month }, { signal }),
  day: (day: string, signal: AbortSignal) => api.attendance.getMyDay({ day }, { signal }),
};
