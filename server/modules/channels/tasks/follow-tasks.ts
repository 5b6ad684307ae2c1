import { ChannelAccountId } from '@teahouse/contract/ids';
import { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { uuidOf } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { type Work, system } from '../../../kernel/work.ts';
import { postAs } from '../../messaging/index.ts';
import { type AccountRow, accountById, allAccounts, lineOf } from '../account.ts';
import type { TaskFate } from '../adapter.ts';
import { adapterOf, allAdapters } from '../adapters.ts';
import { noteSentByHand } from '../claim.ts';
import { endTasks, TASK, type TaskRow } from './task-row.ts';

/** A member who has not sent it by then will not. */
const GIVE_UP_MS = 7 * 24 * 3_600_000;
/** nobody came back to say how the asking went */
const LOST_MS = 600_000;

/** Every few minutes each open task is asked about over there. */
export const lookAtTasks = job(
  'channels.look_at_tasks',
  z.object({}),
  { tries: 1, everyMs: 300_000 },
  async (shift) => {
    const kinds = new Set(allAdapters().flatMap((a) => (a.tasks ? [a.kind] : [])));
    await shift.work(async (work) => {
      for (const { id, kind } of await allAccounts(work))
        if (kinds.has(kind)) await work.enqueue(followTasks, { accountId: id }, { key: id });
    }, system);
  },
);

export const followTasks = job(
  'channels.follow_tasks',
  z.object({ accountId: ChannelAccountId }),
  { tries: 3, outside: true },
  async (shift, { accountId }) => {
    const { row, open } = await shift.work(async (work) => {
      await giveUpLost(work, accountId);
      return { row: await accountById(work, accountId), open: await openTasks(work, accountId) };
    }, system);
    for (const { ref, sender, since } of open) {
      await noteFates(shift, row, { ref, sender });
      if (shift.now.getTime() - since.getTime() > GIVE_UP_MS) await endAtOnce(shift, row, ref);
    }
  },
);

/** The company wants a message back: who has not been written to by now is left alone. */
export const takeBackTask = job(
  'channels.take_back_task',
  z.object({ accountId: ChannelAccountId, ref: z.string() }),
  { tries: 5, outside: true },
  async (shift, { accountId, ref }) => {
    const row = await shift.work((work) => accountById(work, accountId), system);
    await endAtOnce(shift, row, ref);
  },
);

async function endAtOnce(shift: Shift, row: AccountRow, ref: string): Promise<void> {
  const desk = adapterOf(row.kind).tasks!;
  await desk.takeBack(lineOf(shift, row), ref);
  const open = await shift.work((work) => openTasks(work, row.id), system);
  // Between the last look and the taking back, somebody may have sent it.
  for (const task of open.filter((t) => t.ref === ref)) await noteFates(shift, row, task);
  await shift.work(async (work) => {
    const waiting = await work.sql<{ key: string }>(
      `select key from channel_tasks where corp_id = $1 and account_id = $2 and ref = $3 and state = 'asked'`,
      [work.corpId, row.id, ref],
    );
    const keys = waiting.map((w) => w.key);
    await endTasks(work, { accountId: row.id, keys, state: 'refused', why: 'channels.not_confirmed' });
  }, system);
}

const openTasks = (work: Work, accountId: string) =>
  work.sql<{ ref: string; sender: string; since: Date }>(
    `select ref, sender, min(at) since from channel_tasks where corp_id = $1 and account_id = $2 and state = 'asked' group by ref, sender`,
    [work.corpId, accountId],
  );

async function giveUpLost(work: Work, accountId: string): Promise<void> {
  await work.sql(
    `update channel_tasks set state = 'refused', why = 'channels.unsure', at = $3
      where corp_id = $1 and account_id = $2 and state = 'asking' and at < $4`,
    [work.corpId, accountId, work.now, new Date(work.now.getTime() - LOST_MS)],
  );
}

async function noteFates(
  shift: Shift,
  row: AccountRow,
  task: { ref: string; sender: string },
): Promise<void> {
  const fates = await adapterOf(row.kind).tasks!.fates(lineOf(shift, row), task.ref, task.sender);
  await shift.work(async (work) => {
    const open = await work.sql<TaskRow>(
      `select ${TASK} from channel_tasks t where t.corp_id = $1 and t.account_id = $2 and t.ref = $3 and t.sender = $4 and t.state = 'asked'`,
      [work.corpId, row.id, task.ref, task.sender],
    );
    const having = (fate: TaskFate) => open.flatMap((t) => (fates.get(t.outsideId) === fate ? [t.key] : []));
    const accountId = row.id;
    for (const lost of ['not_connected', 'count_used'] as const)
      await endTasks(work, { accountId, keys: having(lost), state: 'refused', why: `channels.${lost}` });
    const gone = open.flatMap((t) => (fates.get(t.outsideId) === 'not_connected' ? [t.outsideId] : []));
    await work.sql(
      'update channel_contacts set reachable = false where corp_id = $1 and account_id = $2 and outside_id = any($3)',
      [work.corpId, accountId, gone],
    );
    const sent = await endTasks(work, { accountId, keys: having('sent'), state: 'sent' });
    for (const one of sent) await showInChat(work, one);
  }, system);
}

/** Colleagues see in the chat what the customer got. */
async function showInChat(
  work: Work,
  { accountId, key, outsideId, memberId, chatId }: TaskRow,
): Promise<void> {
  const [batch] = await work.sql<{ contents: unknown }>(
    `select b.contents from channel_tasks t join channel_task_batches b on b.corp_id = $1 and b.account_id = $2 and b.id = t.batch_id
      where t.corp_id = $1 and t.account_id = $2 and t.key = $3`,
    [work.corpId, accountId, key],
  );
  for (const [at, draft] of z
    .array(Draft)
    .parse(batch?.contents ?? [])
    .entries()) {
    const cid = uuidOf(`${accountId} ${key} ${at}`);
    await noteSentByHand(work, { accountId, outsideId, key: cid });
    await postAs(work, { speakerId: memberId, chatId, cid, draft });
  }
}
