import type { ErrorCode } from '@teahouse/contract/errors';
import { fail } from '../../../kernel/fail.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { type Channel, type Receipt, StillOut } from '../../outreach/index.ts';
import type { Adapter } from '../adapter.ts';
import { contactFor, reachable, withWayOut } from '../contacts.ts';
import { askTasks } from './ask-tasks.ts';
import { takeBackTask } from './follow-tasks.ts';
import { type TaskRow, taskUnder } from './task-row.ts';

/** parcels of one broadcast come one by one: so long they are gathered into one task of each member */
const GATHER_MS = 20_000;
/** how often a parcel asks what became of it */
const ASK_AGAIN_MS = 15 * 60_000;

/** A kind of account whose offers are tasks: a parcel is handed over when a member has sent it over there, and not before. */
export function taskChannel(adapter: Adapter): Channel {
  return {
    name: adapter.kind,
    staffConfirms: false,
    kinds: adapter.kinds,
    async rules(work, people) {
      const contacts = await reachable(work, adapter.kind, people);
      return new Map(
        people.flatMap((p) =>
          contacts.has(p.customerId) ? [[p.personId, { windowOpen: true, counterFree: true }]] : [],
        ),
      );
    },
    async send(shift, parcel) {
      const contact = await contactFor(shift, adapter.kind, parcel);
      if (!contact) return fail('channels.not_connected');
      const { accountId, outsideId, chatId, thread } = contact;
      const batchId = `${parcel.broadcastId} ${parcel.locale}`;
      const sender = typeof thread['userid'] === 'string' ? thread['userid'] : '';
      const task = await shift.work(async (work) => {
        const before = await taskUnder(work, accountId, parcel.key);
        if (before) return before;
        await work.sql(
          'insert into channel_task_batches (corp_id, account_id, id, contents) values ($1, $2, $3, $4) on conflict do nothing',
          [work.corpId, accountId, batchId, JSON.stringify(withWayOut(parcel))],
        );
        await work.sql(
          `insert into channel_tasks (corp_id, account_id, key, batch_id, outside_id, sender, member_id, chat_id, state, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9)`,
          [work.corpId, accountId, parcel.key, batchId, outsideId, sender, parcel.memberId, chatId, work.now],
        );
        const runAt = new Date(work.now.getTime() + GATHER_MS);
        await work.enqueue(askTasks, { accountId }, { key: accountId, runAt });
        return undefined;
      });
      return receiptOf(shift, task);
    },
    async find(shift, parcel, why): Promise<Receipt | undefined> {
      const contact = await contactFor(shift, adapter.kind, parcel);
      if (!contact) return undefined;
      const { accountId } = contact;
      const task = await shift.work(async (work) => {
        // Nobody over there has heard of it yet.
        await work.sql(
          `delete from channel_tasks where corp_id = $1 and account_id = $2 and key = $3 and state = 'queued'`,
          [work.corpId, accountId, parcel.key],
        );
        const asked = await taskUnder(work, accountId, parcel.key);
        if (asked?.state === 'asked' && why === 'stopped')
          await work.enqueue(takeBackTask, { accountId, ref: asked.ref }, { key: asked.ref });
        return asked;
      });
      if (!task || task.state === 'refused') return undefined;
      return receiptOf(shift, task);
    },
  };
}

function receiptOf(shift: Shift, task: TaskRow | undefined): Receipt {
  if (task?.state === 'sent') return { ref: task.ref, deliveredAt: task.at };
  if (task?.state === 'refused') return fail(task.why as ErrorCode);
  throw new StillOut(new Date(shift.now.getTime() + ASK_AGAIN_MS));
}
