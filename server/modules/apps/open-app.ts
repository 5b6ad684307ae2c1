import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom } from './allowed-from.ts';
import { type App, actingApp, appById } from './app.ts';
import { type AppToken, issueToken, whoseToken } from './app-token.ts';
import { meterCall } from './call-pace.ts';
import { corpCode } from './corp-code.ts';

export type AppFinding =
  | { shift: Shift; app: App }
  | 'unknown'
  | 'expired'
  | 'disabled'
  | 'elsewhere'
  | 'too_often';

/** The app whose token a stranger shows, and a shift in which it acts; or why there is none. One call is counted. */
export async function openApp(call: ForeignCall, token: string): Promise<AppFinding> {
  const { ports, now, request } = call;
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (typeof found === 'string') return found;
  const app = await ports.openWork(found.corpId, system, (work) => appById(work, found.appId));
  if (!app) return 'unknown';
  if (!app.enabled) return 'disabled';
  if (!allowedFrom(app.allowedIps, request.ip)) return 'elsewhere';
  if ((await meterCall(ports.throttles, app, request)).some((m) => m.left < 0)) return 'too_often';
  const { corpId } = found;
  const actor = actingApp(app);
  return { app, shift: { corpId, ports, now, work: (run, as) => ports.openWork(corpId, as ?? actor, run) } };
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
