import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  /** undefined until the first answer; while a newer one is on its way the old one stays */
  data: T | undefined;
  error: unknown;
  busy: boolean;
  reload: () => void;
}

/** What the server says under `key`; asked again when the key changes. A null key asks nothing. */
export function useLoaded<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    key: string | null;
    data: T | undefined;
    error: unknown;
    done: number;
  }>({
    key: null,
    data: undefined,
    error: null,
    done: -1,
  });
  const [asked, setAsked] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    latest.current(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ key, data, error: null, done: asked }),
      (error: unknown) =>
        !stop.signal.aborted &&
        setState((s) => ({ key, data: s.key === key ? s.data : undefined, error, done: asked })),
    );
    return () => stop.abort();
  }, [key, asked]);
  const reload = useCallback(() => setAsked((n) => n + 1), []);
  const here = state.key === key;
  return {
    data: here ? state.data : undefined,
    error: here ? state.error : null,
    busy: key !== null && (!here || state.done !== asked),
    reload,
  };
}
