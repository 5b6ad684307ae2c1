import type { Endpoint } from '@teahouse/contract/define';
import type { FastifyRequest } from 'fastify';
import { fail } from '../fail.ts';
import type { FrontDesk } from '../front-desk.ts';
import type { OpenWork } from '../outbox.ts';
import { type Actor, system, type Work } from '../work.ts';

export const SESSION_COOKIE = 'th_session';

/** Given by the identity module: the member a session belongs to, if both still stand. Runs inside the caller's unit of work. */
export type Recognise = (work: Work, sessionId: string) => Promise<Actor | undefined>;

/** Given by modules with secrets of their own (apps, join links): the actor behind what a key opens. */
export type Admission = { corpId: string; who(work: Work): Promise<Actor> };

export interface Desk {
  frontDesk: FrontDesk;
  openWork: OpenWork;
  recognise: Recognise;
}

/** Answers "which company, and who?" or turns the caller away. Whether they may is checked by `allow`, once the actor is known. */
export async function admit(
  desk: Desk,
  endpoint: Pick<Endpoint, 'who'>,
  request: FastifyRequest,
): Promise<Admission> {
  const { who } = endpoint;
  if (who.startsWith('key:')) {
    const secret = (request.params as { key?: string }).key ?? '';
    const key = (await desk.frontDesk.whoseKey(who.slice(4), secret)) ?? fail('common.not_found');
    return { corpId: key.corpId, who: async () => ({ kind: 'visitor', id: key.opens }) };
  }
  const secret = sessionSecret(request.headers.cookie);
  const key = secret ? await desk.frontDesk.whoseKey('session', secret) : undefined;
  if (!key) return fail('common.not_signed_in');
  return {
    corpId: key.corpId,
    who: async (work) => (await desk.recognise(work, key.opens)) ?? fail('common.not_signed_in'),
  };
}

/** The coarse half of the permission: may this kind of caller use this endpoint at all? */
export function allow(who: Endpoint['who'], actor: Actor): void {
  if (who.startsWith('admin:')) {
    const right = who.slice(6);
    if (actor.kind !== 'member' || ![...actor.rights].some((r) => r === right))
      fail('common.not_allowed', `lacks ${right}`);
  }
  if (who === 'member' && actor.kind !== 'member') fail('common.not_allowed');
  if (who.startsWith('scope:') && (actor.kind !== 'app' || !actor.scopes.has(who.slice(6))))
    fail('common.not_allowed');
}

export function sessionSecret(cookies: string | undefined): string | undefined {
  for (const part of (cookies ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === SESSION_COOKIE && value) return decodeURIComponent(value);
  }
  return undefined;
}

export { system };
