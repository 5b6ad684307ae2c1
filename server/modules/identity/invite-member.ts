import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { implementRaw } from '../../kernel/module.ts';
import { isOwner, memberToAdminister } from './identity.access.ts';
import { relyingParty } from './passkey-check.ts';

const DAYS_7 = 7 * 24 * 3_600_000;
const HOURS_4 = 4 * 3_600_000;

export const inviteMember = implementRaw(identityAdmin.inviteMember, async (call, { memberId }) => {
  const { key, expiresAt } = await call.work(async (work) => {
    const member = await memberToAdminister(work, 'members', memberId);
    if (member.status !== 'invited' && member.status !== 'active') return fail('identity.unknown_member');
    // A reset link is the account itself: a system administrator must not come into other roles that way.
    if (member.roles.length && !(await isOwner(work))) return fail('identity.only_owner');
    await takeBackKeys(work, { kind: 'invitation', holder: memberId });
    const until = new Date(work.now.getTime() + (member.status === 'invited' ? DAYS_7 : HOURS_4));
    const secret = await handOutKey(work, 'invitation', {
      opens: memberId,
      holder: memberId,
      expiresAt: until,
    });
    await work.audit({
      action: member.status === 'invited' ? 'identity.member_invited' : 'identity.password_reset_begun',
      object: memberId,
    });
    return { key: secret, expiresAt: until };
  });
  return { url: `${relyingParty(call).origin}/welcome/${key}`, expiresAt: expiresAt.toISOString() };
});
