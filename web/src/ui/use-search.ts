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
  const [found, setFound] = useState<{ query: string | null; items: T[]; failed: boolean }>({
    query: null,
    items: [],
    failed: false,
  });
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      latest.current(query.trim(), stop.signal).then(
        (items) => !stop.signal.aborted && setFound({ query, items, failed: false }),
        () => !stop.signal.aborted && setFound({ query, items: [], failed: true }),
      );
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, wait]);
  return { items: found.items, busy: found.query !== query, failed: found.failed && found.query === query };
}
