import { moments, type MomentComment } from '@teahouse/contract/moments';
import type { CustomerId, MomentCommentId, MomentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { manages, momentToSee } from './moments.access.ts';

const COMMENTS = `select c.id, c.customer_id "customerId", k.name "customerName", c.member_id "memberId", m.name "memberName",
       case when c.by_member then 'member' else 'customer' end as by, c.body as text, c.at
  from moment_comments c join customers k on k.corp_id = $1 and k.id = c.customer_id
  join members m on m.corp_id = $1 and m.id = c.member_id`;

type Row = Omit<MomentComment, 'at'> & { at: Date };
const toComment = ({ at, ...row }: Row): MomentComment => ({ ...row, at: at.toISOString() });

export const listMomentTalk = implement(moments.listMomentTalk, async (work, { momentId, after, limit }) => {
  const of = manages(work, await momentToSee(work, momentId)) ? null : actingMember(work);
  const likes = await work.sql<{ customerId: CustomerId; name: string; at: Date }>(
    `select f.customer_id "customerId", c.name, f.liked_at at from moment_feed f
         join customers c on c.corp_id = $1 and c.id = f.customer_id
        where f.corp_id = $1 and f.moment_id = $2 and f.liked_at is not null and ($3::text is null or f.member_id = $3)
        order by f.liked_at desc, f.customer_id limit 200`,
    [work.corpId, momentId, of],
  );
  const rows = await work.sql<Row>(
    `${COMMENTS} where c.corp_id = $1 and c.moment_id = $2 and ($3::text is null or c.member_id = $3)
          and ($4::text is null or c.id < $4) order by c.id desc limit $5`,
    [work.corpId, momentId, of, after ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  return {
    likes: likes.map((l) => ({ ...l, at: l.at.toISOString() })),
    comments: page.map(toComment),
    next: rows.length > limit ? page.at(-1)!.id : null,
  };
});

export const answerComment = implement(moments.answerComment, async (work, { momentId, commentId, text }) => {
  if ((await momentToSee(work, momentId)).withdrawnAt) fail('moments.withdrawn');
  const to = await commentUnder(work, momentId, commentId);
  // Answers go out in the name of whoever published it to this customer, and nobody else speaks in it.
  if (to.memberId !== actingMember(work)) fail('moments.comment_not_found');
  const id = newId('mcm');
  await work.sql(
    `insert into moment_comments (corp_id, id, moment_id, customer_id, member_id, by_member, body, at)
       values ($1, $2, $3, $4, $5, true, $6, $7)`,
    [work.corpId, id, momentId, to.customerId, to.memberId, text, work.now],
  );
  return await commentUnder(work, momentId, id);
});

export const removeComment = implement(moments.removeComment, async (work, { momentId, commentId }) => {
  const whole = manages(work, await momentToSee(work, momentId));
  const found = await commentUnder(work, momentId, commentId);
  if (!whole && found.memberId !== actingMember(work)) fail('moments.comment_not_found');
  await work.sql('delete from moment_comments where corp_id = $1 and id = $2', [work.corpId, commentId]);
  return {};
});

async function commentUnder(work: Work, momentId: MomentId, id: MomentCommentId): Promise<MomentComment> {
  const [row] = await work.sql<Row>(`${COMMENTS} where c.corp_id = $1 and c.moment_id = $2 and c.id = $3`, [
    work.corpId,
    momentId,
    id,
  ]);
  return row ? toComment(row) : fail('moments.comment_not_found');
}
