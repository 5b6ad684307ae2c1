import type { ErrorCode } from '@teahouse/contract/errors';
import type { GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import type { Judge, Work } from '../../kernel/work.ts';
import { type Fault, faultOf } from './group-rules.ts';
import { unseatCustomer } from './seat-customer.ts';
import { tellOwner } from './tell-owner.ts';

const stopped: Record<Fault, ErrorCode> = {
  link: 'groups.link_stopped',
  banned: 'groups.word_stopped',
  flood: 'groups.flood_stopped',
};

interface Person {
  warnings: number;
  inMinute: number;
  /** these very words were stopped before */
  again: boolean;
}

/** What a customer is about to say in a group: words against its rules reach nobody, their author is warned, and at last removed. */
export const judgeWords: Judge = async (work, { chatId, speakerId, cid, draft }) => {
  const [group] = await work.sql<{ settings: GroupSettings }>(
    'select settings from customer_groups where corp_id = $1 and chat_id = $2',
    [work.corpId, chatId],
  );
  if (!group) return undefined;
  const { rules } = group.settings;
  if (!rules.links && rules.banned.length === 0 && rules.flood === null) return undefined;
  const person = await noteWord(work, { chatId, speakerId, cid });
  if (!person) return undefined;
  const fault = faultOf(rules, { text: wordsOf(draft), inMinute: person.inMinute });
  if (!fault) return undefined;
  if (person.again) return stopped[fault];
  await work.sql(
    'update customer_group_people set warnings = warnings + 1, stopped_cid = $4 where corp_id = $1 and chat_id = $2 and customer_id = $3',
    [work.corpId, chatId, speakerId, cid],
  );
  if (person.warnings < rules.warnings) return stopped[fault];
  const gone = { chatId: chatId as ChatId, customerId: speakerId as CustomerId };
  if (await unseatCustomer(work, gone.chatId, gone.customerId, 'rules')) {
    const detail = { customerId: speakerId, fault };
    await work.audit({ action: 'groups.customer_removed', object: chatId, detail });
    await work.enqueue(tellOwner, { ...gone, fault, cid }, { key: `${chatId} ${cid}` });
  }
  return 'groups.removed';
};

/** The names of files count too: they are read like words. */
const wordsOf = ({ b }: Draft): string => {
  const said: Record<string, unknown> = b;
  return [said['text'], said['name'], said['title'], said['url']]
    .filter((x) => typeof x === 'string')
    .join(' ');
};

/** Counts the words of this minute. The group is held first, as by whoever seats and unseats in it. */
async function noteWord(
  work: Work,
  { chatId, speakerId, cid }: { chatId: string; speakerId: string; cid: string },
): Promise<Person | undefined> {
  await work.sql('select from customer_groups where corp_id = $1 and chat_id = $2 for update', [
    work.corpId,
    chatId,
  ]);
  const [person] = await work.sql<Person>(
    `update customer_group_people set
            minute_n = case when minute_at > $4::timestamptz - interval '1 minute' then minute_n + 1 else 1 end,
            minute_at = case when minute_at > $4::timestamptz - interval '1 minute' then minute_at else $4 end
      where corp_id = $1 and chat_id = $2 and customer_id = $3
      returning warnings, minute_n "inMinute", stopped_cid is not distinct from $5::uuid again`,
    [work.corpId, chatId, speakerId, work.now, cid],
  );
  return person;
}
