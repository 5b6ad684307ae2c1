import { fail } from '../../kernel/fail.ts';
import { uuidOf } from '../../kernel/ids.ts';
import { postAs } from '../messaging/index.ts';
import type { Channel, Parcel, Receipt } from '../outreach/index.ts';
import type { Adapter } from './adapter.ts';
import { type ContactRow, type Hand, sentUnder } from './claim.ts';
import { contactFor, reachable, withWayOut } from './contacts.ts';
import { grantOf } from './window.ts';
import { handOut } from './hand-out.ts';

/** A kind of account as the send gateway sees it: its window, its counter, its receipts. */
export function gatewayChannel(adapter: Adapter): Channel {
  return {
    name: adapter.kind,
    staffConfirms: false,
    kinds: adapter.kinds,
    async rules(work, people) {
      const contacts = await reachable(work, adapter.kind, people);
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
