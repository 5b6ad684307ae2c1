import type { CalendarId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/overlays.ts';
import { PeopleField } from '../../ui/people-field.tsx';
import { useCalendarWords } from './words.ts';

/** Who may read my calendar. What somebody may do beyond reading stays as it was. */
export function ShareDialog({ calendarId, onClose }: { calendarId: CalendarId; onClose: () => void }) {
  const words = useCalendarWords();
  const { data, reload } = useLoaded(calendarId, (signal) => api.calendar.listCalendars({}, { signal }));
  const shares = data?.calendars.find((c) => c.id === calendarId)?.shares;
  const share = async (ids: readonly MemberId[]) => {
    try {
      await api.calendar.changeCalendar({
        calendarId,
        shares: ids.map((memberId) => ({
          memberId,
          role: shares?.find((s) => s.memberId === memberId)?.role ?? 'read',
        })),
      });
      toast(words.saved, { tone: 'ok' });
      reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog open onClose={onClose} title={words.share} description={words.shareText}>
      {shares ? (
        <PeopleField
          label={words.mine}
          value={shares.map((s) => s.memberId)}
          max={2_000}
          onValue={(ids) => void share(ids)}
        />
      ) : (
        <RowsSkeleton rows={2} />
      )}
    </Dialog>
  );
}
