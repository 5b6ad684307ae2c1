import type { Meter, Pace, Throttles } from '../../kernel/throttle.ts';
import type { App } from './app.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How often programs may call. The number of an app by the minute is its own, and an administrator raises it. */
export const callLimits = { pathPerHour: 150_000, addressPerMinute: 20_000 } as const;

/** An app's own minute. */
export const appPace = (app: App): Pace => ({ name: 'app calls', most: app.callsPerMinute, perMs: MINUTE });

/** Counts one call of an app. The first meter is the app's own, which its answers tell about. */
export async function meterCall(
  throttles: Throttles,
  app: App,
  { path, ip }: { path: string; ip: string },
): Promise<Meter[]> {
  return await throttles.meter(
    [appPace(app), app.id],
    [{ name: 'app path calls', most: callLimits.pathPerHour, perMs: HOUR }, `${app.id} ${path}`],
    [{ name: 'address calls', most: callLimits.addressPerMinute, perMs: MINUTE }, ip],
  );
}
