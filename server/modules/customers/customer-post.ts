import { customerPage } from '@teahouse/contract/customer-page';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { postAs, withTrueFiles } from '../messaging/index.ts';
import { actingCustomer, customerChat } from './customer.access.ts';
import { toCustomerMessage } from './customer-message.ts';

/** A card or a record of what others said is not for customers to make up. */
const KINDS = new Set(['text', 'image', 'file', 'voice', 'video']);

export const customerPost = implement(customerPage.customerPost, async (work, { chatId, cid, draft }) => {
  actingCustomer(work);
  const chat = await customerChat(work, chatId);
  if (chat.state === 'refused') fail('customers.refused');
  if (!KINDS.has(draft.k)) fail('common.not_allowed', `a customer posts ${draft.k}`);
  const { event } = await postAs(work, {
    speakerId: chat.customerId,
    chatId,
    cid,
    draft: await withTrueFiles(work, draft),
  });
  await work.sql('update customer_follows set last_at = $3 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
    work.now,
  ]);
  return toCustomerMessage(event, chat.customerId);
});
