// Moments: what members publish for their own customers to come and look at, with likes and comments.
import * as z from 'zod';
import { Page } from './directory.ts';
import { endpoint } from './define.ts';
import {
  CustomerId,
  CustomerTagId,
  DepartmentId,
  MemberId,
  MomentCommentId,
  MomentId,
  BroadcastId,
} from './ids.ts';
import { Reason } from './outreach.ts';
import { FileBody } from './realtime.ts';

export const Picture = z.object({
  ...FileBody.shape,
  /** what is to be seen, for whoever cannot see it */
  alt: z.string().trim().max(200).default(''),
});

/** Words, and one of: up to nine pictures, a video, a link. Never empty. */
export const MomentContent = z.object({
  text: z.string().trim().max(2_000).default(''),
  pictures: z.array(Picture).max(9).default([]),
  video: FileBody.nullable().default(null),
  link: z
    .object({ title: z.string().trim().min(1).max(200), url: z.url({ protocol: /^https?$/ }).max(2_000) })
    .nullable()
    .default(null),
});
export type MomentContent = z.output<typeof MomentContent>;

export const Moment = z.object({
  id: MomentId,
  content: MomentContent,
  /** own: by a member for their customers; task: by the company, for chosen members to publish */
  kind: z.enum(['own', 'task']),
  state: z.enum(['scheduled', 'published', 'withdrawn']),
  automatic: z.boolean(),
  tagIds: z.array(CustomerTagId),
  madeByName: z.string(),
  createdAt: z.iso.datetime(),
  startAt: z.iso.datetime(),
  /** the ledger of who it reached and why others not; null: not for the actor to read */
  broadcastId: BroadcastId.nullable(),
  /** how many ended, by reason; of everybody's customers, and empty for those who only publish it */
  counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
  eligible: z.number().int(),
  waiting: z.number().int(),
  /** looked at it */
  read: z.number().int(),
  likes: z.number().int(),
  comments: z.number().int(),
  performers: z.number().int(),
  published: z.number().int(),
  /** the actor's own part in it; null: none */
  mine: z.enum(['waiting', 'published']).nullable(),
  /** the actor may take it back */
  manages: z.boolean(),
});
export type Moment = z.input<typeof Moment>;

export const MomentComment = z.object({
  id: MomentCommentId,
  /** the conversation it is in: one customer with one member */
  customerId: CustomerId,
  customerName: z.string(),
  memberId: MemberId,
  memberName: z.string(),
  by: z.enum(['customer', 'member']),
  text: z.string(),
  at: z.iso.datetime(),
});
export type MomentComment = z.infer<typeof MomentComment>;

/** A moment as the customer sees it. */
export const FeedMoment = z.object({
  id: MomentId,
  memberName: z.string(),
  content: MomentContent,
  at: z.iso.datetime(),
  likes: z.number().int(),
  liked: z.boolean(),
  /** the customer's own, and what the member answered them */
  comments: z.array(
    z.object({
      id: MomentCommentId,
      mine: z.boolean(),
      name: z.string(),
      text: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type FeedMoment = z.input<typeof FeedMoment>;

const one = z.object({ momentId: MomentId });
const key = { key: z.string().max(100) };
const seen = z.object({ ...key, momentId: MomentId });
const Words = z.string().trim().min(1).max(500);
const notMine = ['moments.moment_not_found'] as const;
const Policy = z.object({
  /** tasks may appear in the name of members without asking them */
  automatic: z.boolean().default(false),
});
export { Policy as MomentPolicy };

export const moments = {
  listMoments: endpoint({
    method: 'GET',
    path: '/moments',
    summary:
      'Moments I made or publish, or with the outreach role everybody’s; newest first. `tasks`: only those that wait for me',
    who: 'member',
    input: z.object({ ...Page, tasks: z.enum(['1']).optional() }),
    output: z.object({ moments: z.array(Moment), next: z.string().nullable() }),
    errors: [],
  }),
  createMoment: endpoint({
    method: 'POST',
    path: '/moments',
    summary:
      'Publish to my own customers, or as the company ask members to publish to theirs; now or at a time',
    who: 'member',
    input: z.object({
      content: MomentContent,
      kind: z.enum(['own', 'task']).default('own'),
      /** customers with at least one of these; none: all */
      tagIds: z.array(CustomerTagId).max(100).default([]),
      /** of a task: these, and everybody in these departments */
      memberIds: z.array(MemberId).max(1_000).default([]),
      departmentIds: z.array(DepartmentId).max(100).default([]),
      automatic: z.boolean().default(false),
      /** of 10,000: who does not see it, so that one knows what it brought */
      holdOut: z.number().int().min(0).max(5_000).default(1_000),
      at: z.iso.datetime().optional(),
    }),
    output: Moment,
    errors: [
      'outreach.too_few_rights',
      'moments.bad_content',
      'moments.nobody',
      'moments.not_automatic',
      'files.not_found',
      'customers.tag_not_found',
    ],
  }),
  getMoment: endpoint({
    method: 'GET',
    path: '/moments/:momentId',
    summary: 'One moment, and how far it reached',
    who: 'member',
    input: one,
    output: Moment,
    errors: notMine,
  }),
  listPerformers: endpoint({
    method: 'GET',
    path: '/moments/:momentId/performers',
    summary: 'Who is to publish it, and who has',
    who: 'member',
    input: z.object({ ...one.shape, ...Page }),
    output: z.object({
      performers: z.array(
        z.object({ memberId: MemberId, name: z.string(), publishedAt: z.iso.datetime().nullable() }),
      ),
      next: z.string().nullable(),
    }),
    errors: notMine,
  }),
  publishMoment: endpoint({
    method: 'POST',
    path: '/moments/:momentId/publish',
    summary: 'Let my customers see it',
    who: 'member',
    input: one,
    output: Moment,
    errors: [...notMine, 'moments.published', 'moments.not_open', 'moments.withdrawn'],
  }),
  withdrawMoment: endpoint({
    method: 'POST',
    path: '/moments/:momentId/withdraw',
    summary: 'Take it back: no customer sees it any more',
    who: 'member',
    input: one,
    output: Moment,
    errors: [...notMine, 'moments.withdrawn'],
  }),
  listMomentTalk: endpoint({
    method: 'GET',
    path: '/moments/:momentId/talk',
    summary: 'Who of my customers liked it, and what was said; newest first',
    who: 'member',
    input: z.object({ ...one.shape, ...Page }),
    output: z.object({
      likes: z.array(z.object({ customerId: CustomerId, name: z.string(), at: z.iso.datetime() })),
      comments: z.array(MomentComment),
      next: z.string().nullable(),
    }),
    errors: notMine,
  }),
  answerComment: endpoint({
    method: 'POST',
    path: '/moments/:momentId/comments/:commentId/answer',
    summary: 'Answer my customer; only they see it',
    who: 'member',
    input: z.object({ ...one.shape, commentId: MomentCommentId, text: Words }),
    output: MomentComment,
    errors: [...notMine, 'moments.comment_not_found', 'moments.withdrawn'],
  }),
  removeComment: endpoint({
    method: 'DELETE',
    path: '/moments/:momentId/comments/:commentId',
    summary: 'Remove a comment under what I published',
    who: 'member',
    input: z.object({ ...one.shape, commentId: MomentCommentId }),
    output: z.object({}),
    errors: [...notMine, 'moments.comment_not_found'],
  }),
  getMomentPolicy: endpoint({
    method: 'GET',
    path: '/moments-policy',
    summary: 'Whether moments may appear in the name of members without asking them',
    who: 'member',
    input: z.object({}),
    output: Policy,
    errors: [],
  }),
  setMomentPolicy: endpoint({
    method: 'PUT',
    path: '/admin/moments/policy',
    summary: 'Change it',
    who: 'admin:outreach',
    input: Policy,
    output: Policy,
    errors: [],
  }),
  customerMoments: endpoint({
    method: 'GET',
    path: '/c/:key/moments',
    summary: 'What those who serve me published, newest first',
    who: 'customer',
    input: z.object({ ...key, before: z.string().max(80).optional() }),
    output: z.object({ moments: z.array(FeedMoment), next: z.string().nullable() }),
    errors: [],
  }),
  likeMoment: endpoint({
    method: 'PUT',
    path: '/c/:key/moments/:momentId/like',
    summary: 'I like it, or no longer',
    who: 'customer',
    input: z.object({ ...seen.shape, liked: z.boolean() }),
    output: FeedMoment,
    errors: notMine,
  }),
  commentMoment: endpoint({
    method: 'POST',
    path: '/c/:key/moments/:momentId/comments',
    summary: 'Say something to the member who published it; repeats with the same cid are one comment',
    who: 'customer',
    input: z.object({ ...seen.shape, cid: z.uuid(), text: Words }),
    output: FeedMoment,
    errors: notMine,
  }),
  removeMyComment: endpoint({
    method: 'DELETE',
    path: '/c/:key/moments/:momentId/comments/:commentId',
    summary: 'Take back what I said',
    who: 'customer',
    input: z.object({ ...seen.shape, commentId: MomentCommentId }),
    output: FeedMoment,
    errors: [...notMine, 'moments.comment_not_found'],
  }),
};
