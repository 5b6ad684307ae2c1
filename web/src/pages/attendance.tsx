import { useLocation, useParams } from 'wouter';
import { AttendanceTabs } from '../features/attendance/attendance-tabs.tsx';
import { useAttendanceWords } from '../features/attendance/words.ts';
import { PaneBar } from '../ui/bits.tsx';
import { sendFile } from './send-file.ts';

export function AttendancePage() {
  const words = useAttendanceWords();
  const [, navigate] = useLocation();
  const { view } = useParams<{ view?: string }>();
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <AttendanceTabs
        view={view}
        onView={(to) => navigate(`/attendance/${to}`, { replace: true })}
        sendPhoto={sendFile}
      />
    </div>
  );
}
