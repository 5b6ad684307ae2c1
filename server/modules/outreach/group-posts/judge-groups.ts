import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Reason } from '@teahouse/contract/outreach';
import type { Work } from '../../../kernel/work.ts';
import { type AddressedGroup, groupsToAddress } from '../../groups/index.ts';
import { capsOf } from '../caps.ts';
import { judge, type Verdict } from '../gateway/chain.ts';
import { contentFits } from '../gateway/content.ts';
import { holdPersons } from '../gateway/gather-facts.ts';
import { groupFacts } from './group-facts.ts';
import { GROUP_POST, type GroupPostRow } from './group-post-row.ts';

const AT_ONCE = 100;

interface Due {
  chatId: ChatId;
  ownerId: MemberId;
  arm: 'send' | 'hold';
  confirmed: boolean;
}

interface Fate {
  chatId: ChatId;
  ownerId: MemberId;
  state: 'waiting' | 'asked' | 'sending' | 'done';
  dueAt: Date | null;
  reason: Reason | null;
  shadow: string | null;
}

/**
 * Takes groups that are due through the chain, each under its own lock, so that however many broadcasts run at once no cap of a group is
 * exceeded. Returns how many it judged.
 */
export async function judgeGroups(work: Work, postId: string): Promise<number> {
  const [post] = await work.sql<GroupPostRow>(
    `select ${GROUP_POST} from group_posts g where g.corp_id = $1 and g.id = $2 and g.state = 'running' for share`,
    [work.corpId, postId],
  );
  if (!post) return 0;
  const due = await work.sql<Due>(
    `select chat_id "chatId", owner_id "ownerId", arm, confirmed_at is not null confirmed from group_post_chats
      where corp_id = $1 and post_id = $2 and state in ('waiting', 'asked') and due_at <= $3
      order by chat_id limit ${AT_ONCE} for update skip locked`,
    [work.corpId, postId, work.now],
  );
  if (due.length === 0) return 0;
  const chatIds = due.map((d) => d.chatId);
  await holdPersons(work, chatIds);
  const groups = new Map(
    (await groupsToAddress(work, { ownerIds: null, chatIds })).map((g) => [g.chatId, g]),
  );
  const caps = await capsOf(work);
  const facts = await groupFacts(work, [...groups.values()], caps);
  const contentFit = contentFits(post.contents, post.contentHash, caps.bannedWords);
  const fates = due.map((d): Fate => {
    const known = facts.get(d.chatId);
    if (!known) return { ...ended(d, 'no_consent'), shadow: d.arm === 'hold' ? 'no_consent' : null };
    const heldOut = d.arm === 'hold';
    const confirmed = heldOut || !post.confirm || d.confirmed;
    const verdict = judge(
      { ...known, heldOut, confirmed, contentFit },
      { now: work.now, expiresAt: post.expiresAt },
    );
    return fateOf(d, groups.get(d.chatId)!, verdict, work.now);
  });
  await work.sql(
    `update group_post_chats p set state = u.state, due_at = u.due_at, reason = u.reason, shadow = u.shadow, owner_id = u.owner,
            sent_at = case when u.state = 'sending' then $3::timestamptz end
       from unnest($4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[]) u (chat_id, state, due_at, reason, shadow, owner)
      where p.corp_id = $1 and p.post_id = $2 and p.chat_id = u.chat_id`,
    [
      work.corpId,
      postId,
      work.now,
      fates.map((f) => f.chatId),
      fates.map((f) => f.state),
      fates.map((f) => f.dueAt),
      fates.map((f) => f.reason),
      fates.map((f) => f.shadow),
      fates.map((f) => f.ownerId),
    ],
  );
  return due.length;
}

const ended = ({ chatId, ownerId }: Pick<Due, 'chatId' | 'ownerId'>, reason: Reason): Fate => ({
  chatId,
  ownerId,
  state: 'done',
  dueAt: null,
  reason,
  shadow: null,
});

/** A group has one owner, in whose name it is said; who that is may have changed since the start. */
function fateOf(
  due: Due,
  { ownerId }: AddressedGroup,
  verdict: Verdict & { shadow?: Verdict },
  now: Date,
): Fate {
  const one = { chatId: due.chatId, ownerId };
  if (verdict.what === 'go') return { ...one, state: 'sending', dueAt: now, reason: null, shadow: null };
  if (verdict.what === 'wait')
    return {
      ...one,
      state: verdict.reason === 'not_confirmed' ? 'asked' : 'waiting',
      dueAt: verdict.until,
      reason: null,
      shadow: null,
    };
  const shadow = verdict.shadow;
  return {
    ...ended(one, verdict.reason),
    shadow: shadow ? (shadow.what === 'go' ? 'sent' : shadow.reason) : null,
  };
}
