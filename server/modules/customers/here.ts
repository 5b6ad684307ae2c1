import type { OutputOf } from '@teahouse/contract/define';
import type { customerPage } from '@teahouse/contract/customer-page';
import type { ChatId, ContactCodeId, CustomerId, DeskId, GroupCodeId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Beside customer `c`: whether the whole person wants news. One record that said no is a no. */
export const WANTS_NEWS = `cross join lateral (select bool_and(h.marketing) marketing, max(h.marketing_at) at
  from customers h where h.corp_id = $1 and h.root_id = c.root_id) p`;

type Here = OutputOf<typeof customerPage.customerHere>;

/** What the page of a customer shows: who they are, who serves them, and the chat this code (or the group of this id) leads to. */
export async function hereOf(
  work: Work,
  customerId: CustomerId,
  codeId: ContactCodeId | DeskId | GroupCodeId | ChatId,
): Promise<Here> {
  const [me] = await work.sql<{
    corpName: string;
    name: string;
    email: string | null;
    marketing: boolean;
    marketingAt: Date | null;
  }>(
    `select o.name "corpName", c.name, c.email, p.marketing, p.at "marketingAt"
       from customers c join corps o on o.corp_id = $1 ${WANTS_NEWS} where c.corp_id = $1 and c.id = $2`,
    [work.corpId, customerId],
  );
  if (!me) return fail('common.not_found');
  const chats = await work.sql<Here['chats'][number] & { codeId: string | null; lastAt: Date }>(
    `select * from (select f.chat_id "chatId", m.name "memberName", m.avatar_file is not null avatar, m.position, f.state,
            f.muted_at is not null muted, null::int people, f.code_id "codeId", f.last_at "lastAt"
       from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join customer_follows f on f.corp_id = $1 and f.customer_id = c.id
       join members m on m.corp_id = $1 and m.id = f.member_id
      where me.corp_id = $1 and me.id = $2
      union all
     select g.chat_id, d.name, d.avatar is not null, '', 'following', false, null, d.id, h.last_at
       from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join chat_guests g on g.corp_id = $1 and g.speaker_id = c.id
       join chat_guests x on x.corp_id = $1 and x.chat_id = g.chat_id and x.speaker_id like 'desk\\_%'
       join speakers d on d.corp_id = $1 and d.id = x.speaker_id
       join chat_heads h on h.corp_id = $1 and h.chat_id = g.chat_id
      where me.corp_id = $1 and me.id = $2
      union all
     select g.chat_id, t.title, false, '', 'following', false,
            h.member_count + (select count(*)::int from chat_guests y where y.corp_id = $1 and y.chat_id = g.chat_id and y.left_at is null and y.speaker_id like 'cus\\_%'),
            g.chat_id, h.last_at
       from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join chat_guests g on g.corp_id = $1 and g.speaker_id = c.id and g.left_at is null
       join chats t on t.corp_id = $1 and t.id = g.chat_id and t.kind = 'group'
       join chat_heads h on h.corp_id = $1 and h.chat_id = g.chat_id
      where me.corp_id = $1 and me.id = $2) t
      order by "codeId" = $3 desc nulls last, "lastAt" desc, "chatId"`,
    [work.corpId, customerId, codeId],
  );
  return {
    ...me,
    marketingAt: me.marketingAt?.toISOString() ?? null,
    chatId: chats[0]?.chatId ?? (fail('customers.nobody_serves') as ChatId),
    chats: chats.map(({ codeId: _, lastAt: __, ...chat }) => chat),
  };
}
