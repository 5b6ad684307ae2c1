import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { memberOfPasskey } from './passkey-check.ts';
import { policyOf } from './sign-in-policy.ts';

export const signInWithPasskey = implementRaw(identity.signInWithPasskey, async (call, answer) => {
  const key = await call.ports.frontDesk.whoseKey('passkey', String(answer.response['id']));
  if (!key) return fail('identity.wrong_passkey');
  const memberId = await memberOfPasskey(call, 'sign-in', key.corpId, undefined, answer);
  const allowed = await call.ports.openWork(key.corpId, system, async (work) => {
    const [active] = await work.sql(
      `select from members where corp_id = $1 and id = $2 and status = 'active'`,
      [work.corpId, memberId],
    );
    if (!active) return fail('identity.wrong_passkey', 'no longer active');
    return (await policyOf(work)).ways.includes('passkey');
  });
  if (!allowed) return fail('identity.way_not_allowed');
  await finishSignIn(call, key.corpId, memberId, { way: 'passkey', strong: true });
  return { state: 'done' as const };
});
