import { identity } from '@teahouse/contract/identity';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implementRaw } from '../../kernel/module.ts';
import { activateMember } from '../directory/index.ts';
import { endSessions } from './end-sessions.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { hashPassword } from './password.ts';
import { mustBeStrong } from './password-rules.ts';
import { factorsOf } from './second-step.ts';
import { setPasswordHash } from './set-password.ts';
import { policyOf } from './sign-in-policy.ts';

export const acceptInvitation = implementRaw(identity.acceptInvitation, async (call, { password }) => {
  const member = await call.work(async (work) => {
    const [row] = await work.sql<{ id: MemberId; userid: string; name: string; email: string | null }>(
      `select id, userid, name, email from members where corp_id = $1 and id = $2 and status in ('invited', 'active')`,
      [work.corpId, work.actor.id],
    );
    return row ?? fail('common.not_found');
  });
  mustBeStrong(password, [member.userid, member.name, member.email]);
  const hash = await hashPassword(password);
  const straightIn = await call.work(async (work) => {
    // Whoever takes the key back first has used it; the link is dead for the second.
    if ((await takeBackKeys(work, { kind: 'invitation', holder: member.id })) === 0)
      return fail('common.not_found');
    await activateMember(work, member.id);
    await setPasswordHash(work, member.id, hash);
    await endSessions(work, member.id);
    await work.audit({ action: 'identity.password_chosen', object: member.id, actorId: member.id });
    const { ways } = await policyOf(work);
    return ways.includes('password') && (await factorsOf(work, member.id)).length === 0;
  });
  if (straightIn) await finishSignIn(call, call.corpId, member.id, { way: 'invitation', strong: false });
  return { state: straightIn ? ('done' as const) : ('sign-in' as const) };
});
