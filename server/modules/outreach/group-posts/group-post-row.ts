import type { GroupPost } from '@teahouse/contract/group-posts';
import type { AppId, GroupPostId, MemberId } from '@teahouse/contract/ids';
import type { Reason } from '@teahouse/contract/outreach';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import type { Estimate } from '../lift/counts.ts';
import { whoseBroadcasts } from '../outreach.access.ts';
import { namesOf } from '../outreach.present.ts';

export interface GroupPostRow {
  id: GroupPostId;
  name: string;
  madeBy: MemberId | AppId;
  contents: Draft[];
  contentHash: string;
  holdOut: number;
  salt: string;
  confirm: boolean;
  outcome: GroupPost['outcome'];
  outcomeDays: number;
  state: GroupPost['state'];
  createdAt: Date;
  startAt: Date;
  expiresAt: Date;
  lookedAt: Date | null;
  difference: Estimate | null;
}

/** The columns of `GroupPostRow`, of the table that goes by `g`. */
export const GROUP_POST = `g.id, g.name, g.made_by "madeBy", g.contents, g.content_hash "contentHash", g.hold_out "holdOut", g.salt, g.confirm,
       g.outcome, g.outcome_days "outcomeDays", g.state, g.created_at "createdAt", g.start_at "startAt", g.expires_at "expiresAt",
       g.looked_at "lookedAt", g.difference`;

/** One that the actor made, or any with the outreach role. Fails with outreach.group_post_not_found. */
export async function groupPostToUse(
  work: Work,
  id: GroupPostId,
  { hold = false } = {},
): Promise<GroupPostRow> {
  const [row] = await work.sql<GroupPostRow>(
    `select ${GROUP_POST} from group_posts g where g.corp_id = $1 and g.id = $2 and ($3::text is null or g.made_by = $3)${hold ? ' for update' : ''}`,
    [work.corpId, id, whoseBroadcasts(work)],
  );
  return row ?? fail('outreach.group_post_not_found');
}

/** As their makers see them. What customers did is in no column: groups sent to and left out are not to be compared by eye. */
export async function toGroupPosts(work: Work, rows: readonly GroupPostRow[]): Promise<GroupPost[]> {
  const counted = await work.sql<{ id: string; reason: Reason | null; n: number }>(
    'select post_id id, reason, count(*)::int n from group_post_chats where corp_id = $1 and post_id = any($2) group by 1, 2 order by 3 desc, 2',
    [work.corpId, rows.map((r) => r.id)],
  );
  const names = await namesOf(
    work,
    rows.map((r) => r.madeBy),
  );
  return rows.map(({ contentHash: _, salt: __, lookedAt: ___, difference: ____, ...row }) => {
    const mine = counted.filter((c) => c.id === row.id);
    return {
      ...row,
      madeByName: names.get(row.madeBy) ?? '',
      createdAt: row.createdAt.toISOString(),
      startAt: row.startAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      groups: mine.reduce((sum, c) => sum + c.n, 0),
      counts: mine.flatMap(({ reason, n }) => (reason ? [{ reason, n }] : [])),
      waiting: mine.find((c) => c.reason === null)?.n ?? 0,
    };
  });
}

export async function toGroupPost(work: Work, row: GroupPostRow): Promise<GroupPost> {
  const [shown] = await toGroupPosts(work, [row]);
  return shown!;
}

/** Files of a broadcast into groups are seen by whoever may see it. */
export async function groupPostsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  const rows = await work.sql<{ id: string }>(
    'select id from group_posts where corp_id = $1 and id = any($2) and ($3::text is null or made_by = $3)',
    [work.corpId, ids, whoseBroadcasts(work)],
  );
  return rows.map((r) => r.id);
}
