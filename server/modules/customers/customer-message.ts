import type { CustomerMessage } from '@teahouse/contract/customer-page';
import type { ChatEvent, MessageEvent } from '@teahouse/contract/realtime';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { pageOf } from '../messaging/index.ts';

/** What a customer may see of a message: no ids of people, no marks that colleagues leave on it. */
export function toCustomerMessage(event: MessageEvent, me: CustomerId): CustomerMessage {
  const mine = event.u === me;
  return {
    seq: event.s,
    cid: mine ? event.cid : '',
    mine,
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
  me: CustomerId,
): Promise<CustomerMessage[]> {
  const shown = new Map<number, MessageEvent>();
  for (const e of events) if (e.t === 'msg') shown.set(e.s, e);
  const changed = new Set(events.flatMap((e) => (e.t === 'edit' || e.t === 'recall' ? [e.to] : [])));
  for (const seq of changed) {
    const [now] = (await pageOf(work, chatId, { after: seq - 1, limit: 1 })).events;
    if (now?.t === 'msg' && now.s === seq) shown.set(seq, now);
  }
  return [...shown.values()]
    .filter((e) => e.k !== 'system' || e.b['what'] === 'notice')
    .toSorted((a, b) => a.s - b.s)
    .map((e) => toCustomerMessage(e, me));
}
