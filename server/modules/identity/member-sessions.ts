import { identityAdmin } from '@teahouse/contract/identity-admin';
import { implement } from '../../kernel/module.ts';
import { memberToAdminister } from './identity.access.ts';
import { sessionsOf } from './session.present.ts';

export const memberSessions = implement(identityAdmin.memberSessions, async (work, { memberId }) => {
  const member = await memberToAdminister(work, 'security', memberId);
  return { sessions: await sessionsOf(work, member.id) };
});
