import { identityAdmin } from '@teahouse/contract/identity-admin';
import { implementRaw } from '../../kernel/module.ts';
import { ssoOf } from './sso-provider.ts';
import { redirectUriOf } from './start-sso.ts';

export const getSso = implementRaw(identityAdmin.getSso, async (call) => {
  const sso = await call.work((work) => ssoOf(work));
  const { sealedSecret: _, ...settings } = sso ?? { sealedSecret: '' };
  return { settings: sso ? settings : null, redirectUri: redirectUriOf(call) };
});
