import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { endSessions } from './end-sessions.ts';

export const endMySession = implement(identity.endMySession, async (work, { sessionId }) => {
  const ended = await endSessions(work, actingMember(work), { only: sessionId });
  if (ended === 0) return fail('identity.session_not_found');
  await work.audit({ action: 'identity.session_ended', object: sessionId });
  return {};
});
