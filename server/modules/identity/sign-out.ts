import { identity } from '@teahouse/contract/identity';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implementRaw } from '../../kernel/module.ts';
import { clearSessionCookie } from './session-cookie.ts';

export const signOut = implementRaw(identity.signOut, async (call) => {
  await call.work(async (work) => {
    if (work.actor.kind !== 'member') return;
    const { sessionId } = work.actor;
    await work.db
      .deleteFrom('sessions')
      .where('id', '=', sessionId as `ses_${string}`)
      .execute();
    await takeBackKeys(work, { kind: 'session', opens: sessionId });
    work.tell('sessions', { sessionId });
  });
  clearSessionCookie(call);
  return {};
});
