import { messagePosted } from '@teahouse/contract/messaging';
import { Draft } from '@teahouse/contract/realtime';
import { ChannelAccountId, ChatId, type CustomerId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { Failure } from '../../kernel/fail.ts';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { subscribe } from '../../kernel/module.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system, type Work } from '../../kernel/work.ts';
import { postAs, saidToGuest } from '../messaging/index.ts';
import { isBroadcast } from '../outreach/index.ts';
import { NotTaken } from './adapter.ts';
import { sentSomewhere } from './claim.ts';
import { handOut } from './hand-out.ts';

const TRIES = 6;

/** What a member answers goes where the customer wrote last; on our own page it stands anyway. */
export const carryAnswers = subscribe(
  'channels.carry_answers',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    if (!senderId.startsWith('mbr_')) return;
    const to = await lastHeard(work, chatId, seq);
    if (!to) return;
    const said = await saidToGuest(work, chatId, seq);
    if (!said || said.message.k === 'system') return;
    if ((await sentSomewhere(work, said.message.cid)) || (await isBroadcast(work, chatId, seq))) return;
    await work.enqueue(carry, { chatId, seq, ...to }, { key: `${chatId} ${seq}` });
  },
);

interface Whence {
  accountId: ChannelAccountId;
  outsideId: string;
  customerId: CustomerId;
}

/** The account the customer's last words came through; undefined where they came by our own page. */
async function lastHeard(work: Work, chatId: ChatId, seq: number): Promise<Whence | undefined> {
  const [row] = await work.sql<Whence>(
    `select c.account_id "accountId", c.outside_id "outsideId", c.customer_id "customerId" from channel_contacts c
      where c.corp_id = $1 and c.chat_id = $2
        and not exists (select from chat_entries e where e.corp_id = $1 and e.chat_id = $2 and e.seq > c.heard_seq and e.seq < $3
                         and e.event = 'msg' and e.kind <> 'system' and e.sender_id like 'cus\\_%')
      order by c.heard_seq desc, greatest(c.heard_at, c.entered_at) desc limit 1`,
    [work.corpId, chatId, seq],
  );
  return row;
}

export const carry = job(
  'channels.carry',
  z.object({
    chatId: ChatId,
    seq: z.number(),
    accountId: ChannelAccountId,
    outsideId: z.string(),
    customerId: z.string(),
  }),
  { tries: TRIES, outside: true },
  async (shift, { chatId, seq, accountId, outsideId, customerId }) => {
    const said = await shift.work((work) => saidToGuest(work, chatId, seq), system);
    if (!said) return;
    const draft = Draft.safeParse({ k: said.message.k, b: said.message.b });
    const key = uuidOf(`${chatId} ${seq}`);
    try {
      if (!draft.success) throw new Failure('channels.unfit_kind');
      await handOut(shift, { accountId, outsideId, key }, { draft: draft.data, marketing: false });
    } catch (error) {
      // It did not arrive for certain: the job comes back, and says so only when it gives up.
      if (error instanceof NotTaken && !(await lastTry(shift))) throw error;
      const failure =
        error instanceof Failure
          ? error
          : new Failure(error instanceof NotTaken ? 'channels.refused' : 'channels.unsure');
      await shift.work(
        (work) =>
          postAs(work, {
            speakerId: customerId,
            chatId,
            cid: uuidOf(`undelivered ${key}`),
            draft: { k: 'system', b: { what: 'notice', text: failure.text('zh'), code: failure.code } },
          }),
        system,
      );
    }
  },
);

async function lastTry(shift: Shift & { jobId: string }): Promise<boolean> {
  const [row] = await shift.work((work) =>
    work.sql<{ attempts: number }>('select attempts from jobs where corp_id = $1 and id = $2', [
      work.corpId,
      shift.jobId,
    ]),
  );
  return (row?.attempts ?? TRIES) >= TRIES;
}
