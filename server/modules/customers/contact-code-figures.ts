import { contactCodes } from '@teahouse/contract/contact-codes';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { corpZone } from '../directory/index.ts';
import { codeToUse } from './contact-code.access.ts';

/** Whoever may show a code may see what it brought. */
export const contactCodeFigures = implement(contactCodes.contactCodeFigures, async (work, { codeId }) => {
  await codeToUse(work, codeId);
  const rows = await work.sql<{ day: string; memberId: MemberId; name: string; customers: number }>(
    `select to_char(f.added_at at time zone $3, 'YYYY-MM-DD') "day", f.member_id "memberId", m.name, count(*)::int customers
       from customer_follows f join members m on m.corp_id = $1 and m.id = f.member_id
      where f.corp_id = $1 and f.code_id = $2 and f.added_at > $4::timestamptz - interval '30 days'
      group by 1, 2, 3 order by 1, 3`,
    [work.corpId, codeId, await corpZone(work), work.now],
  );
  const days = new Map<string, number>();
  const members = new Map<MemberId, { memberId: MemberId; name: string; customers: number }>();
  for (const { day, memberId, name, customers } of rows) {
    days.set(day, (days.get(day) ?? 0) + customers);
    const before = members.get(memberId)?.customers ?? 0;
    members.set(memberId, { memberId, name, customers: before + customers });
  }
  return {
    days: [...days].map(([day, customers]) => ({ day, customers })),
    members: [...members.values()].toSorted((a, b) => b.customers - a.customers),
  };
});
