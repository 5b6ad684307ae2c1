import { customerPage } from '@teahouse/contract/customer-page';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { nameSpeaker } from '../messaging/index.ts';
import { actingCustomer, customerChat, samePerson } from './customer.access.ts';
import { hereOf } from './here.ts';
import { noteEvent } from './note-event.ts';
import { refreshSearch } from './search-words.ts';
import { setMarketing } from './set-marketing.ts';

export const customerHere = implement(customerPage.customerHere, async (work) => {
  const me = actingCustomer(work);
  return await hereOf(work, me.id, me.codeId);
});

/** What the customer says about themselves holds for the whole person. Consent is kept with the moment it was given or taken back. */
export const changeMe = implement(customerPage.changeMe, async (work, { name, marketing }) => {
  const me = actingCustomer(work);
  for (const id of await samePerson(work, me.id)) {
    await work.sql('update customers set name = coalesce($3, name) where corp_id = $1 and id = $2', [
      work.corpId,
      id,
      name,
    ]);
    if (name !== undefined) {
      await nameSpeaker(work, { id, kind: 'customer', name, avatar: null });
      await work.sql(
        `update chats set title = $3 where corp_id = $1 and id in (select chat_id from customer_follows where corp_id = $1 and customer_id = $2)`,
        [work.corpId, id, name],
      );
      await refreshSearch(work, id);
    }
  }
  if (name !== undefined) await noteEvent(work, { customerId: me.id, kind: 'named', detail: name });
  if (marketing !== undefined) await setMarketing(work, me.id, marketing);
  return await hereOf(work, me.id, me.codeId);
});

export const muteMember = implement(customerPage.muteMember, async (work, { chatId, muted }) => {
  const me = actingCustomer(work);
  const chat = await customerChat(work, chatId);
  // A desk is not one person to be muted: whoever needs nothing more leaves it.
  if (!chat.memberId) fail('messaging.chat_not_found');
  await work.sql('update customer_follows set muted_at = $3 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
    muted ? work.now : null,
  ]);
  if (muted !== chat.muted)
    await noteEvent(work, {
      customerId: chat.customerId,
      memberId: chat.memberId,
      kind: muted ? 'muted' : 'unmuted',
    });
  return await hereOf(work, me.id, me.codeId);
});
