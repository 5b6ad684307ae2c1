import { useEffect } from 'react';
import type { Chat } from './model.ts';
import { sync } from './running.ts';
import { useMessaging } from './store.ts';

/** Asks for the presence of the people in my newest direct chats. */
export function usePresenceWatch(chats: readonly Chat[]): void {
  const online = useMessaging((s) => s.link === 'online');
  const key = chats
    .slice(0, 100)
    .flatMap((c) => c.peer ?? [])
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join();
  useEffect(() => {
    if (online && key) sync()?.realtime.watch(key.split(','));
  }, [key, online]);
}
