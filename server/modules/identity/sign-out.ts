import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { endSessions } from './end-sessions.ts';
import { clearSessionCookie } from './session-cookie.ts';

export const signOut = implementRaw(identity.signOut, async (call) => {
  await call.work(async (work) => {
    if (work.actor.kind === 'member') await endSessions(work, work.actor.id, { only: work.actor.sessionId });
  });
  clearSessionCookie(call);
  return {};
});
