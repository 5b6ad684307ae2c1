import type { CustomerMessage } from '@teahouse/contract/customer-page';
import type { ChatEvent, MessageEvent } from '@teahouse/contract/realtime';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { pageOf } from '../messaging/index.ts';
import type { MyChat } from './customer.access.ts';
import { foldOffers } from './fold-offers.ts';

/** What a customer may see of a message: no ids of people, no marks that colleagues leave on it. */
export function toCustomerMessage(event: MessageEvent, me: CustomerId, from?: string): CustomerMessage {
  const mine = event.u === me;
  return {
    seq: event.s,
    cid: mine ? event.cid : '',
    mine,
    ...(from === undefined || mine ? {} : { from }),
    kind: event.k,
    body: event.rc === undefined ? event.b : {},
    at: event.ts,
    recalled: event.rc !== undefined,
  };
}

/** New messages as they are, and changed ones once more as they stand now; reactions and pins are for colleagues. */
export async function customerMessages(
  work: Work,
  chatId: ChatId,
  events: readonly ChatEvent[],
  { customerId: me, group = false, since = 0 }: Pick<MyChat, 'customerId'> & Partial<MyChat>,
): Promise<CustomerMessage[]> {
  const shown = new Map<number, MessageEvent>();
  for (const e of events) if (e.t === 'msg') shown.set(e.s, e);
  const changed = new Set(events.flatMap((e) => (e.t === 'edit' || e.t === 'recall' ? [e.to] : [])));
  for (const seq of changed) {
    const [now] = (await pageOf(work, chatId, { after: seq - 1, limit: 1 })).events;
    if (now?.t === 'msg' && now.s === seq) shown.set(seq, now);
  }
  const told = [...shown.values()]
    .filter((e) => e.s > since && (e.k !== 'system' || e.b['what'] === 'notice'))
    .toSorted((a, b) => a.s - b.s);
  if (!group) return told.map((e) => toCustomerMessage(e, me));
  const names = await namesOf(work, new Set(told.map((e) => e.u)));
  return (await foldOffers(work, chatId, me, told)).map((e) => toCustomerMessage(e, me, names.get(e.u)));
}

/** What those who speak in a group are called. */
async function namesOf(work: Work, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  const rows = await work.sql<{ id: string; name: string }>(
    `select id, name from members where corp_id = $1 and id = any($2)
     union all select id, name from speakers where corp_id = $1 and id = any($2)`,
    [work.corpId, [...ids]],
  );
  return new Map(rows.map((r) => [r.id, r.name]));
}
