import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { prove } from './prove.ts';
import { firstStepOf } from './second-step.ts';

export const signInSecond = implementRaw(identity.signInSecond, async (call, { ticket, proof }) => {
  const { corpId, memberId } = firstStepOf(call, ticket);
  await prove(call, 'second-step', corpId, memberId, proof);
  const [active] = await call.ports.openWork(corpId, system, (work) =>
    work.sql(`select from members where corp_id = $1 and id = $2 and status = 'active'`, [corpId, memberId]),
  );
  if (!active) return fail('identity.ticket_expired', 'no longer active');
  await finishSignIn(call, corpId, memberId, { way: 'password', strong: true });
  return { state: 'done' as const };
});
