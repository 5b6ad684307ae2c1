import type { CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { uuidOf } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { postAs } from '../messaging/index.ts';
import { stopLine } from '@teahouse/contract/stop-line';
import type { Channel, Parcel, Receipt } from '../outreach/index.ts';
import type { Adapter } from './adapter.ts';
import { CONTACT, type ContactRow, type Hand, sentUnder } from './claim.ts';
import { grantOf } from './window.ts';
import { handOut } from './hand-out.ts';

/** A kind of account as the send gateway sees it: its window, its counter, its receipts. */
export function gatewayChannel(adapter: Adapter): Channel {
  return {
    name: adapter.kind,
    staffConfirms: adapter.staffConfirms ?? false,
    kinds: adapter.kinds,
    async rules(work, people) {
      const contacts = await contactsOf(
        work,
        adapter.kind,
        people.map((p) => p.customerId),
      );
      return new Map(
        people.flatMap((p) => {
          const contact = contacts.get(p.customerId);
          if (!contact) return [];
          const grant = grantOf(adapter.windows, contact, work.now);
          return [[p.personId, { windowOpen: grant !== 'closed', counterFree: grant !== 'used' }]];
        }),
      );
    },
    async send(shift, parcel) {
      const contact = await contactFor(shift, adapter.kind, parcel);
      if (!contact) return fail('channels.not_connected');
      const refs: string[] = [];
      for (const [at, draft] of withWayOut(parcel).entries()) {
        const hand = handOf(contact, parcel, at);
        refs.push(await handOut(shift, hand, { draft, marketing: true }));
        // Colleagues see in the chat what the customer got; it is known as sent already, so nobody carries it again.
        await shift.work((work) =>
          postAs(work, { speakerId: parcel.memberId, chatId: contact.chatId, cid: hand.key, draft }),
        );
      }
      return { ref: refs.join(' ') };
    },
    async find(shift, parcel): Promise<Receipt | undefined> {
      const contact = await contactFor(shift, adapter.kind, parcel);
      if (!contact) return undefined;
      const { accountId, key } = handOf(contact, parcel, 0);
      const sent = await shift.work((work) => sentUnder(work, accountId, key));
      return sent?.state === 'sent' ? { ref: sent.ref } : undefined;
    },
  };
}

const handOf = (contact: ContactRow, parcel: Parcel, at: number): Hand => ({
  accountId: contact.accountId,
  outsideId: contact.outsideId,
  key: uuidOf(`${parcel.key} ${at}`),
});

const contactFor = (shift: Shift, kind: string, { customerId }: Parcel) =>
  shift.work(async (work) => (await contactsOf(work, kind, [customerId])).get(customerId));

/** Where each of these people was last heard through accounts of this kind; who cannot be reached there is missing. */
async function contactsOf(
  work: Work,
  kind: string,
  customerIds: readonly CustomerId[],
): Promise<Map<CustomerId, ContactRow>> {
  const rows = await work.sql<ContactRow & { asked: CustomerId }>(
    `select distinct on (w.id) w.id asked, ${CONTACT} from unnest($2::text[]) w (id)
       join customers me on me.corp_id = $1 and me.id = w.id
       join customers o on o.corp_id = $1 and o.root_id = me.root_id
       join channel_contacts c on c.corp_id = $1 and c.customer_id = o.id and c.reachable
       join channel_accounts a on a.corp_id = $1 and a.id = c.account_id and a.kind = $3
      order by w.id, greatest(c.heard_at, c.entered_at) desc nulls last`,
    [work.corpId, customerIds, kind],
  );
  return new Map(rows.map((r) => [r.asked, r]));
}

/** Whoever is written to may say no more: the last words tell how. */
function withWayOut({ contents, locale }: Parcel): Parcel['contents'] {
  const at = contents.findLastIndex((d) => d.k === 'text');
  return contents.map((d, i) =>
    i === at && d.k === 'text' ? { k: 'text', b: { text: `${d.b.text}\n\n${stopLine[locale]}` } } : d,
  );
}
