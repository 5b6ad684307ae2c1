import { messagePosted } from '@teahouse/contract/messaging';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { uuidOf } from '../../kernel/ids.ts';
import { subscribe } from '../../kernel/module.ts';
import { customerCame, customerSaw, setMarketing, standingOf } from '../customers/index.ts';
import { isCustomerGroup } from '../groups/index.ts';
import { postAs, saidToGuest } from '../messaging/index.ts';
import { noteShown } from './gateway/note-receipt.ts';
import { noteReply } from './journeys/note-reply.ts';
import { recordOutcome } from './record-outcome.ts';
import { asksToStop, stoppedLine } from './channels/web/stop-words.ts';

/** "TD", "STOP": the customer hears no more offers from now on, and is told so once. Anything else they say is an answer. */
export const hearCustomers = subscribe(
  'outreach.hear_customers',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    if (!senderId.startsWith('cus_')) return;
    const said = await saidToGuest(work, chatId, seq);
    const customerId = senderId as CustomerId;
    // What is said in a group answers nobody's journey, and stops nothing: it is an answer of the group.
    if (!said && (await isCustomerGroup(work, chatId)))
      return await recordOutcome(work, { customerId, kind: 'reply' });
    if (!said || said.message.k === 'system') return;
    const text = said.message.k === 'text' ? said.message.b['text'] : undefined;
    await noteReply(work, customerId, new Date(said.message.ts));
    if (typeof text !== 'string' || !asksToStop(text))
      return await recordOutcome(work, { customerId, kind: 'reply', at: new Date(said.message.ts) });
    const pair = { customerId, memberId: '' as MemberId };
    const standing = (await standingOf(work, [pair])).get(customerId);
    if (!standing) return;
    if (standing.marketing) await setMarketing(work, customerId, false);
    await postAs(work, {
      speakerId: customerId,
      chatId,
      cid: uuidOf(`stopped ${chatId} ${seq}`),
      draft: { k: 'system', b: { what: 'notice', text: stoppedLine[standing.locale] } },
    });
  },
);

/** The customer's page has shown what was sent. */
export const followReading = subscribe('outreach.follow_reading', customerSaw, (work, { chatId, seq }) =>
  noteShown(work, chatId, seq),
);

/** A customer came by again. */
export const followVisits = subscribe('outreach.follow_visits', customerCame, (work, { customerId, at }) =>
  recordOutcome(work, { customerId, kind: 'visit', at: new Date(at) }),
);
