import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { firstRecoveryCodes } from './recovery-codes.ts';
import { secondStep } from './sign-in-paces.ts';
import { strengthenSession } from './strengthen-session.ts';
import { useTotp } from './totp.ts';

export const activateTotp = implementRaw(identity.activateTotp, async (call, { code }) => {
  const me = await call.work(async (work) => actingMember(work));
  if (!(await call.ports.throttles.take([secondStep, `totp ${me}`]))) return fail('identity.locked');
  return await call.work(async (work) => {
    if (!(await useTotp(work, call.ports.secret, me, code, 'fresh'))) return fail('identity.wrong_code');
    await strengthenSession(work);
    await work.audit({ action: 'identity.totp_added', object: me });
    return { recoveryCodes: await firstRecoveryCodes(work, me) };
  });
});
