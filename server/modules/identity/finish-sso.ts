import { identity } from '@teahouse/contract/identity';
import type { MemberId } from '@teahouse/contract/ids';
import { authorizationCodeGrant } from 'openid-client';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { backToSignIn, ownPath } from './own-path.ts';
import { policyOf } from './sign-in-policy.ts';
import { forgetTrip, TEN_MINUTES, type Trip, tripOf } from './sso-cookie.ts';
import { type Claims, memberFor } from './sso-member.ts';
import { providerOf, type Sso, ssoOf } from './sso-provider.ts';

export const finishSso = implementRaw(identity.finishSso, async (call) => {
  const trip = tripOf(call);
  forgetTrip(call);
  if (!trip) return await call.reply.redirect('/sign-in?sso=expired');
  const memberId = await whoCameBack(call, trip);
  if (!memberId) return await call.reply.redirect(backToSignIn('refused', trip.next));
  await finishSignIn(call, trip.corpId, memberId, { way: 'sso', strong: true });
  return await call.reply.redirect(ownPath(trip.next) ?? '/');
});

async function whoCameBack(call: RawCall, trip: Trip): Promise<MemberId | undefined> {
  const refused = async (why: string) => {
    call.ports.log.warn({ why }, 'single sign-on was refused');
    await call.ports.openWork(trip.corpId, system, (work) =>
      work.audit({ action: 'identity.sso_refused', detail: { ip: call.request.ip } }),
    );
    return undefined;
  };
  if (!(await call.ports.throttles.once('sso', trip.state, 2 * TEN_MINUTES)))
    return await refused('shown twice');
  const sso = await call.ports.openWork(trip.corpId, system, async (work) =>
    (await policyOf(work)).ways.includes('sso') ? await ssoOf(work) : undefined,
  );
  if (!sso?.enabled) return await refused('switched off meanwhile');
  let claims: Claims;
  try {
    claims = await claimsOf(call, sso, trip);
  } catch (error) {
    return await refused(String(error));
  }
  const memberId = await call.ports.openWork(trip.corpId, system, (work) => memberFor(work, sso, claims));
  return memberId ?? (await refused('the provider named nobody we know'));
}

/** Exchanges the code and checks the token: signature, issuer, audience, times, state, nonce and PKCE. */
async function claimsOf(call: RawCall, sso: Sso, trip: Trip): Promise<Claims> {
  const back = new URL(trip.redirectUri);
  back.search = new URL(call.request.url, trip.redirectUri).search;
  const tokens = await authorizationCodeGrant(await providerOf(call.ports, sso), back, {
    expectedState: trip.state,
    expectedNonce: trip.nonce,
    pkceCodeVerifier: trip.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no id token');
  return claims;
}
