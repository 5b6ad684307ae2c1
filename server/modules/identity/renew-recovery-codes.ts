import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { factorsOf } from './second-step.ts';

export const renewRecoveryCodes = implement(identity.renewRecoveryCodes, async (work) => {
  const me = actingMember(work);
  if ((await factorsOf(work, me)).length === 0) return fail('identity.no_factor');
  await work.audit({ action: 'identity.recovery_codes_made', object: me });
  return { recoveryCodes: await makeRecoveryCodes(work, me) };
});
