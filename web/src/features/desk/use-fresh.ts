import { useEffect } from 'react';
import { useLoaded, type Loaded } from '../../lib/use-loaded.ts';

const EVERY_MS = 3_000;

/** What the server says under a key, asked again every few seconds while somebody looks. */
export function useFresh<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const loaded = useLoaded(key, load);
  const { reload } = loaded;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return loaded;
}
