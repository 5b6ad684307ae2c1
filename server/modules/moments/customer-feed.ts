import { type FeedMoment, moments } from '@teahouse/contract/moments';
import type { BroadcastId, CustomerId, MemberId, MomentCommentId, MomentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { actingCustomer } from '../customers/index.ts';
import { noteReceipt } from '../outreach/index.ts';
import { tellOfComment } from './tell-members.ts';

const AT_ONCE = 10;

interface Entry {
  id: MomentId;
  broadcastId: BroadcastId;
  customerId: CustomerId;
  memberId: MemberId;
  memberName: string;
  content: FeedMoment['content'];
  at: Date;
  liked: boolean;
  likes: number;
}

/**
 * Of the person at work, each moment once, as long as they want news and hear the member. Wishes are asked at every look, so whoever
 * says no finds the feed empty.
 */
const ENTRIES = `select * from (select distinct on (m.id) m.id, m.broadcast_id "broadcastId", f.customer_id "customerId", f.member_id "memberId",
       b.name "memberName", m.content, f.at, f.liked_at is not null liked,
       (select count(*)::int from moment_feed l where l.corp_id = $1 and l.moment_id = m.id and l.member_id = f.member_id and l.liked_at is not null) likes
  from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
  join moment_feed f on f.corp_id = $1 and f.customer_id = c.id
  join moments m on m.corp_id = $1 and m.id = f.moment_id and m.withdrawn_at is null
  join customer_follows w on w.corp_id = $1 and w.customer_id = f.customer_id and w.member_id = f.member_id
   and w.state = 'following' and w.muted_at is null
  join members b on b.corp_id = $1 and b.id = f.member_id and b.status = 'active'
 where me.corp_id = $1 and me.id = $2
   and not exists (select from customers o where o.corp_id = $1 and o.root_id = me.root_id and not o.marketing)
 order by m.id, f.at) e`;

export const customerMoments = implement(moments.customerMoments, async (work, { before }) => {
  const [at, id] = before?.split(' ') ?? [];
  const since = at && !Number.isNaN(Date.parse(at)) ? new Date(at) : null;
  const rows = await work.sql<Entry>(
    `${ENTRIES} where $3::timestamptz is null or (at, id) < ($3, $4) order by at desc, id desc limit ${AT_ONCE + 1}`,
    [work.corpId, actingCustomer(work).id, since, id ?? ''],
  );
  const page = rows.slice(0, AT_ONCE);
  for (const { broadcastId, customerId } of page)
    await noteReceipt(work, { broadcastId, ref: customerId, readAt: work.now });
  const last = page.at(-1);
  return {
    moments: await toFeed(work, page),
    next: rows.length > AT_ONCE && last ? `${last.at.toISOString()} ${last.id}` : null,
  };
});

export const likeMoment = implement(moments.likeMoment, async (work, { momentId, liked }) => {
  const { customerId } = await shown(work, momentId);
  await work.sql(
    `update moment_feed set liked_at = case when $4 then coalesce(liked_at, $5) end
      where corp_id = $1 and customer_id = $2 and moment_id = $3`,
    [work.corpId, customerId, momentId, liked, work.now],
  );
  return await again(work, momentId);
});

export const commentMoment = implement(moments.commentMoment, async (work, { momentId, cid, text }) => {
  const { customerId, memberId } = await shown(work, momentId);
  const [said] = await work.sql<{ id: MomentCommentId }>(
    `insert into moment_comments (corp_id, id, moment_id, customer_id, member_id, by_member, cid, body, at)
     values ($1, $2, $3, $4, $5, false, $6, $7, $8) on conflict (corp_id, moment_id, customer_id, cid) do nothing returning id`,
    [work.corpId, newId('mcm'), momentId, customerId, memberId, cid, text, work.now],
  );
  if (said) await work.enqueue(tellOfComment, { momentId, commentId: said.id });
  return await again(work, momentId);
});

export const removeMyComment = implement(moments.removeMyComment, async (work, { momentId, commentId }) => {
  const { customerId } = await shown(work, momentId);
  const gone = await work.sql(
    `delete from moment_comments where corp_id = $1 and moment_id = $2 and id = $3 and customer_id = $4 and not by_member returning id`,
    [work.corpId, momentId, commentId, customerId],
  );
  if (gone.length === 0) fail('moments.comment_not_found');
  return await again(work, momentId);
});

/** Fails with moments.moment_not_found, also for what others are shown. */
async function shown(work: Work, momentId: MomentId): Promise<Entry> {
  const [row] = await work.sql<Entry>(`${ENTRIES} where id = $3`, [
    work.corpId,
    actingCustomer(work).id,
    momentId,
  ]);
  return row ?? fail('moments.moment_not_found');
}

async function again(work: Work, momentId: MomentId): Promise<FeedMoment> {
  const [entry] = await toFeed(work, [await shown(work, momentId)]);
  return entry!;
}

async function toFeed(work: Work, entries: readonly Entry[]): Promise<FeedMoment[]> {
  const said = await work.sql<{
    id: MomentCommentId;
    momentId: MomentId;
    mine: boolean;
    name: string;
    text: string;
    at: Date;
  }>(
    `select x.id, x.moment_id "momentId", not x.by_member mine, case when x.by_member then b.name else c.name end as name, x.body as text, x.at
       from unnest($2::text[], $3::text[]) u (moment_id, customer_id)
       join moment_comments x on x.corp_id = $1 and x.moment_id = u.moment_id and x.customer_id = u.customer_id
       join customers c on c.corp_id = $1 and c.id = x.customer_id
       join members b on b.corp_id = $1 and b.id = x.member_id
      order by x.id`,
    [work.corpId, entries.map((e) => e.id), entries.map((e) => e.customerId)],
  );
  return entries.map(({ broadcastId: _, customerId: __, memberId: ___, at, ...entry }) => ({
    ...entry,
    at: at.toISOString(),
    comments: said
      .filter((s) => s.momentId === entry.id)
      .map(({ momentId: ____, at: when, ...s }) => ({ ...s, at: when.toISOString() })),
  }));
}
