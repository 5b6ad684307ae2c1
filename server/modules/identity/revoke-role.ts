import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { isOwner, memberToAdminister, wholeCompany } from './identity.access.ts';

export const revokeRole = implement(identityAdmin.revokeRole, async (work, { role, memberId }) => {
  wholeCompany(work, 'security');
  if ((role === 'owner' || role === 'security') && memberId !== work.actor.id && !(await isOwner(work)))
    return fail('identity.only_owner');
  await memberToAdminister(work, 'security', memberId);
  // Held together, so that two owners cannot remove each other at the same moment.
  const holders = await work.sql<{ member_id: string; active: boolean }>(
    `select a.member_id, m.status = 'active' active from admins a join members m on m.corp_id = $1 and m.id = a.member_id
      where a.corp_id = $1 and a.role = $2 order by a.member_id for update of a`,
    [work.corpId, role],
  );
  if (!holders.some((h) => h.member_id === memberId)) return fail('identity.unknown_member');
  if (role === 'owner' && !holders.some((h) => h.member_id !== memberId && h.active))
    return fail('identity.last_owner');
  await work.db.deleteFrom('admins').where('member_id', '=', memberId).where('role', '=', role).execute();
  await work.audit({ action: 'identity.role_revoked', object: memberId, detail: { role } });
  return {};
});
