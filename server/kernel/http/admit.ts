import type { Endpoint } from '@teahouse/contract/define';
import type { ContactCodeId, CustomerId, DeskId, GroupCodeId } from '@teahouse/contract/ids';
import type { FastifyRequest } from 'fastify';
import { type Failure, fail } from '../fail.ts';
import type { FrontDesk } from '../front-desk.ts';
import type { OpenWork } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import type { Actor, Work } from '../work.ts';

export const SESSION_COOKIE = 'th_session';
export const CUSTOMER_COOKIE = 'th_customer';

/** Given by the identity module: the member a session belongs to, if both still stand. Runs inside the caller's unit of work. */
export type Recognise = (work: Work, sessionId: string, from: { ip: string }) => Promise<Actor | undefined>;

/** An app that showed a token: who it is, what it has left, and why it is turned away all the same. */
export interface ShownApp {
  corpId: string;
  actor: Actor & { kind: 'app' };
  /** about its quota, for the answer */
  headers: Record<string, string>;
  refused: Failure | undefined;
}

/** Given by the apps module: the app behind a bearer token. Counts the call. Fails where the token is none of ours. */
export type RecogniseApp = (
  token: string,
  call: { route: string; ip: string; now: Date; ports: Ports },
) => Promise<ShownApp>;

/** Which company, and who; `app` where it is one, since its calls are written down. */
export type Admission = { corpId: string; who(work: Work): Promise<Actor>; app?: ShownApp };

export interface Desk {
  frontDesk: FrontDesk;
  openWork: OpenWork;
  recognise: Recognise;
  recogniseApp: (token: string, call: { route: string; ip: string }) => Promise<ShownApp>;
  allow: ReturnType<typeof admitter>;
}

/** Answers "which company, and who?" or turns the caller away. Whether they may is checked by `allow`, once the actor is known. */
export async function admit(
  desk: Desk,
  endpoint: Pick<Endpoint, 'who' | 'method' | 'path'>,
  request: FastifyRequest,
): Promise<Admission> {
  const { who } = endpoint;
  if (who.startsWith('key:')) {
    const secret = (request.params as { key?: string }).key ?? '';
    const key = (await desk.frontDesk.whoseKey(who.slice(4), secret)) ?? fail('common.not_found');
    return { corpId: key.corpId, who: async () => ({ kind: 'visitor', id: key.opens }) };
  }
  if (who === 'customer') return await admitCustomer(desk, request);
  const token = bearerOf(request.headers);
  if (token !== undefined) {
    const route = `${endpoint.method} ${endpoint.path}`;
    const app = await desk.recogniseApp(token, { route, ip: request.ip });
    return { corpId: app.corpId, app, who: async () => app.actor };
  }
  const secret = sessionSecret(request.headers.cookie);
  const key = secret ? await desk.frontDesk.whoseKey('session', secret) : undefined;
  if (!key) return fail('common.not_signed_in');
  return {
    corpId: key.corpId,
    who: async (work) =>
      (await desk.recognise(work, key.opens, { ip: request.ip })) ?? fail('common.not_signed_in'),
  };
}

/** The code of a member, a service desk or a customer group in the path says which company; of the sessions this phone holds, the one of that company says who. */
async function admitCustomer(desk: Desk, request: FastifyRequest): Promise<Admission> {
  const shown = (request.params as { key?: string }).key ?? '';
  const code =
    (await desk.frontDesk.whoseKey('contact_code', shown)) ??
    (await desk.frontDesk.whoseKey('desk', shown)) ??
    (await desk.frontDesk.whoseKey('group_code', shown)) ??
    fail('common.not_found');
  const session = await customerSession(desk.frontDesk, request.headers.cookie, code.corpId);
  if (!session) return fail('common.not_signed_in');
  return {
    corpId: code.corpId,
    who: async () => ({
      kind: 'customer',
      id: session as CustomerId,
      codeId: code.opens as ContactCodeId | DeskId | GroupCodeId,
    }),
  };
}

/** The customer that a phone has been to this company, if any. */
export async function customerSession(
  frontDesk: FrontDesk,
  cookies: string | undefined,
  corpId: string,
): Promise<string | undefined> {
  for (const secret of customerSecrets(cookies)) {
    const key = await frontDesk.whoseKey('customer_session', secret);
    if (key?.corpId === corpId) return key.opens;
  }
  return undefined;
}

/** One phone may be a customer of several companies here: newest first, joined by dots. */
export function customerSecrets(cookies: string | undefined): string[] {
  return (cookieNamed(cookies, CUSTOMER_COOKIE) ?? '')
    .split('.')
    .filter((secret) => /^[\w-]{20,100}$/.test(secret))
    .slice(0, 10);
}

/** What a program shows in `Authorization: Bearer …`; it counts before any cookie. */
export const bearerOf = ({ authorization }: { authorization?: string | undefined }): string | undefined =>
  /^Bearer +(\S*)$/i.exec(authorization ?? '')?.[1];

type Asked = Pick<Endpoint, 'who' | 'app' | 'confirmed' | 'enrolling'>;

/** The scope an app needs here; undefined: no app gets in. */
export const scopeFor = ({ who, app }: Pick<Endpoint, 'who' | 'app'>): string | undefined =>
  who.startsWith('scope:') ? who.slice(6) : app;

const CONFIRMED_MS = 10 * 60_000;

/** The coarse half of the permission, check by check: may this kind of caller use this endpoint at all? */
const guards = {
  kind(asked: Asked, actor: Actor) {
    const { who } = asked;
    if (actor.kind === 'app') return void (scopeFor(asked) ?? fail('common.not_for_apps'));
    if ((who === 'member' || who.startsWith('admin:')) && actor.kind !== 'member') fail('common.not_allowed');
    if (who.startsWith('scope:')) fail('common.not_allowed', 'for apps alone');
    if ((who === 'customer') !== (actor.kind === 'customer')) fail('common.not_allowed');
  },
  right({ who }: Asked, actor: Actor) {
    if (!who.startsWith('admin:')) return;
    const right = who.slice(6);
    if (actor.kind === 'member' && ![...actor.rights].some((r) => r === right))
      fail('common.not_allowed', `lacks ${right}`);
  },
  scope(asked: Asked, actor: Actor) {
    const scope = scopeFor(asked);
    if (actor.kind !== 'app' || scope === undefined || actor.scopes.has(scope)) return;
    fail('common.scope_missing', '', [{ path: 'scope', text: scope }]);
  },
  enrolled({ enrolling }: Asked, actor: Actor) {
    if (actor.kind === 'member' && actor.enrolling && !enrolling) fail('common.second_factor_needed');
  },
  confirmed({ confirmed }: Asked, actor: Actor, now: Date) {
    if (!confirmed || actor.kind !== 'member') return;
    const at = actor.confirmedAt?.getTime() ?? 0;
    if (now.getTime() - at > CONFIRMED_MS) fail('common.confirm_first');
  },
};
export type Guard = keyof typeof guards;
export const guardNames = Object.keys(guards) as readonly Guard[];

/** Every guard in turn. Tests take one away to see that the matrix notices. */
export function admitter(without: readonly string[] = []) {
  const all = Object.entries(guards).filter(([name]) => !without.includes(name));
  return (endpoint: Asked, actor: Actor, now: Date): void => {
    for (const [, guard] of all) guard(endpoint, actor, now);
  };
}

export const sessionSecret = (cookies: string | undefined) => cookieNamed(cookies, SESSION_COOKIE);

function cookieNamed(cookies: string | undefined, wanted: string): string | undefined {
  for (const part of (cookies ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted && value) return decodeURIComponent(value);
  }
  return undefined;
}
