import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { isOwner, memberToAdminister } from './identity.access.ts';

export const handOver = implement(identityAdmin.handOver, async (work, { memberId }) => {
  const me = actingMember(work);
  if (!(await isOwner(work))) return fail('identity.only_owner');
  const next = await memberToAdminister(work, 'security', memberId);
  if (next.status !== 'active' || memberId === me) return fail('identity.unknown_member');
  await work.db.deleteFrom('admins').where('member_id', '=', memberId).execute();
  await work.db
    .insertInto('admins')
    .values({ member_id: memberId, role: 'owner', since: work.now })
    .execute();
  await work.db.deleteFrom('admins').where('member_id', '=', me).execute();
  await work.audit({ action: 'identity.company_handed_over', object: memberId, detail: { from: me } });
  return {};
});
