import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';

export const invitation = implement(identity.invitation, async (work) => {
  const [row] = await work.sql<{ corp: string; name: string; login: string; status: string }>(
    `select c.name corp, m.name, coalesce(m.email, m.userid) login, m.status
       from members m join corps c on c.corp_id = $1 where m.corp_id = $1 and m.id = $2 and m.status in ('invited', 'active')`,
    [work.corpId, work.actor.id],
  );
  if (!row) return fail('common.not_found');
  return { corpName: row.corp, name: row.name, login: row.login, isNew: row.status === 'invited' };
});
