import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Meter } from '../../kernel/throttle.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom, type App, appById, meterCall, noteGap, whoseToken } from '../../modules/apps/index.ts';
import { WecomError } from './wecom.errors.ts';

/** The company and app behind the token of a call. */
export async function letIn(call: ForeignCall): Promise<{ corpId: string; app: App; meter: Meter }> {
  const { request, ports, now } = call;
  const token = request.query['access_token'] ?? '';
  if (token === '') throw new WecomError(41001);
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (found === 'expired') throw new WecomError(42001);
  if (found === 'unknown') throw new WecomError(40014);
  const app = await ports.openWork(found.corpId, system, (work) => appById(work, found.appId));
  if (!app) throw new WecomError(40014);
  mustBeOpen(app, call);
  const meters = await meterCall(ports.throttles, app, request);
  if (meters.some((m) => m.left < 0)) throw new TooOften(meters[0]!);
  return { corpId: found.corpId, app, meter: meters[0]! };
}

/** An app works while it is on, and from where it may. */
export function mustBeOpen(app: App, { request }: ForeignCall): void {
  if (!app.enabled) throw new WecomError(50003);
  if (!allowedFrom(app.allowedIps, request.ip)) throw new WecomError(60020);
}

/** The call was one too many; its answer tells when the next one is welcome. */
export class TooOften extends WecomError {
  readonly meter: Meter;
  constructor(meter: Meter) {
    super(45009);
    this.meter = meter;
  }
}

/** Remembers a path that a program with a good token asked for in vain. Strangers write no lists here. */
export async function noteUnknown(call: ForeignCall): Promise<void> {
  const { request, ports, now } = call;
  const found = await whoseToken(ports.frontDesk, ports.secret, request.query['access_token'] ?? '', now);
  if (typeof found === 'object')
    await ports.openWork(found.corpId, system, (work) => noteGap(work, request.path));
}

/** What an app has left in this minute, for its answers' headers. */
export function quotaHeaders(meter: Meter, now: Date): Record<string, string> {
  return {
    'x-ratelimit-limit': String(meter.most),
    'x-ratelimit-remaining': String(Math.max(meter.left, 0)),
    'x-ratelimit-reset': String(Math.max(Math.ceil((meter.until.getTime() - now.getTime()) / 1000), 0)),
  };
}
