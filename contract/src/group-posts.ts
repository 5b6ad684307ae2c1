// Broadcasts into customer groups. A group reads as one, so chance, caps and fates are of the group and not of the people in it.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { AppId, ChatId, GroupPostId, MemberId } from './ids.ts';
import { Contents, Estimate, HoldOut, outcomes, Reason } from './outreach.ts';
import { Draft } from './realtime.ts';

const fields = {
  name: z.string().trim().min(1).max(60),
  /** owners confirm before anything appears in their name */
  confirm: z.boolean(),
  holdOut: HoldOut,
  /** what a customer of the group does within the days after */
  outcome: z.enum(outcomes),
  outcomeDays: z.number().int().min(1).max(90),
};

/** Which groups: those the actor owns, or (with the outreach role) everybody's; of these the named ones, where any are named. */
const whom = {
  whose: z.enum(['mine', 'all']).default('mine'),
  chatIds: z.array(ChatId).max(2_000).default([]),
};

export const GroupPost = z.object({
  id: GroupPostId,
  ...fields,
  contents: z.array(Draft),
  state: z.enum(['scheduled', 'running', 'stopped', 'done']),
  /** a member, or the program that made it */
  madeBy: z.union([MemberId, AppId]),
  madeByName: z.string(),
  createdAt: z.iso.datetime(),
  startAt: z.iso.datetime(),
  /** nothing appears after it */
  expiresAt: z.iso.datetime(),
  groups: z.number().int(),
  /** how many groups have ended, by reason */
  counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
  waiting: z.number().int(),
});
export type GroupPost = z.input<typeof GroupPost>;

export const GroupLine = z.object({
  chatId: ChatId,
  name: z.string(),
  ownerId: MemberId,
  ownerName: z.string(),
  /** customers who sat in it at the start */
  people: z.number().int(),
  /** null: still under way */
  reason: Reason.nullable(),
  /** asked: its owner has yet to confirm */
  state: z.enum(['waiting', 'asked', 'sending', 'done']),
  sentAt: z.iso.datetime().nullable(),
});
export type GroupLine = z.infer<typeof GroupLine>;

/** One look, at the end: groups sent to against groups that chance left out, each group counting once. */
export const GroupResult = z.object({
  outcome: fields.outcome,
  endsAt: z.iso.datetime(),
  /** null before the end, and where nothing was held out */
  lookedAt: z.iso.datetime().nullable(),
  /** null: fewer than two groups on a side, nothing can be said */
  difference: Estimate.nullable(),
});
export type GroupResult = z.infer<typeof GroupResult>;

const one = z.object({ postId: GroupPostId });
const notMine = ['outreach.group_post_not_found'] as const;
const bad = [
  'outreach.too_few_rights',
  'outreach.channel_unknown',
  'outreach.nobody',
  'files.not_found',
] as const;
const written = { ...whom, contents: Contents };

export const groupPosts = {
  listGroupPosts: endpoint({
    method: 'GET',
    path: '/outreach/group-posts',
    summary: 'My broadcasts into groups, or with the outreach role everybody’s; the newest 200',
    who: 'member',
    input: z.object({}),
    output: z.object({ posts: z.array(GroupPost) }),
    errors: [],
  }),
  previewGroupPost: endpoint({
    method: 'POST',
    path: '/outreach/group-posts/preview',
    summary: 'Dry run: which groups it would reach now and which not, and why; nothing is kept',
    who: 'member',
    input: z.object({ ...written, holdOut: HoldOut.default(1_000) }),
    output: z.object({
      groups: z.number().int(),
      wouldSend: z.number().int(),
      heldOut: z.number().int(),
      wouldWait: z.number().int(),
      /** customers in the groups it would reach */
      people: z.number().int(),
      /** of them, those who want no offers: they see a folded line instead */
      folded: z.number().int(),
      skipped: z.array(z.object({ chatId: ChatId, name: z.string(), ownerName: z.string(), reason: Reason })),
    }),
    errors: bad,
  }),
  createGroupPost: endpoint({
    method: 'POST',
    path: '/outreach/group-posts',
    summary: 'Write into customer groups, now or at a time. Which groups are held out is drawn at once',
    who: 'member',
    input: z.object({
      ...written,
      name: fields.name,
      holdOut: HoldOut.default(1_000),
      confirm: fields.confirm.default(false),
      outcome: fields.outcome.default('reply'),
      outcomeDays: fields.outcomeDays.default(14),
      at: z.iso.datetime().optional(),
    }),
    output: GroupPost,
    errors: bad,
  }),
  getGroupPost: endpoint({
    method: 'GET',
    path: '/outreach/group-posts/:postId',
    summary: 'One broadcast into groups: what became of each group, and what it brought',
    who: 'member',
    input: one,
    output: z.object({ post: GroupPost, lines: z.array(GroupLine), result: GroupResult }),
    errors: notMine,
  }),
  stopGroupPost: endpoint({
    method: 'POST',
    path: '/outreach/group-posts/:postId/stop',
    summary: 'Stop it for good; what has appeared stays',
    who: 'member',
    input: one,
    output: GroupPost,
    errors: [...notMine, 'outreach.cannot_move'],
  }),
  listGroupConfirmations: endpoint({
    method: 'GET',
    path: '/outreach/group-posts/waiting',
    summary: 'Broadcasts that wait for me, as the owner of groups, to confirm',
    who: 'member',
    input: z.object({}),
    output: z.object({
      waiting: z.array(
        z.object({
          postId: GroupPostId,
          name: z.string(),
          contents: z.array(Draft),
          expiresAt: z.iso.datetime(),
          groups: z.array(z.object({ chatId: ChatId, name: z.string() })),
        }),
      ),
    }),
    errors: [],
  }),
  confirmGroupPost: endpoint({
    method: 'POST',
    path: '/outreach/group-posts/:postId/confirm',
    summary: 'Let it appear in these groups of mine',
    who: 'member',
    input: z.object({ ...one.shape, chatIds: z.array(ChatId).min(1).max(2_000) }),
    output: z.object({ confirmed: z.number().int() }),
    errors: notMine,
  }),
};
