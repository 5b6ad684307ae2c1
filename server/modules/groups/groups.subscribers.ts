import { customerGroupChanged, type GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { chatChanged, messagePosted } from '@teahouse/contract/messaging';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { uuidOf } from '../../kernel/ids.ts';
import { subscribe } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { noticeIn, pageOf, postAs, recallAs } from '../messaging/index.ts';
import { countDay } from './count-day.ts';
import { type Fault, faultOf, replyTo } from './group-rules.ts';
import { AIDE } from './open-group.ts';
import { unseatCustomer } from './seat-customer.ts';
import { tellOwner } from './tell-owner.ts';
import { said } from './words.ts';

/** Each message is counted once; what a customer says is judged, and answered where the group knows an answer. */
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
  const person = await noteWord(work, chatId, senderId as CustomerId, at);
  await countDay(work, chatId, { messages: 1, active: person.firstToday ? 1 : 0 }, at);
  const text = wordsOf(message);
  const fault = faultOf(group.settings.rules, { text, inMinute: person.inMinute });
  if (fault) return await punish(work, message, { ...person, fault, most: group.settings.rules.warnings });
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

/** The names of files count too: they are read like words. */
const wordsOf = ({ b }: MessageEvent): string =>
  [b['text'], b['name'], b['title'], b['url']].filter((x) => typeof x === 'string').join(' ');

interface Person {
  customerId: CustomerId;
  name: string;
  locale: 'zh' | 'en';
  warnings: number;
  inMinute: number;
  firstToday: boolean;
}

async function noteWord(work: Work, chatId: ChatId, customerId: CustomerId, at: Date): Promise<Person> {
  const [row] = await work.sql<Omit<Person, 'customerId'>>(
    `update customer_group_people p set active_day = ($4::timestamptz at time zone $5)::date,
            minute_n = case when p.minute_at > $4::timestamptz - interval '1 minute' then p.minute_n + 1 else 1 end,
            minute_at = case when p.minute_at > $4::timestamptz - interval '1 minute' then p.minute_at else $4 end
       from customers c, customer_group_people old
      where p.corp_id = $1 and p.chat_id = $2 and p.customer_id = $3 and c.corp_id = $1 and c.id = $3
        and old.corp_id = $1 and old.chat_id = $2 and old.customer_id = $3
      returning c.name, c.locale, p.warnings, p.minute_n "inMinute", old.active_day is distinct from p.active_day "firstToday"`,
    [work.corpId, chatId, customerId, at, await corpZone(work)],
  );
  return { customerId, name: '', locale: 'zh', warnings: 0, inMinute: 0, firstToday: false, ...row };
}

/** What broke a rule disappears; its author is warned, and at last removed, of which the owner hears. */
async function punish(
  work: Work,
  { c: chatId, s: seq }: MessageEvent,
  { customerId, name, locale, warnings, fault, most }: Person & { fault: Fault; most: number },
): Promise<void> {
  await recallAs(work, chatId, seq);
  await work.sql(
    'update customer_group_people set warnings = warnings + 1 where corp_id = $1 and chat_id = $2 and customer_id = $3',
    [work.corpId, chatId, customerId],
  );
  if (warnings < most)
    return await noticeIn(work, chatId, said[locale].warned(name, said[locale].faults[fault]));
  if (!(await unseatCustomer(work, chatId, customerId, work.actor.id))) return;
  await work.audit({ action: 'groups.customer_removed', object: chatId, detail: { customerId, fault } });
  await work.enqueue(tellOwner, { chatId, customerId, fault, seq }, { key: `${chatId} ${seq}` });
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
