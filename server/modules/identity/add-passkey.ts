import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { challengeOf, relyingParty } from './passkey-check.ts';
import { firstRecoveryCodes } from './recovery-codes.ts';
import { strengthenSession } from './strengthen-session.ts';

export const addPasskey = implementRaw(identity.addPasskey, async (call, { ticket, response, name }) => {
  const me = await call.work(async (work) => actingMember(work));
  const rp = relyingParty(call);
  const credential = await newCredential({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: await challengeOf(call, 'register', ticket, me),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: false,
  });
  const id = newId('pk');
  const recoveryCodes = await call.work(async (work) => {
    const kept = await work.sql(
      `insert into passkeys (id, member_id, credential_id, public_key, counter, transports, name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [
        id,
        me,
        credential.id,
        Buffer.from(credential.publicKey).toString('base64url'),
        credential.counter,
        credential.transports ?? [],
        name,
        work.now,
      ],
    );
    if (kept.length === 0) return fail('identity.wrong_passkey', 'already registered');
    await handOutKey(work, 'passkey', { secret: credential.id, opens: id, holder: me });
    await strengthenSession(work);
    await work.audit({ action: 'identity.passkey_added', object: me, detail: { passkey: id, name } });
    return await firstRecoveryCodes(work, me);
  });
  return { id, recoveryCodes };
});

async function newCredential(options: Parameters<typeof verifyRegistrationResponse>[0]) {
  let checked: Awaited<ReturnType<typeof verifyRegistrationResponse>>;
  try {
    checked = await verifyRegistrationResponse(options);
  } catch (error) {
    return fail('identity.wrong_passkey', String(error));
  }
  return checked.verified ? checked.registrationInfo.credential : fail('identity.wrong_passkey');
}
