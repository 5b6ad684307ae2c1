import { type CustomerTransferId, CustomerTransferId as TransferId } from '@teahouse/contract/ids';
import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { postAs } from '../../messaging/index.ts';
import { moveFollow } from './move-follow.ts';

/** Customers in one unit of work: small enough that nobody waits for their chat, large enough that 1,400 take seconds. */
const BATCH = 25;
const BUDGET_MS = 20_000;

interface TransferRow {
  id: CustomerTransferId;
  from: MemberId;
  to: MemberId;
  toName: string;
  message: string;
}

/** Works a hand-over off: first the pairs move, then each customer hears of it. Both repeat harmlessly. */
export const moveCustomers = job(
  'customers.move',
  z.object({ transferId: TransferId }),
  { tries: 20 },
  async (shift, { transferId }) => {
    const transfer = await shift.work((work) => transferOf(work, transferId));
    if (!transfer) return;
    const until = performance.now() + BUDGET_MS;
    let left = true;
    while (left && performance.now() < until) {
      await shift.work((work) => moveBatch(work, transfer));
      left = await shift.work((work) => tellBatch(work, transfer));
    }
    if (left) await shift.work((work) => work.enqueue(moveCustomers, { transferId }));
    else
      await shift.work((work) =>
        work.sql(
          'update customer_transfers set done_at = $3 where corp_id = $1 and id = $2 and done_at is null',
          [work.corpId, transferId, work.now],
        ),
      );
  },
);

async function transferOf(work: Work, id: CustomerTransferId): Promise<TransferRow | undefined> {
  const [row] = await work.sql<TransferRow>(
    `select t.id, t.from_member "from", t.to_member "to", m.name "toName", t.message
       from customer_transfers t join members m on m.corp_id = $1 and m.id = t.to_member where t.corp_id = $1 and t.id = $2`,
    [work.corpId, id],
  );
  return row;
}

async function rowsIn(work: Work, id: CustomerTransferId, state: 'waiting' | 'moved'): Promise<CustomerId[]> {
  const rows = await work.sql<{ id: CustomerId }>(
    `select customer_id id from customer_transfer_rows where corp_id = $1 and transfer_id = $2 and state = $3
      order by customer_id limit ${BATCH} for update`,
    [work.corpId, id, state],
  );
  return rows.map((r) => r.id);
}

async function setState(
  work: Work,
  id: CustomerTransferId,
  customerId: CustomerId,
  state: 'moved' | 'told' | 'failed',
): Promise<void> {
  await work.sql(
    `update customer_transfer_rows set state = $4, moved_at = coalesce(moved_at, $5) where corp_id = $1 and transfer_id = $2 and customer_id = $3`,
    [work.corpId, id, customerId, state, work.now],
  );
}

async function moveBatch(work: Work, { id, from, to, toName }: TransferRow): Promise<void> {
  for (const customerId of await rowsIn(work, id, 'waiting')) {
    const moved = await moveFollow(work, { customerId, from, to, toName });
    await setState(work, id, customerId, moved ? 'moved' : 'failed');
  }
}

/** The new member's word to each who was moved; true while there is more to do. Whoever muted the old one is left in peace. */
async function tellBatch(work: Work, { id, to, toName, message }: TransferRow): Promise<boolean> {
  const moved = await rowsIn(work, id, 'moved');
  const chats = await work.sql<{ customer_id: CustomerId; chat_id: ChatId }>(
    `select customer_id, chat_id from customer_follows
      where corp_id = $1 and member_id = $2 and customer_id = any($3) and muted_at is null and state = 'following'`,
    [work.corpId, to, moved],
  );
  if (message)
    await Promise.all(
      chats.map((c) =>
        postAs(work, {
          speakerId: to,
          chatId: c.chat_id,
          cid: uuidOf(`transfer ${id} ${c.customer_id}`),
          draft: { k: 'text', b: { text: message.replaceAll('{name}', toName) } },
        }),
      ),
    );
  for (const customerId of moved) await setState(work, id, customerId, 'told');
  const open = await work.sql(
    `select from customer_transfer_rows where corp_id = $1 and transfer_id = $2 and state in ('waiting', 'moved') limit 1`,
    [work.corpId, id],
  );
  return open.length > 0;
}
