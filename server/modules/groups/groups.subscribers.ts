import { customerGroupChanged, type GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { chatChanged, messagePosted } from '@teahouse/contract/messaging';
import { uuidOf } from '../../kernel/ids.ts';
import { subscribe } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { pageOf, postAs } from '../messaging/index.ts';
import { countDay } from './count-day.ts';
import { replyTo } from './group-rules.ts';
import { AIDE } from './open-group.ts';

/** Each message is counted once; what a customer says is answered where the group knows an answer. */
export const attend = subscribe('groups.attend', messagePosted, async (work, { chatId, seq, senderId }) => {
  const [group] = await work.sql<{ settings: GroupSettings }>(
    'update customer_groups set counted_seq = $3 where corp_id = $1 and chat_id = $2 and counted_seq < $3 returning settings',
    [work.corpId, chatId, seq],
  );
  if (!group || senderId === AIDE) return;
  const [message] = (await pageOf(work, chatId, { after: seq - 1, limit: 1 })).events;
  if (message?.t !== 'msg' || message.s !== seq) return;
  const at = new Date(message.ts);
  if (!senderId.startsWith('cus_')) return await countDay(work, chatId, { messages: 1 }, at);
  const first = await firstToday(work, chatId, senderId as CustomerId, at);
  await countDay(work, chatId, { messages: 1, active: first ? 1 : 0 }, at);
  const text = typeof message.b['text'] === 'string' ? message.b['text'] : '';
  const answer = replyTo(group.settings.replies, text);
  if (answer)
    await postAs(work, {
      speakerId: AIDE,
      chatId,
      cid: uuidOf(`group answers ${chatId} ${seq}`),
      draft: { k: 'text', b: { text: answer } },
      re: seq,
    });
});

/** Whether this customer says something in this group for the first time on a day of the company's zone. */
async function firstToday(work: Work, chatId: ChatId, customerId: CustomerId, at: Date): Promise<boolean> {
  const [first] = await work.sql(
    `update customer_group_people set active_day = ($4::timestamptz at time zone $5)::date
      where corp_id = $1 and chat_id = $2 and customer_id = $3 and active_day is distinct from ($4::timestamptz at time zone $5)::date
      returning chat_id`,
    [work.corpId, chatId, customerId, at, await corpZone(work)],
  );
  return first !== undefined;
}

/** Apps hear of changes, whoever made them. */
export const passOn = subscribe('groups.pass_on', chatChanged, async (work, { chatId, what, ids }) => {
  const [group] = await work.sql('select from customer_groups where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
  ]);
  if (!group) return;
  const [person] =
    what === 'joined'
      ? await work.sql<{ how: 'code' | 'invited' }>(
          'select how from customer_group_people where corp_id = $1 and chat_id = $2 and customer_id = any($3) limit 1',
          [work.corpId, chatId, ids],
        )
      : [];
  await work.emit(customerGroupChanged, {
    chatId,
    what,
    ids,
    how: person?.how ?? null,
    at: work.now.toISOString(),
  });
});
