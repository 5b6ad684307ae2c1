import { customerGroups } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerTagId, GroupCodeId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { hereOf, letIn, samePerson, tagCustomerOf } from '../customers/index.ts';
import { ownerOf } from './groups.access.ts';
import { openNext } from './open-next.ts';
import { seatCustomer } from './seat-customer.ts';

interface CodeRow {
  id: GroupCodeId;
  baseName: string;
  baseNo: number;
  opens: boolean;
  cap: number;
  state: string;
  tagIds: CustomerTagId[];
  closed: boolean;
}

export const joinGroup = implementRaw(customerGroups.joinGroup, (call, { again, ...phone }) =>
  letIn(call, phone, async (work, customer) => {
    // Held to the end: those who come at once come one after the other, and no group gets more than its cap.
    const [code] = await work.sql<CodeRow>(
      `update group_codes set scans = scans + 1 where corp_id = $1 and id = $2
       returning id, base_name "baseName", base_no "baseNo", opens, cap, state, tag_ids "tagIds", closed_at is not null closed`,
      [work.corpId, work.actor.id],
    );
    if (!code) return fail('common.not_found');
    const before = await beenHere(work, code.id, await samePerson(work, customer.id));
    if (before?.inside) return await hereOf(work, customer.id, before.chatId);
    if (before?.removed) fail('groups.removed');
    if (before && !again) fail('groups.left');
    if (code.closed) fail('groups.closed');
    const chatId =
      (await groupWithRoom(work, code)) ?? (code.opens ? await openNext(work, code) : fail('groups.full'));
    await seatCustomer(work, { chatId, customer, how: 'code', state: code.state });
    const ownerId = await ownerOf(work, chatId);
    if (ownerId && code.tagIds.length)
      await tagCustomerOf(work, { customerId: customer.id, memberId: ownerId, tagIds: code.tagIds });
    return await hereOf(work, customer.id, chatId);
  }),
);

/** Where this person stands with the groups of a code: in one, removed from one, or gone from one by themselves. */
async function beenHere(
  work: Work,
  codeId: GroupCodeId,
  person: readonly string[],
): Promise<{ chatId: ChatId; inside: boolean; removed: boolean } | undefined> {
  const [row] = await work.sql<{ chatId: ChatId; inside: boolean; removed: boolean }>(
    `select p.chat_id "chatId", p.left_at is null inside, p.removed
       from group_code_chats x join customer_group_people p on p.corp_id = $1 and p.chat_id = x.chat_id and p.customer_id = any($3)
       join chats c on c.corp_id = $1 and c.id = x.chat_id and c.archived_at is null
      where x.corp_id = $1 and x.code_id = $2 order by inside desc, p.removed desc, x.place limit 1`,
    [work.corpId, codeId, person],
  );
  return row;
}

/** The first group of the code that is not full; held, since other codes and members bring people as well. */
async function groupWithRoom(work: Work, { id, cap }: CodeRow): Promise<ChatId | undefined> {
  const groups = await work.sql<{ chatId: ChatId; place: number }>(
    `select g.chat_id "chatId", x.place from group_code_chats x join customer_groups g on g.corp_id = $1 and g.chat_id = x.chat_id
       join chats c on c.corp_id = $1 and c.id = x.chat_id and c.archived_at is null
      where x.corp_id = $1 and x.code_id = $2 order by g.chat_id for update of g`,
    [work.corpId, id],
  );
  for (const { chatId } of groups.toSorted((a, b) => a.place - b.place)) {
    const [row] = await work.sql<{ n: number }>(
      'select count(*)::int n from customer_group_people where corp_id = $1 and chat_id = $2 and left_at is null',
      [work.corpId, chatId],
    );
    if ((row?.n ?? 0) < cap) return chatId;
  }
  return undefined;
}
