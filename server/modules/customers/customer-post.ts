import { customerSpoke } from '@teahouse/contract/customers';
import { customerPage } from '@teahouse/contract/customer-page';
import type { ErrorCode } from '@teahouse/contract/errors';
import type { ChatId, ContactCodeId, CustomerId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { postAs, withTrueFiles } from '../messaging/index.ts';
import type { Work } from '../../kernel/work.ts';
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
    await noteSpoke(work, chatId);
    return toCustomerMessage(event, speakerId);
  });
  // Refused only now, when what was noted against them is kept.
  return told ?? fail(against ?? 'common.not_allowed');
});

/** Groups and desks have no pair to note it on. */
async function noteSpoke(work: Work, chatId: ChatId): Promise<void> {
  const [pair] = await work.sql<{
    customerId: CustomerId;
    memberId: MemberId;
    codeId: ContactCodeId | null;
    first: boolean;
  }>(
    `with before as (select chat_id, spoke_at from customer_follows where corp_id = $1 and chat_id = $2 for update)
     update customer_follows f set last_at = $3, spoke_at = coalesce(f.spoke_at, $3) from before b
      where f.corp_id = $1 and f.chat_id = b.chat_id
     returning f.customer_id "customerId", f.member_id "memberId", f.code_id "codeId", b.spoke_at is null first`,
    [work.corpId, chatId, work.now],
  );
  if (!pair?.first) return;
  const { first: _, ...who } = pair;
  await work.emit(customerSpoke, who);
}
