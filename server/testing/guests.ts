// Customers by the hundred: a member's, with a chat each.
import { customers } from '@teahouse/contract/customers';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { system } from '../kernel/work.ts';
import type { Person, World } from './world.ts';

export interface Guest {
  customerId: CustomerId;
  chatId: ChatId;
}

/** Imports `n` customers of this member through the front door, numbered from `first`, so each has a chat. */
export async function importGuests(world: World, member: Person, n: number, first = 0): Promise<Guest[]> {
  const table = [
    'name,mobile',
    ...Array.from({ length: n }, (_, i) => `客${first + i},139${String(first + i).padStart(8, '0')}`),
  ];
  const answer = await world.house.http.inject({
    method: 'POST',
    url: `/api${customers.importCustomers.path}?fileName=a.csv`,
    headers: { cookie: member.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(table.join('\n')),
  });
  if (answer.statusCode !== 200) throw new Error(`import: ${answer.statusCode} ${answer.body}`);
  return await world.house.openWork(member.corpId, system, (work) =>
    work.sql<Guest>(
      'select customer_id "customerId", chat_id "chatId" from customer_follows where corp_id = $1 and member_id = $2 order by customer_id',
      [work.corpId, member.id],
    ),
  );
}
