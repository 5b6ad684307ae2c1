import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { prove } from './prove.ts';

export const confirm = implementRaw(identity.confirm, async (call, { proof }) => {
  const me = await call.work(async (work) => actingMember(work));
  await prove(call, 'confirm', call.corpId, me, proof);
  await call.work(async (work) => {
    if (work.actor.kind !== 'member') return;
    await work.sql('update sessions set confirmed_at = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      work.actor.sessionId,
      work.now,
    ]);
  });
  return {};
});
