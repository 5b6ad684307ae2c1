import { customerGroups } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { actingCustomer, samePerson } from '../customers/index.ts';
import { unseatCustomer } from './seat-customer.ts';

/** The customers who are the acting person and sit in this group; none: it does not exist for them. */
async function myselfIn(work: Work, chatId: ChatId): Promise<CustomerId[]> {
  const rows = await work.sql<{ id: CustomerId }>(
    'select customer_id id from customer_group_people where corp_id = $1 and chat_id = $2 and customer_id = any($3) and left_at is null',
    [work.corpId, chatId, await samePerson(work, actingCustomer(work).id)],
  );
  return rows.length ? rows.map((r) => r.id) : fail('messaging.chat_not_found');
}

export const groupPeople = implement(customerGroups.groupPeople, async (work, { chatId }) => {
  await myselfIn(work, chatId);
  return {
    people: await work.sql<{ name: string; kind: 'owner' | 'member' | 'customer' }>(
      `select name, kind from (
         select m.name, case when s.role = 'owner' then 'owner' else 'member' end kind, s.joined_at at, 0 side from chat_seats s
           join members m on m.corp_id = $1 and m.id = s.member_id where s.corp_id = $1 and s.chat_id = $2
         union all
         select c.name, 'customer', p.joined_at, 1 from customer_group_people p
           join customers c on c.corp_id = $1 and c.id = p.customer_id where p.corp_id = $1 and p.chat_id = $2 and p.left_at is null) t
        order by kind <> 'owner', side, at, name limit 2500`,
      [work.corpId, chatId],
    ),
  };
});

export const leaveGroup = implement(customerGroups.leaveGroup, async (work, { chatId }) => {
  for (const id of await myselfIn(work, chatId)) await unseatCustomer(work, chatId, id);
  return {};
});
