import { Failure, fail } from '../../kernel/fail.ts';
import type { RecogniseApp } from '../../kernel/http/admit.ts';
import type { Meter } from '../../kernel/throttle.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom } from './allowed-from.ts';
import { actingApp, appById } from './app.ts';
import { whoseToken } from './app-token.ts';
import { meterCall } from './call-pace.ts';

/** The app that calls our own interface. One that is off, elsewhere or too fast is known, and refused. */
export const recogniseApp: RecogniseApp = async (token, { route, ip, now, ports }) => {
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (found === 'expired') return fail('common.token_expired');
  if (found === 'unknown') return fail('common.token_unknown');
  const { corpId } = found;
  const app = await ports.openWork(corpId, system, (work) => appById(work, found.appId));
  if (!app) return fail('common.token_unknown');
  const meters = await meterCall(ports.throttles, app, { path: route, ip });
  const used = meters.find((m) => m.left < 0);
  const refused = !app.enabled
    ? 'common.app_off'
    : !allowedFrom(app.allowedIps, ip)
      ? 'common.app_elsewhere'
      : used && 'common.too_many';
  return {
    corpId,
    actor: actingApp(app),
    headers: { ...quota(meters[0]!, now), ...(used ? { 'retry-after': String(secondsTo(used, now)) } : {}) },
    refused: refused && new Failure(refused),
  };
};

/** What the app has left in its minute: limit, calls left, seconds until all of them come back. */
const quota = (meter: Meter, now: Date): Record<string, string> => ({
  'ratelimit-limit': String(meter.most),
  'ratelimit-remaining': String(Math.max(meter.left, 0)),
  'ratelimit-reset': String(secondsTo(meter, now)),
});

const secondsTo = ({ until }: Meter, now: Date) =>
  Math.max(Math.ceil((until.getTime() - now.getTime()) / 1_000), 0);
