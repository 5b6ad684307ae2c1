import { ChannelAccountId } from '@teahouse/contract/ids';
import { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system } from '../../../kernel/work.ts';
import { accountById, lineOf, noteHealth } from '../account.ts';
import { NotTaken, type TaskDesk } from '../adapter.ts';
import { adapterOf } from '../adapters.ts';
import { fileOf } from '../hand-out.ts';
import { endTasks } from './task-row.ts';

/** Lays what has been gathered before the members over there, one task for each member and message. */
export const askTasks = job(
  'channels.ask_tasks',
  z.object({ accountId: ChannelAccountId }),
  { tries: 8, outside: true },
  async (shift, { accountId }) => {
    const row = await shift.work((work) => accountById(work, accountId), system);
    const desk = adapterOf(row.kind).tasks;
    if (!desk) return;
    for (;;) {
      const task = await shift.work((work) => takeTask(work, accountId, desk.most), system);
      if (!task) return;
      try {
        await ask(shift, row, desk, task);
      } catch (error) {
        await shift.work((work) => noteHealth(work, accountId, error), system);
        throw error;
      }
    }
  },
);

interface Gathered {
  batchId: string;
  sender: string;
  contents: Draft[];
  people: { key: string; outsideId: string }[];
}

/** All that wait for one member and message, marked so that nobody else asks too. */
async function takeTask(
  work: Parameters<Parameters<Shift['work']>[0]>[0],
  accountId: ChannelAccountId,
  most: number,
): Promise<Gathered | undefined> {
  const [next] = await work.sql<{ batchId: string; sender: string; contents: unknown }>(
    `select t.batch_id "batchId", t.sender, b.contents from channel_tasks t
       join channel_task_batches b on b.corp_id = $1 and b.account_id = $2 and b.id = t.batch_id
      where t.corp_id = $1 and t.account_id = $2 and t.state = 'queued' order by t.batch_id, t.sender limit 1`,
    [work.corpId, accountId],
  );
  if (!next) return undefined;
  const people = await work.sql<{ key: string; outsideId: string }>(
    `with mine as (select key from channel_tasks where corp_id = $1 and account_id = $2 and state = 'queued' and batch_id = $3 and sender = $4
                    order by key limit $5 for update skip locked)
     update channel_tasks t set state = 'asking', at = $6 from mine where t.corp_id = $1 and t.account_id = $2 and t.key = mine.key
     returning t.key, t.outside_id "outsideId"`,
    [work.corpId, accountId, next.batchId, next.sender, most, work.now],
  );
  return { ...next, contents: z.array(Draft).parse(next.contents), people };
}

async function ask(
  shift: Shift,
  row: Awaited<ReturnType<typeof accountById>>,
  desk: TaskDesk,
  { sender, contents, people }: Gathered,
): Promise<void> {
  if (people.length === 0) return;
  const keys = people.map((p) => p.key);
  const move = (state: 'queued' | 'asked', ref: string) =>
    shift.work(async (work) => {
      await work.sql(
        `update channel_tasks set state = $4, ref = $5, at = $6 where corp_id = $1 and account_id = $2 and key = any($3) and state = 'asking'`,
        [work.corpId, row.id, keys, state, ref, work.now],
      );
    }, system);
  const refuse = (some: readonly string[], why: string) =>
    shift.work(async (work) => {
      await endTasks(work, { accountId: row.id, keys: some, state: 'refused', why });
    }, system);
  try {
    const enclosed = [];
    for (const draft of contents) {
      const file = await fileOf(shift, draft);
      enclosed.push({ draft, ...(file ? { file } : {}) });
    }
    const task = { to: people.map((p) => p.outsideId), sender, enclosed };
    const { msgid, fail_list } = await desk.ask(lineOf(shift, row), task);
    await move('asked', msgid);
    const lost = new Set(fail_list);
    await refuse(
      people.flatMap((p) => (lost.has(p.outsideId) ? [p.key] : [])),
      'channels.not_connected',
    );
    await shift.work((work) => noteHealth(work, row.id), system);
  } catch (error) {
    // Refused for good; certainly not taken, so asked again; or nobody knows, and a customer never gets it twice.
    if (error instanceof Failure) return await refuse(keys, error.code);
    if (error instanceof NotTaken) await move('queued', '');
    else await refuse(keys, 'channels.unsure');
    throw error;
  }
}
