import { useLocation, useParams } from 'wouter';
import { AttendanceTabs } from '../features/attendance/attendance-tabs.tsx';
import { useAttendanceWords } from '../features/attendance/words.ts';
import { uploadFile } from '../features/messaging/upload.ts';
import { failureText, Unreachable } from '../lib/api.ts';
import { PaneBar } from '../ui/bits.tsx';

/** Photos of field visits go the way all files go. */
async function sendPhoto(file: File) {
  const sent = await uploadFile(file, file.name || 'photo.jpg', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') return { fileId: sent.file.fileId };
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
}

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
        sendPhoto={sendPhoto}
      />
    </div>
  );
}
