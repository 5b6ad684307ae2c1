// Moments as programs make and follow them. A program sees those that somebody of its range publishes, and those it made.
import type { AppId, CustomerId, CustomerTagId, MemberId, MomentId } from '@teahouse/contract/ids';
import type { MomentContent } from '@teahouse/contract/moments';
import { fail } from '../../../kernel/fail.ts';
import { newSecret } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';
import { MOMENT, type MomentRow } from '../moments.access.ts';
import { takeBack } from '../publish-moment.ts';
import { contentToKeep, writeMoment } from '../write-moment.ts';
import { beginTask } from './begin-task.ts';

/** as everywhere: on unless somebody says otherwise, and programs have no word for it */
const HOLD_OUT = 1_000;

interface Eyes {
  appId: AppId;
  range: MemberSet;
}

/** A task for these members to publish. `unreached` is what the program named in vain, kept for its result. Answers the job's name. */
export async function askForMoment(
  work: Work,
  appId: AppId,
  asked: {
    content: MomentContent;
    performers: readonly MemberId[];
    tagIds: readonly CustomerTagId[];
    unreached: object;
  },
): Promise<string> {
  const { unreached, performers, tagIds } = asked;
  if (performers.length === 0) fail('moments.nobody');
  const jobId = newSecret();
  const content = await contentToKeep(work, asked.content);
  const momentId = await writeMoment(
    work,
    {
      content,
      kind: 'task',
      madeBy: appId,
      performers,
      tagIds,
      automatic: false,
      holdOut: HOLD_OUT,
      startAt: work.now,
    },
    { id: jobId, unreached },
  );
  await work.enqueue(beginTask, { momentId });
  return jobId;
}

export interface MomentJob {
  momentId: MomentId;
  begun: boolean;
  unreached: { users: string[]; departments: number[]; tags: string[] };
}

/** How far a task is that this program asked for; undefined for a name it was not given. */
export async function momentJob(work: Work, appId: AppId, jobId: string): Promise<MomentJob | undefined> {
  const [row] = await work.sql<MomentJob>(
    `select id "momentId", broadcast_id is not null begun, unreached from moments
      where corp_id = $1 and job_id = $2 and made_by = $3`,
    [work.corpId, jobId, appId],
  );
  return row;
}

const seen = ({ appId, range }: Eyes, values: unknown[]) =>
  range.all
    ? 'true'
    : `(m.made_by = $${values.push(appId)} or exists (select from moment_performers p join members x on x.corp_id = $1 and x.id = p.member_id
          where p.corp_id = $1 and p.moment_id = m.id and ${inSet(range, 'x', values)}))`;

/** One this program sees. Fails with moments.moment_not_found. */
export async function momentForProgram(work: Work, eyes: Eyes, id: string): Promise<MomentRow> {
  const values: unknown[] = [work.corpId, id];
  const [row] = await work.sql<MomentRow>(
    `select ${MOMENT} from moments m where m.corp_id = $1 and m.id = $2 and ${seen(eyes, values)}`,
    values,
  );
  return row ?? fail('moments.moment_not_found');
}

/** Nobody sees it any longer. A program takes back what programs made: what a member published is the member's. */
export async function cancelMoment(work: Work, eyes: Eyes, id: string): Promise<void> {
  const row = await momentForProgram(work, eyes, id);
  if (row.kind !== 'task') fail('moments.moment_not_found');
  if (!row.withdrawnAt) await takeBack(work, row);
}

export interface ListedMoment {
  id: MomentId;
  /** userid; null for what a program made */
  creator: string | null;
  own: boolean;
  tagged: boolean;
  content: MomentContent;
  createdAt: Date;
}

/** Those made in a span of time, newest first, behind `after` if it is given. */
export async function pageOfMoments(
  work: Work,
  eyes: Eyes,
  wanted: {
    from: Date;
    to: Date;
    creator?: MemberId | undefined;
    own?: boolean | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<ListedMoment[]> {
  const { from, to, creator = null, own = null, after = null, limit } = wanted;
  const values: unknown[] = [work.corpId, from, to, creator, own, after, limit];
  return await work.sql<ListedMoment>(
    `select m.id, u.userid creator, m.kind = 'own' own, cardinality(m.tag_ids) > 0 tagged, m.content, m.created_at "createdAt"
       from moments m left join members u on u.corp_id = $1 and u.id = m.made_by
      where m.corp_id = $1 and m.withdrawn_at is null and m.created_at >= $2 and m.created_at < $3
        and ($4::text is null or m.made_by = $4) and ($5::boolean is null or (m.kind = 'own') = $5)
        and ($6::text is null or m.id < $6) and ${seen(eyes, values)}
      order by m.id desc limit $7`,
    values,
  );
}

export interface Performer {
  memberId: MemberId;
  userid: string;
  published: boolean;
}

/** Members of the range who are to publish it. */
export async function pageOfPerformers(
  work: Work,
  id: MomentId,
  { range, after, limit }: { range: MemberSet; after?: string | undefined; limit: number },
): Promise<Performer[]> {
  const values: unknown[] = [work.corpId, id, after ?? null, limit];
  return await work.sql<Performer>(
    `select p.member_id "memberId", x.userid, p.published_at is not null published
       from moment_performers p join members x on x.corp_id = $1 and x.id = p.member_id
      where p.corp_id = $1 and p.moment_id = $2 and ($3::text is null or p.member_id > $3) and ${inSet(range, 'x', values)}
      order by p.member_id limit $4`,
    values,
  );
}

/** Customers who find it in their feed in this member's name. */
export async function pageOfShown(
  work: Work,
  id: MomentId,
  { memberId, after, limit }: { memberId: MemberId; after?: string | undefined; limit: number },
): Promise<CustomerId[]> {
  const rows = await work.sql<{ id: CustomerId }>(
    `select customer_id id from moment_feed
      where corp_id = $1 and moment_id = $2 and member_id = $3 and ($4::text is null or customer_id > $4)
      order by customer_id limit $5`,
    [work.corpId, id, memberId, after ?? null, limit],
  );
  return rows.map((r) => r.id);
}

export interface MomentTalk {
  comments: { customerId: CustomerId; byMember: boolean; at: Date }[];
  likes: { customerId: CustomerId; at: Date }[];
}

/** Who said something to this member under it and who liked it; not what was said, which the vendor does not tell either. */
export async function talkUnder(work: Work, id: MomentId, memberId: MemberId): Promise<MomentTalk> {
  const key = [work.corpId, id, memberId];
  const comments = await work.sql<MomentTalk['comments'][number]>(
    `select customer_id "customerId", by_member "byMember", at from moment_comments
      where corp_id = $1 and moment_id = $2 and member_id = $3 order by id`,
    key,
  );
  const likes = await work.sql<MomentTalk['likes'][number]>(
    `select customer_id "customerId", liked_at at from moment_feed
      where corp_id = $1 and moment_id = $2 and member_id = $3 and liked_at is not null order by liked_at`,
    key,
  );
  return { comments, likes };
}
