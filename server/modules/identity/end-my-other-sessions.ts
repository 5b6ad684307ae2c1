import { identity } from '@teahouse/contract/identity';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { endSessions } from './end-sessions.ts';

export const endMyOtherSessions = implement(identity.endMyOtherSessions, async (work) => {
  const me = actingMember(work);
  const keep = work.actor.kind === 'member' ? work.actor.sessionId : '';
  const ended = await endSessions(work, me, { keep });
  if (ended) await work.audit({ action: 'identity.sessions_ended', object: me, detail: { ended } });
  return { ended };
});
