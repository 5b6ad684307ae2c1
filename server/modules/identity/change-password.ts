import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword, passwordFits } from './password.ts';
import { mustBeStrong } from './password-rules.ts';
import { setPasswordHash } from './set-password.ts';
import { secondStep } from './sign-in-paces.ts';

export const changePassword = implementRaw(identity.changePassword, async (call, { current, next }) => {
  const me = await call.work(async (work) => {
    const id = actingMember(work);
    const [row] = await work.sql<{ hash: string | null; userid: string; name: string; email: string | null }>(
      `select c.password_hash hash, m.userid, m.name, m.email from members m
         left join credentials c on c.corp_id = $1 and c.member_id = m.id where m.corp_id = $1 and m.id = $2`,
      [work.corpId, id],
    );
    return row ? { id, ...row } : fail('common.not_signed_in');
  });
  const tries = [secondStep, `password ${me.id}`] as const;
  if (!(await call.ports.throttles.take([...tries]))) return fail('identity.locked');
  if (!(await passwordFits(me.hash, current))) return fail('identity.wrong_password');
  await call.ports.throttles.giveBack([...tries]);
  mustBeStrong(next, [me.userid, me.name, me.email]);
  const hash = await hashPassword(next);
  await call.work(async (work) => {
    await setPasswordHash(work, me.id, hash);
    const keep = work.actor.kind === 'member' ? work.actor.sessionId : '';
    await endSessions(work, me.id, { keep });
    await work.audit({ action: 'identity.password_changed', object: me.id });
  });
  return {};
});
