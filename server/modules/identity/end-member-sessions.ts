import { identityAdmin } from '@teahouse/contract/identity-admin';
import { implement } from '../../kernel/module.ts';
import { endSessions } from './end-sessions.ts';
import { memberToAdminister } from './identity.access.ts';

export const endMemberSessions = implement(identityAdmin.endMemberSessions, async (work, { memberId }) => {
  const member = await memberToAdminister(work, 'security', memberId);
  const ended = await endSessions(work, member.id);
  await work.audit({ action: 'identity.sessions_ended', object: memberId, detail: { ended } });
  return { ended };
});
