import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { isOwner, memberToAdminister, wholeCompany } from './identity.access.ts';

/** Owners appoint owners and security administrators; these appoint system and audit administrators. Nobody appoints themselves. */
export const grantRole = implement(identityAdmin.grantRole, async (work, { role, memberId, departments }) => {
  wholeCompany(work, 'security');
  if (memberId === work.actor.id) return fail('identity.not_own_role');
  if ((role === 'owner' || role === 'security') && !(await isOwner(work))) return fail('identity.only_owner');
  if (departments && (role === 'owner' || role === 'audit' || role === 'outreach'))
    return fail('identity.needs_whole_company');
  const member = await memberToAdminister(work, 'security', memberId);
  if (member.status !== 'active' && member.status !== 'invited') return fail('identity.unknown_member');
  if (member.roles.some((held) => held !== role)) return fail('identity.roles_apart');
  if (departments) await mustExist(work, departments);
  await work.sql(
    `insert into admins (member_id, role, departments, since) values ($1, $2, $3, $4)
       on conflict (corp_id, member_id, role) do update set departments = excluded.departments`,
    [memberId, role, departments, work.now],
  );
  await work.audit({ action: 'identity.role_granted', object: memberId, detail: { role, departments } });
  return {};
});

async function mustExist(work: Work, departments: readonly string[]): Promise<void> {
  const found = await work.sql('select id from departments where corp_id = $1 and id = any($2)', [
    work.corpId,
    departments,
  ]);
  if (found.length !== new Set(departments).size) fail('identity.unknown_department');
}
