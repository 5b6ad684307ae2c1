import { useState } from 'react';
import type { CalendarId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useCalendarWords } from './words.ts';

/** The secret address under which other programs read this calendar: made anew, shown once, stopped. */
export function FeedDialog({ calendarId, onClose }: { calendarId: CalendarId; onClose: () => void }) {
  const words = useCalendarWords();
  const [url, setUrl] = useState('');
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const make = () =>
    attempt(async () =>
      setUrl(new URL((await api.calendar.makeFeed({ calendarId })).path, location.href).href),
    );
  const stop = () =>
    attempt(async () => {
      await api.calendar.stopFeed({ calendarId });
      setUrl('');
      toast(words.feedStopped, { tone: 'ok' });
    });
  const copy = () =>
    attempt(async () => {
      await copyText(url);
      toast(words.copied, { tone: 'ok' });
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.feed}
      description={words.feedText}
      footer={
        <>
          <Button onClick={() => void stop()}>{words.feedStop}</Button>
          <Button look={url ? 'outline' : 'solid'} onClick={() => void make()}>
            {words.feedMake}
          </Button>
        </>
      }
    >
      {url && (
        <div className="flex gap-2">
          <Input readOnly aria-label={words.feed} value={url} className="flex-1" />
          <Button look="solid" onClick={() => void copy()}>
            {words.copy}
          </Button>
        </div>
      )}
      {url && <p className="mt-2 text-small text-text-3">{words.feedCaldav(location.origin)}</p>}
    </Dialog>
  );
}
