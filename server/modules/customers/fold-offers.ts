import type { MessageEvent } from '@teahouse/contract/realtime';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

const folded = {
  zh: '已按你的设置收起一条推广消息',
  en: 'An offer is folded away, as you wished',
};

/** Messages about to be said in a group under these client ids are offers. Written down before they are said, so that nobody sees them first. */
export async function noteOffers(work: Work, chatId: ChatId, cids: readonly string[]): Promise<void> {
  await work.sql(
    'insert into chat_offers (corp_id, chat_id, cid) select $1, $2, c from unnest($3::text[]) c on conflict do nothing',
    [work.corpId, chatId, cids],
  );
}

/** What a group says, as this customer wants to read it: whoever stopped offers sees a line in their place. */
export async function foldOffers(
  work: Work,
  chatId: ChatId,
  customerId: CustomerId,
  events: readonly MessageEvent[],
): Promise<MessageEvent[]> {
  const offers = await work.sql<{ cid: string; locale: 'zh' | 'en' }>(
    `select o.cid, c.locale from chat_offers o join customers c on c.corp_id = $1 and c.id = $4
      where o.corp_id = $1 and o.chat_id = $2 and o.cid = any($3)
        and exists (select from customers same where same.corp_id = $1 and same.root_id = c.root_id and not same.marketing)`,
    [work.corpId, chatId, events.map((e) => e.cid), customerId],
  );
  const locales = new Map(offers.map((o) => [o.cid, o.locale]));
  return events.map((e) => {
    const locale = locales.get(e.cid);
    return locale && e.u !== customerId
      ? { ...e, k: 'system', b: { what: 'notice', text: folded[locale] } }
      : e;
  });
}
