import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { type Cluster, clusterDifference } from '../lift/cluster.ts';
import { GROUP_POST, type GroupPostRow } from './group-post-row.ts';

const DAY_MS = 86_400_000;

/** The one look, when the days are over: what it finds is kept and never counted anew. */
export const lookAtGroups = job(
  'outreach.look_at_groups',
  z.object({ postId: z.string() }),
  { tries: 20 },
  async (shift, { postId }) => {
    await shift.work(async (work) => {
      const [post] = await work.sql<GroupPostRow>(
        `select ${GROUP_POST} from group_posts g where g.corp_id = $1 and g.id = $2 and g.looked_at is null`,
        [work.corpId, postId],
      );
      if (!post) return;
      const difference = clusterDifference({
        served: await clusters(work, post, 'send'),
        heldOut: await clusters(work, post, 'hold'),
      });
      await work.sql(
        'update group_posts set looked_at = $3, difference = $4 where corp_id = $1 and id = $2',
        [work.corpId, postId, work.now, difference && JSON.stringify(difference)],
      );
    }, system);
  },
);

/** By intention to treat: a group counts on the side chance gave it, with the customers who sat in it at the start. */
const clusters = (work: Work, post: GroupPostRow, arm: 'send' | 'hold') =>
  work.sql<Cluster>(
    `select count(*)::int people, (count(*) filter (where exists (
              select from customers s join outcomes o on o.corp_id = $1 and o.customer_id = s.id and o.kind = $4 and o.at >= $5 and o.at < $6
               where s.corp_id = $1 and s.root_id = c.root_id)))::int converted
       from group_post_chats g
       join customer_group_people p on p.corp_id = $1 and p.chat_id = g.chat_id and p.joined_at <= $5 and (p.left_at is null or p.left_at > $5)
       join customers c on c.corp_id = $1 and c.id = p.customer_id
      where g.corp_id = $1 and g.post_id = $2 and g.arm = $3 group by g.chat_id`,
    [
      work.corpId,
      post.id,
      arm,
      post.outcome,
      post.startAt,
      new Date(post.startAt.getTime() + post.outcomeDays * DAY_MS),
    ],
  );
