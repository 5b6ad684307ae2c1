import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { followCustomer } from './follow-customer.ts';

export interface ChannelNewcomer {
  /** somebody known already, who gets a chat with this member where they have none */
  customerId?: CustomerId;
  name: string;
  locale: 'zh' | 'en';
  email?: string | undefined;
  memberId: MemberId;
}

/** Somebody who writes from elsewhere, as a customer of this member with the one chat that our own page shows too. */
export async function customerFromChannel(
  work: Work,
  { customerId, name, locale, email, memberId }: ChannelNewcomer,
): Promise<{ customerId: CustomerId; chatId: ChatId; memberId: MemberId }> {
  const id = customerId ?? newId('cus');
  const [known] = await work.sql<{ chatId: ChatId; memberId: MemberId }>(
    `select f.chat_id "chatId", f.member_id "memberId" from customer_follows f
       join members m on m.corp_id = $1 and m.id = f.member_id and m.status = 'active'
      where f.corp_id = $1 and f.customer_id = $2 and f.state = 'following' order by f.last_at desc limit 1`,
    [work.corpId, id],
  );
  if (known) return { customerId: id, ...known };
  const called =
    name.trim().slice(0, 40) || `${locale === 'zh' ? '客户' : 'Customer '}${id.slice(-4).toUpperCase()}`;
  await work.sql(
    `insert into customers (corp_id, id, root_id, name, locale, email, created_at) values ($1, $2, $2, $3, $4, $5, $6) on conflict do nothing`,
    [work.corpId, id, called, locale, email ?? null, work.now],
  );
  const chatId = await followCustomer(work, { customer: { id, name: called }, memberId, state: 'following' });
  return { customerId: id, chatId, memberId };
}
