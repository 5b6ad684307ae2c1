import type { Meter } from '../throttle.ts';

/** What an app has left in this minute, for its answers' headers. */
export function quotaHeaders(meter: Meter, now: Date): Record<string, string> {
  return {
    'x-ratelimit-limit': String(meter.most),
    'x-ratelimit-remaining': String(Math.max(meter.left, 0)),
    'x-ratelimit-reset': String(Math.max(Math.ceil((meter.until.getTime() - now.getTime()) / 1000), 0)),
  };
}
