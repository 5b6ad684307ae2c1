import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Meter } from '../../kernel/throttle.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom, type App, appById, meterCall, whoseToken } from '../../modules/apps/index.ts';
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
  const refuse = (error: WecomError): never => {
    noteCall(call, { corpId: found.corpId, appId: app.id, error, ms: 0 });
    throw error;
  };
  const shut = whyShut(app, call);
  if (shut) return refuse(shut);
  const meters = await meterCall(ports.throttles, app, request);
  if (meters.some((m) => m.left < 0)) return refuse(new TooOften(meters[0]!));
  return { corpId: found.corpId, app, meter: meters[0]! };
}

/** An app works while it is on, and from where it may. */
export function mustBeOpen(app: App, call: ForeignCall): void {
  const shut = whyShut(app, call);
  if (shut) throw shut;
}

function whyShut(app: App, { request }: ForeignCall): WecomError | undefined {
  if (!app.enabled) return new WecomError(50003);
  return allowedFrom(app.allowedIps, request.ip) ? undefined : new WecomError(60020);
}

/** Notes a call of an app for its developer, in the vendor's numbers. */
export function noteCall(
  { request, ports, now }: ForeignCall,
  how: { corpId: string; appId: string; error: WecomError | undefined; ms: number },
): void {
  const { corpId, appId, error, ms } = how;
  const told = { code: error ? String(error.errcode) : '', text: error?.message.slice(0, 300) ?? '' };
  ports.callLog.note({ corpId, appId, at: now, route: request.path, status: 200, ...told, ms });
}

/** The call was one too many; its answer tells when the next one is welcome. */
export class TooOften extends WecomError {
  readonly meter: Meter;
  constructor(meter: Meter) {
    super(45009);
    this.meter = meter;
  }
}
