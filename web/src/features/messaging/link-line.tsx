import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

/** Says calmly that the connection is away; a short cut is not worth a word. */
export function LinkLine() {
  const words = useMessagingWords();
  const link = useMessaging((s) => s.link);
  const well = link === 'online' || link === 'idle';
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (well) return;
    const timer = setTimeout(() => setAway(true), 1_500);
    return () => {
      clearTimeout(timer);
      setAway(false);
    };
  }, [well]);
  if (!away) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 bg-warn-soft px-4 py-1.5 text-small text-text"
    >
      <CloudOff aria-hidden className="size-3.5 shrink-0 text-warn" />
      {navigator.onLine ? words.link.waiting : words.link.offline}
    </div>
  );
}
