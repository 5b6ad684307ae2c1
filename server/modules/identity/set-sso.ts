import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { wholeCompany } from './identity.access.ts';
import { providerOf, sealClientSecret, ssoOf } from './sso-provider.ts';

export const setSso = implementRaw(identityAdmin.setSso, async (call, { clientSecret, ...settings }) => {
  const before = await call.work(async (work) => {
    wholeCompany(work, 'security');
    return await ssoOf(work);
  });
  // A kept secret belongs to the provider it was given for: a new address must not receive it.
  const kept = before?.issuer === settings.issuer ? before.sealedSecret : undefined;
  const sealedSecret = clientSecret ? sealClientSecret(call.ports, clientSecret) : kept;
  if (!sealedSecret) return fail('identity.sso_needs_secret');
  if (settings.enabled) {
    try {
      await providerOf(call.ports, { ...settings, sealedSecret });
    } catch (error) {
      return fail('identity.sso_unreachable', String(error));
    }
  }
  await call.work(async (work) => {
    await work.sql(
      `insert into sso_settings (enabled, issuer, client_id, sealed_secret, match, claim, create_members, button)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (corp_id) do update set enabled = excluded.enabled, issuer = excluded.issuer, client_id = excluded.client_id,
         sealed_secret = excluded.sealed_secret, match = excluded.match, claim = excluded.claim,
         create_members = excluded.create_members, button = excluded.button`,
      [
        settings.enabled,
        settings.issuer,
        settings.clientId,
        sealedSecret,
        settings.match,
        settings.claim,
        settings.createMembers,
        settings.button,
      ],
    );
    await work.audit({ action: 'identity.sso_changed', detail: { ...settings, newSecret: !!clientSecret } });
  });
  return {};
});
