import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Meter } from '../../kernel/throttle.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom } from './allowed-from.ts';
import { type App, actingApp, appById } from './app.ts';
import { type AppToken, issueToken, whoseToken } from './app-token.ts';
import { meterCall } from './call-pace.ts';
import { corpCode } from './corp-code.ts';

export type AppFinding =
  | { shift: Shift; app: App; meter: Meter }
  | 'unknown'
  | 'expired'
  | 'disabled'
  | 'elsewhere'
  | 'too_often';

/**
 * The app whose token a stranger shows, a shift in which it acts, and what it has left in this minute; or why there is none. One call is
 * counted, under `route` where the path itself holds ids.
 */
export async function openApp(
  { ports, now, request }: ForeignCall,
  token: string,
  route: string = request.path,
): Promise<AppFinding> {
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (typeof found === 'string') return found;
  const app = await ports.openWork(found.corpId, system, (work) => appById(work, found.appId));
  if (!app) return 'unknown';
  if (!app.enabled) return 'disabled';
  if (!allowedFrom(app.allowedIps, request.ip)) return 'elsewhere';
  const meters = await meterCall(ports.throttles, app, { path: route, ip: request.ip });
  if (meters.some((m) => m.left < 0)) return 'too_often';
  const { corpId } = found;
  const actor = actingApp(app);
  return {
    app,
    meter: meters[0]!,
    shift: { corpId, ports, now, work: (run, as) => ports.openWork(corpId, as ?? actor, run) },
  };
}

/** A token for an app's key and secret. The key is its id, its number, or the code of its company. */
export async function tokenFor(
  { ports, request }: ForeignCall,
  key: string,
  secret: string,
): Promise<AppToken | 'unknown' | 'disabled' | 'elsewhere'> {
  const found = await ports.frontDesk.whoseKey('app_secret', secret);
  if (!found) return 'unknown';
  return await ports.openWork(found.corpId, system, async (work) => {
    const app = await appById(work, found.opens);
    if (!app || ![app.id, String(app.no), corpCode(found.corpId)].includes(key)) return 'unknown';
    if (!app.enabled) return 'disabled';
    if (!allowedFrom(app.allowedIps, request.ip)) return 'elsewhere';
    return await issueToken(work, ports.secret, app.id);
  });
}
