import { useCallback, useEffect, useRef, useState } from 'react';
import { failureText } from '../../lib/api.ts';

/** What the server answers to a question; asked again when `on` changes or `again` is called. */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  on = '',
): { value: T | null; failure: string | null; again: () => void } {
  const [got, setGot] = useState<{ on: string; value: T | null; failure: string | null } | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const stop = new AbortController();
    latest.current(stop.signal).then(
      (value) => !stop.signal.aborted && setGot({ on, value, failure: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) setGot({ on, value: null, failure: failureText(error) });
      },
    );
    return () => stop.abort();
  }, [on, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const fits = got?.on === on ? got : null;
  return { value: fits?.value ?? null, failure: fits?.failure ?? null, again };
}
