import { useEffect } from 'react';
import { onHint } from '../../lib/hints.ts';
import { useLoaded, type Loaded } from '../../lib/use-loaded.ts';

/** Several things at once are one look. */
const TOGETHER_MS = 150;
/** The server says when to look again; this is for when the line to it was down. */
const FALLBACK_MS = 30_000;

/** What the server says under a key, asked again when something happened at a desk. */
export function useFresh<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const loaded = useLoaded(key, load);
  const { reload } = loaded;
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const look = () => document.visibilityState === 'visible' && reload();
    const stop = onHint('desk', () => {
      clearTimeout(soon);
      soon = setTimeout(look, TOGETHER_MS);
    });
    const timer = setInterval(look, FALLBACK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      stop();
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload]);
  return loaded;
}
