import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Reason } from '@teahouse/contract/outreach';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import { uuidOf } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { noteOffers } from '../../customers/index.ts';
import { postAs } from '../../messaging/index.ts';
import { withWayOut } from '../channels/web/web-channel.ts';
import type { GroupPostRow } from './group-post-row.ts';
import { judgeGroups } from './judge-groups.ts';
import { tellOwners } from './tell-owners.ts';

const AT_ONCE = 50;
/** whoever took a group and says nothing for so long has died */
const LEASE_MS = 60_000;

/** Judges which groups are due, writes into those that passed, and says when to come back. */
export const pumpGroupPost = job(
  'outreach.pump_group_post',
  z.object({ postId: z.string() }),
  { tries: 20 },
  async (shift, { postId }) => {
    await shift.work((work) => begin(work, postId), system);
    for (;;) {
      const judged = await shift.work((work) => judgeGroups(work, postId), system);
      const { post, taken } = await shift.work((work) => take(work, postId), system);
      for (const group of taken) await writeInto(shift, post, group);
      if (judged + taken.length === 0) break;
    }
    await shift.work((work) => comeBack(work, postId), system);
  },
);

const begin = (work: Work, id: string) =>
  work.sql(
    `update group_posts set state = 'running' where corp_id = $1 and id = $2 and state = 'scheduled' and start_at <= $3`,
    [work.corpId, id, work.now],
  );

interface Taken {
  chatId: ChatId;
  ownerId: MemberId;
}

/** A group reads in the language of the company. */
type Spoken = Pick<GroupPostRow, 'id' | 'contents'> & { locale: 'zh' | 'en' };

async function take(work: Work, id: string): Promise<{ post: Spoken; taken: Taken[] }> {
  const [post] = await work.sql<Spoken>(
    `select g.id, g.contents, c.locale from group_posts g join corps c on c.corp_id = $1 where g.corp_id = $1 and g.id = $2`,
    [work.corpId, id],
  );
  const taken = await work.sql<Taken>(
    `update group_post_chats p set due_at = $4 from (
       select chat_id from group_post_chats where corp_id = $1 and post_id = $2 and state = 'sending' and due_at <= $3
        order by chat_id limit ${AT_ONCE} for update skip locked) mine
      where p.corp_id = $1 and p.post_id = $2 and p.chat_id = mine.chat_id returning p.chat_id "chatId", p.owner_id "ownerId"`,
    [work.corpId, id, work.now, new Date(work.now.getTime() + LEASE_MS)],
  );
  return { post: post!, taken };
}

/** In the name of its owner; the same messages however often it is tried, so that a crash says nothing twice. */
async function writeInto(shift: Shift, post: Spoken, { chatId, ownerId }: Taken): Promise<void> {
  const contents = withWayOut(post);
  const cids = contents.map((_, at) => uuidOf(`${post.id} ${chatId} ${at}`));
  let reason: Reason = 'sent';
  try {
    await shift.work((work) => noteOffers(work, chatId, cids), system);
    for (const [at, draft] of contents.entries())
      await shift.work((work) => postAs(work, { speakerId: ownerId, chatId, cid: cids[at]!, draft }), system);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    reason = 'channel_refused';
  }
  await shift.work((work) => record(work, post, { chatId, ownerId }, reason), system);
}

/** Everybody in it who has not stopped offers was touched once more. */
async function record(work: Work, { id }: Spoken, { chatId, ownerId }: Taken, reason: Reason): Promise<void> {
  await work.sql(
    `update group_post_chats set state = 'done', due_at = null, reason = $4, sent_at = case when $4 = 'sent' then sent_at end
      where corp_id = $1 and post_id = $2 and chat_id = $3 and state = 'sending'`,
    [work.corpId, id, chatId, reason],
  );
  if (reason !== 'sent') return;
  await work.sql(
    `insert into touches (corp_id, customer_id, source_id, kind, channel, member_id, at)
     select $1, p.customer_id, $2, 'group', 'web', $4, $5 from customer_group_people p
       join customers c on c.corp_id = $1 and c.id = p.customer_id and c.marketing
      where p.corp_id = $1 and p.chat_id = $3 and p.left_at is null on conflict do nothing`,
    [work.corpId, id, chatId, ownerId, work.now],
  );
}

async function comeBack(work: Work, postId: string): Promise<void> {
  const [open] = await work.sql<{ next: Date | null; n: number; asked: number }>(
    `select min(due_at) next, count(*)::int n, (count(*) filter (where state = 'asked'))::int asked
       from group_post_chats where corp_id = $1 and post_id = $2 and state <> 'done'`,
    [work.corpId, postId],
  );
  if (open?.asked) await work.enqueue(tellOwners, { postId, round: 0 }, { key: `${postId} 0` });
  if (open?.n === 0)
    await work.sql(
      `update group_posts set state = 'done' where corp_id = $1 and id = $2 and state = 'running'`,
      [work.corpId, postId],
    );
  else if (open?.next)
    await work.enqueue(
      pumpGroupPost,
      { postId },
      { runAt: open.next, key: `${postId} ${open.next.getTime()}` },
    );
}
