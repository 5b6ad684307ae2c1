import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { wholeCompany } from './identity.access.ts';
import { policyOf, within } from './sign-in-policy.ts';

export const setSignInPolicy = implementRaw(identityAdmin.setSignInPolicy, async (call, policy) => {
  if (!within(policy.adminNetworks, call.request.ip)) return fail('identity.shuts_you_out');
  await call.work(async (work) => {
    wholeCompany(work, 'security');
    const before = await policyOf(work);
    await work.sql(
      `insert into sign_in_policies (second_factor, session_hours, idle_minutes, ways, admin_networks)
       values ($1, $2, $3, $4, $5)
       on conflict (corp_id) do update set second_factor = excluded.second_factor, session_hours = excluded.session_hours,
         idle_minutes = excluded.idle_minutes, ways = excluded.ways, admin_networks = excluded.admin_networks`,
      [policy.secondFactor, policy.sessionHours, policy.idleMinutes, policy.ways, policy.adminNetworks],
    );
    await work.audit({ action: 'identity.policy_changed', detail: { before, after: policy } });
  });
  return {};
});
