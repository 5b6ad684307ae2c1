import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implement } from '../../kernel/module.ts';
import { isOwner, memberToAdminister } from './identity.access.ts';

export const dropFactors = implement(identityAdmin.dropFactors, async (work, { memberId }) => {
  const member = await memberToAdminister(work, 'security', memberId);
  if (member.roles.length && !(await isOwner(work))) return fail('identity.only_owner');
  for (const table of ['totps', 'passkeys', 'recovery_codes'] as const)
    await work.db.deleteFrom(table).where('member_id', '=', memberId).execute();
  await takeBackKeys(work, { kind: 'passkey', holder: memberId });
  await work.audit({ action: 'identity.factors_dropped', object: memberId });
  return {};
});
