import { useEffect, useRef, useState } from 'react';

export interface Found<T> {
  items: T[];
  busy: boolean;
  failed: boolean;
}

/** Asks `find` a moment after typing stops; answers that come late for an older query are dropped. */
export function useSearch<T>(
  query: string,
  find: (q: string, signal: AbortSignal) => Promise<T[]>,
  wait = 120,
): Found<T> {
  const [found, setFound] = useState<Found<T>>({ items: [], busy: true, failed: false });
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const stop = new AbortController();
    setFound((f) => ({ ...f, busy: true }));
    const timer = setTimeout(() => {
      latest.current(query.trim(), stop.signal).then(
        (items) => !stop.signal.aborted && setFound({ items, busy: false, failed: false }),
        () => !stop.signal.aborted && setFound({ items: [], busy: false, failed: true }),
      );
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, wait]);
  return found;
}
