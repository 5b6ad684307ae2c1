import { customerPage } from '@teahouse/contract/customer-page';
import type { ErrorCode } from '@teahouse/contract/errors';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { postAs, withTrueFiles } from '../messaging/index.ts';
import { actingCustomer, customerChat } from './customer.access.ts';
import { toCustomerMessage } from './customer-message.ts';

/** A card or a record of what others said is not for customers to make up. */
const KINDS = new Set(['text', 'image', 'file', 'voice', 'video']);

export const customerPost = implementRaw(customerPage.customerPost, async (call, { chatId, cid, draft }) => {
  let against: ErrorCode | undefined;
  const told = await call.work(async (work) => {
    actingCustomer(work);
    const chat = await customerChat(work, chatId);
    if (chat.state === 'refused') fail('customers.refused');
    if (!KINDS.has(draft.k)) fail('common.not_allowed', `a customer posts ${draft.k}`);
    const speakerId = chat.customerId;
    against = await work.judged({ chatId, speakerId, cid, draft });
    if (against) return undefined;
    const { event } = await postAs(work, {
      speakerId,
      chatId,
      cid,
      draft: await withTrueFiles(work, draft),
    });
    await work.sql('update customer_follows set last_at = $3 where corp_id = $1 and chat_id = $2', [
      work.corpId,
      chatId,
      work.now,
    ]);
    return toCustomerMessage(event, speakerId);
  });
  // Refused only now, when what was noted against them is kept.
  return told ?? fail(against ?? 'common.not_allowed');
});
