import { identity } from '@teahouse/contract/identity';
import type { CorpId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';

export const me = implement(identity.me, async (work) => {
  const id = actingMember(work);
  const [[member], [corp]] = await Promise.all([
    briefsOf(work, [id]),
    work.sql<{ name: string; locale: 'zh' | 'en'; zone: string }>(
      `select c.name, coalesce(m.locale, c.locale) locale, c.zone
         from corps c join members m on m.corp_id = $1 and m.id = $2 where c.corp_id = $1`,
      [work.corpId, id],
    ),
  ]);
  if (!member || !corp || work.actor.kind !== 'member') return fail('common.not_signed_in');
  return {
    member,
    corp: { id: work.corpId as CorpId, name: corp.name },
    locale: corp.locale,
    zone: corp.zone,
    rights: [...work.actor.rights],
    mustEnrol: work.actor.enrolling ?? false,
  };
});
