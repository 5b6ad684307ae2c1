import { identity } from '@teahouse/contract/identity';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { relyingParty } from './passkey-check.ts';
import { policyOf } from './sign-in-policy.ts';
import { backToSignIn, ownPath } from './own-path.ts';
import { rememberTrip } from './sso-cookie.ts';
import { providerOf, ssoOf } from './sso-provider.ts';

export const redirectUriOf = (call: RawCall) => `${relyingParty(call).origin}/api/sign-in/sso-callback`;

export const startSso = implementRaw(identity.startSso, async (call, { corpId, next }) => {
  const sso = await call.ports.openWork(corpId, system, async (work) => {
    const settings = await ssoOf(work);
    return settings?.enabled && (await policyOf(work)).ways.includes('sso') ? settings : undefined;
  });
  if (!sso) return call.reply.redirect(backToSignIn('off', next));
  try {
    const provider = await providerOf(call.ports, sso);
    const trip = {
      corpId,
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      redirectUri: redirectUriOf(call),
      next: ownPath(next),
    };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: trip.redirectUri,
      scope: 'openid profile email',
      state: trip.state,
      nonce: trip.nonce,
      code_challenge: await calculatePKCECodeChallenge(trip.verifier),
      code_challenge_method: 'S256',
    });
    rememberTrip(call, trip);
    return await call.reply.redirect(url.href);
  } catch (error) {
    call.ports.log.warn({ err: error }, 'an identity provider could not be reached');
    return await call.reply.redirect(backToSignIn('unreachable', next));
  }
});
