import { generateRegistrationOptions } from '@simplewebauthn/server';
import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { challengeTicket, relyingParty } from './passkey-check.ts';

export const beginPasskey = implementRaw(identity.beginPasskey, async (call) => {
  const me = await call.work(async (work) => {
    const id = actingMember(work);
    const [[member], keys] = await Promise.all([
      work.sql<{ name: string; login: string; corp: string }>(
        `select m.name, coalesce(m.email, m.userid) login, c.name corp from members m join corps c on c.corp_id = $1
          where m.corp_id = $1 and m.id = $2`,
        [work.corpId, id],
      ),
      work.sql<{ credential_id: string; transports: string[] }>(
        'select credential_id, transports from passkeys where corp_id = $1 and member_id = $2',
        [work.corpId, id],
      ),
    ]);
    return { id, ...member!, keys };
  });
  const options = await generateRegistrationOptions({
    rpName: me.corp,
    rpID: relyingParty(call).id,
    userName: me.login,
    userDisplayName: me.name,
    userID: new Uint8Array(Buffer.from(me.id)),
    attestationType: 'none',
    excludeCredentials: me.keys.map((k) => ({ id: k.credential_id, transports: k.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  return {
    options: { ...options } as Record<string, unknown>,
    ticket: challengeTicket(call, 'register', options.challenge, me.id),
  };
});
