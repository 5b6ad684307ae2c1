import type { MemberId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import type { RawCall } from '../../kernel/module.ts';
import { system, type Work } from '../../kernel/work.ts';
import { openSession, type SignedInBy } from './open-session.ts';
import { setSessionCookie } from './session-cookie.ts';
import { placeOf } from './sign-in-policy.ts';

/** Opens the session, remembers the place, and gives the browser its cookie. The caller has made sure who it is. */
export async function finishSignIn(
  call: RawCall,
  corpId: string,
  memberId: MemberId,
  by: SignedInBy,
): Promise<void> {
  const { ip } = call.request;
  const session = await call.ports.openWork(corpId, system, async (work) => {
    await knowPlace(work, memberId, ip);
    await work.audit({
      action: 'identity.signed_in',
      object: memberId,
      actorId: memberId,
      detail: { way: by.way, strong: by.strong, ip },
    });
    return await openSession(work, memberId, { agent: call.request.headers['user-agent'] ?? '', ip }, by);
  });
  setSessionCookie(call, session.secret, session.expiresAt);
}

export const placeHash = (ip: string) => createHash('sha256').update(placeOf(ip)).digest('base64url');

async function knowPlace(work: Work, memberId: MemberId, ip: string): Promise<void> {
  await work.db
    .insertInto('known_places')
    .values({ member_id: memberId, place: placeHash(ip), seen_at: work.now })
    .onConflict((c) => c.columns(['corp_id', 'member_id', 'place']).doUpdateSet({ seen_at: work.now }))
    .execute();
}
