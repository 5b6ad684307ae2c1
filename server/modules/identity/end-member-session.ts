import { identityAdmin } from '@teahouse/contract/identity-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { endSessions } from './end-sessions.ts';
import { memberToAdminister } from './identity.access.ts';

export const endMemberSession = implement(
  identityAdmin.endMemberSession,
  async (work, { memberId, sessionId }) => {
    const member = await memberToAdminister(work, 'security', memberId);
    if ((await endSessions(work, member.id, { only: sessionId })) === 0)
      return fail('identity.session_not_found');
    await work.audit({ action: 'identity.session_ended', object: memberId, detail: { session: sessionId } });
    return {};
  },
);
