import { identity } from '@teahouse/contract/identity';
import type { CorpId } from '@teahouse/contract/ids';
import { implementRaw } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { resetsByMail } from './forgot-password.ts';
import { policyOf } from './sign-in-policy.ts';
import { ssoOf } from './sso-provider.ts';

export const signInWays = implementRaw(identity.signInWays, async (call, { corp }) => {
  // Who else lives here is nobody's business: without an id only an only company speaks for itself.
  const corps = corp ? [corp] : await call.ports.installation.corps(2);
  const corpId = corps.length === 1 ? (corps[0] as CorpId) : undefined;
  const resetByMail = resetsByMail(call.ports);
  if (!corpId) return { sso: null, resetByMail };
  const sso = await call.ports.openWork(corpId, system, async (work) =>
    (await policyOf(work)).ways.includes('sso') ? await ssoOf(work) : undefined,
  );
  return { sso: sso?.enabled ? { corpId, button: sso.button } : null, resetByMail };
});
