// Outreach: broadcasts to customers, through the one gateway that everything marketing passes. Each recipient ends with exactly one reason.
import * as z from 'zod';
import { Audience } from './audience.ts';
import { Page } from './directory.ts';
import { endpoint } from './define.ts';
import { AppId, BroadcastId, CustomerId, MemberId } from './ids.ts';
import { Draft } from './realtime.ts';

/** The fate of a recipient, in the order in which the gateway asks. */
export const reasons = [
  'sent',
  'merged',
  'contaminated',
  'no_consent',
  'opted_out',
  'muted',
  'held_out',
  'frequency_cap',
  'quiet_hours',
  'window_closed',
  'channel_counter',
  'not_confirmed',
  'content_refused',
  'expired',
  'channel_refused',
  'channel_error',
  'stopped',
  'journey_left',
] as const;
export const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

export const Contents = z
  .array(Draft.refine((d) => d.k !== 'forward' && d.k !== 'voice', 'not for broadcasts'))
  .min(1)
  .max(9);

/** A share of a hundred percent, in hundredths of a percent; at most half. */
export const HoldOut = z.number().int().min(0).max(5_000);
export const outcomes = ['reply', 'visit', 'order'] as const;
const states = ['draft', 'scheduled', 'running', 'paused', 'stopped', 'done'] as const;

const fields = {
  name: z.string().trim().min(1).max(60),
  audience: Audience,
  contents: Contents,
  channel: z.string().max(30),
  holdOut: HoldOut,
  /** members see their customers of this broadcast and confirm before anything leaves */
  confirm: z.boolean(),
  /** the one question this broadcast is judged by */
  outcome: z.enum(outcomes),
  outcomeDays: z.number().int().min(1).max(90),
};

export const Broadcast = z.object({
  id: BroadcastId,
  ...fields,
  contents: z.array(Draft),
  state: z.enum(states),
  /** a member, or the program that made it */
  madeBy: z.union([MemberId, AppId]),
  madeByName: z.string(),
  createdAt: z.iso.datetime(),
  startAt: z.iso.datetime().nullable(),
  launchedAt: z.iso.datetime().nullable(),
  /** nothing leaves after it */
  expiresAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** everybody in the frozen audience */
  eligible: z.number().int(),
  /** the hash of the frozen audience, and of what is sent */
  audienceHash: z.string().nullable(),
  /** members may leave out customers when they confirm */
  pick: z.boolean(),
  contentHash: z.string().nullable(),
  /** how many have ended, by reason; those under way are in none */
  counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
  waiting: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  contaminated: z.number().int(),
});
/** as it is sent: fields with a default may be missing in what was stored long ago */
export type Broadcast = z.input<typeof Broadcast>;

export const LedgerLine = z.object({
  customerId: CustomerId,
  name: z.string(),
  memberId: MemberId,
  memberName: z.string(),
  /** null: still under way */
  reason: Reason.nullable(),
  /** asked: a member has yet to confirm */
  state: z.enum(['waiting', 'asked', 'sending', 'done']),
  dueAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const Caps = z.object({
  /** marketing touches per person in any seven days, over all members and channels */
  perWeek: z.number().int().min(0).max(14).default(2),
  perMonth: z.number().int().min(0).max(60).default(6),
  /** local time of the customer */
  quietFrom: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('21:00'),
  quietTo: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('09:00'),
  /** only those who said yes themselves; otherwise everybody who came by and did not say no */
  askConsent: z.boolean().default(false),
  /** nothing with one of these words leaves */
  bannedWords: z.array(z.string().trim().min(1).max(40)).max(500).default([]),
});
export type Caps = z.infer<typeof Caps>;

/** A figure with its 95 % interval. */
export const Estimate = z.object({ at: z.number(), lo: z.number(), hi: z.number() });

/** Shares are 0 to 1. Of a difference between the two groups that chance drew; nothing else may be compared. */
const measured = {
  difference: Estimate,
  /** outcomes that would not have happened */
  incremental: Estimate,
  /** null below five outcomes among those held out */
  relative: Estimate.nullable(),
  final: z.boolean(),
};
export const LiftVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('effect'), ...measured }),
  z.object({ kind: z.literal('noEffectLargerThan'), x: z.number(), ...measured }),
  z.object({ kind: z.literal('tooSmall'), needed: z.number().int(), ...measured }),
  z.object({ kind: z.literal('pooledOnly'), people: z.number().int(), needed: z.number().int() }),
  z.object({
    kind: z.literal('hidden'),
    causes: z.array(z.enum(['rowsLost', 'rowsAdded', 'audienceChanged', 'splitChanged'])),
  }),
]);

const one = z.object({ broadcastId: BroadcastId });
const notMine = ['outreach.broadcast_not_found'] as const;
const badContent = [
  'outreach.too_few_rights',
  'outreach.channel_unknown',
  'files.not_found',
  'customers.tag_not_found',
] as const;
const ledger = { ...one.shape, reason: Reason.optional() };

const NewBroadcast = z.object({
  name: fields.name,
  audience: Audience.prefault({}),
  contents: Contents,
  channel: fields.channel.default('web'),
  holdOut: HoldOut.default(1_000),
  confirm: fields.confirm.default(false),
  outcome: fields.outcome.default('reply'),
  outcomeDays: fields.outcomeDays.default(14),
});

export const outreach = {
  listBroadcasts: endpoint({
    method: 'GET',
    path: '/outreach/broadcasts',
    summary: 'My broadcasts, or with the outreach role everybody’s; newest first',
    who: 'member',
    input: z.object(Page),
    output: z.object({ broadcasts: z.array(Broadcast), next: z.string().nullable() }),
    errors: [],
  }),
  createBroadcast: endpoint({
    method: 'POST',
    path: '/outreach/broadcasts',
    summary: 'Write a broadcast; nothing leaves before it is launched',
    who: 'member',
    input: NewBroadcast,
    output: Broadcast,
    errors: badContent,
  }),
  getBroadcast: endpoint({
    method: 'GET',
    path: '/outreach/broadcasts/:broadcastId',
    summary: 'One broadcast, and how many ended with which reason',
    who: 'member',
    input: one,
    output: Broadcast,
    errors: notMine,
  }),
  changeBroadcast: endpoint({
    method: 'PATCH',
    path: '/outreach/broadcasts/:broadcastId',
    summary: 'Change a broadcast that was not launched',
    who: 'member',
    input: z.object({
      ...one.shape,
      name: fields.name.optional(),
      audience: Audience.optional(),
      contents: Contents.optional(),
      channel: fields.channel.optional(),
      holdOut: HoldOut.optional(),
      confirm: fields.confirm.optional(),
      outcome: fields.outcome.optional(),
      outcomeDays: fields.outcomeDays.optional(),
    }),
    output: Broadcast,
    errors: [...notMine, ...badContent, 'outreach.already_launched'],
  }),
  removeBroadcast: endpoint({
    method: 'DELETE',
    path: '/outreach/broadcasts/:broadcastId',
    summary: 'Throw a draft away',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: [...notMine, 'outreach.already_launched'],
  }),
  previewBroadcast: endpoint({
    method: 'POST',
    path: '/outreach/broadcasts/:broadcastId/preview',
    summary: 'Dry run: the whole chain as it would go now, without sending or keeping anything',
    who: 'member',
    input: one,
    output: z.object({
      eligible: z.number().int(),
      /** reaches those who pass everything, less those held out by chance */
      wouldSend: z.number().int(),
      heldOut: z.number().int(),
      /** pass everything but the night: they get it when it is over */
      wouldWait: z.number().int(),
      counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
      /** at most 200 of those who would get nothing, with the reason. Who is held out is decided at launch and not told */
      skipped: z.array(
        z.object({ customerId: CustomerId, name: z.string(), memberName: z.string(), reason: Reason }),
      ),
      suggestedHoldOut: HoldOut,
    }),
    errors: [...notMine, ...badContent],
  }),
  launchBroadcast: endpoint({
    method: 'POST',
    path: '/outreach/broadcasts/:broadcastId/launch',
    summary: 'Freeze the audience and begin, now or at a time',
    who: 'member',
    input: z.object({ ...one.shape, at: z.iso.datetime().optional() }),
    output: Broadcast,
    errors: [...notMine, ...badContent, 'outreach.already_launched', 'outreach.nobody'],
  }),
  moveBroadcast: endpoint({
    method: 'POST',
    path: '/outreach/broadcasts/:broadcastId/move',
    summary: 'Pause, go on, or stop for good',
    who: 'member',
    input: z.object({ ...one.shape, to: z.enum(['pause', 'resume', 'stop']) }),
    output: Broadcast,
    errors: [...notMine, 'outreach.cannot_move'],
  }),
  listLedger: endpoint({
    method: 'GET',
    path: '/outreach/broadcasts/:broadcastId/ledger',
    summary: 'Every recipient with the one reason they ended with',
    who: 'member',
    input: z.object({ ...ledger, ...Page }),
    output: z.object({ lines: z.array(LedgerLine), next: z.string().nullable() }),
    errors: notMine,
  }),
  exportLedger: endpoint({
    method: 'GET',
    path: '/outreach/broadcasts/:broadcastId/ledger.csv',
    summary: 'The same as a table',
    who: 'member',
    input: z.object(ledger),
    output: z.unknown(),
    errors: notMine,
    raw: true,
  }),
  listConfirmations: endpoint({
    method: 'GET',
    path: '/outreach/confirmations',
    summary: 'Broadcasts that wait for me to confirm, with my customers in them',
    who: 'member',
    input: z.object({}),
    output: z.object({
      confirmations: z.array(
        z.object({
          broadcastId: BroadcastId,
          name: z.string(),
          contents: z.array(Draft),
          /** false: to all of them or to nobody, those still under judgement included */
          pick: z.boolean(),
          expiresAt: z.iso.datetime(),
          customers: z.array(z.object({ customerId: CustomerId, name: z.string() })),
        }),
      ),
    }),
    errors: [],
  }),
  confirmBroadcast: endpoint({
    method: 'POST',
    path: '/outreach/broadcasts/:broadcastId/confirm',
    summary: 'Send it to these customers of mine; where nobody may choose, to all of mine',
    who: 'member',
    input: z.object({ ...one.shape, customerIds: z.array(CustomerId).min(1).max(10_000) }),
    output: z.object({ confirmed: z.number().int() }),
    errors: notMine,
  }),
  getResult: endpoint({
    method: 'GET',
    path: '/outreach/broadcasts/:broadcastId/result',
    summary:
      'What the broadcast brought, as of the last planned look; between looks nothing changes, however often one asks',
    who: 'member',
    input: one,
    output: z.object({
      outcome: fields.outcome,
      outcomeDays: fields.outcomeDays,
      looksTaken: z.number().int(),
      looksPlanned: z.number().int(),
      lookedAt: z.iso.datetime().nullable(),
      nextLookAt: z.iso.datetime().nullable(),
      /** null before the first look, and where nobody was held out */
      verdict: LiftVerdict.nullable(),
    }),
    errors: notMine,
  }),
  recordOrder: endpoint({
    method: 'POST',
    path: '/outreach/orders',
    summary:
      'A customer of mine ordered; the same number is one order. Counts for broadcasts that are judged by orders',
    who: 'member',
    input: z.object({
      customerId: CustomerId,
      ref: z.string().trim().min(1).max(100),
      at: z.iso.datetime().optional(),
    }),
    output: z.object({}),
    errors: ['customers.customer_not_found', 'orders.other_customer'],
  }),
  getCaps: endpoint({
    method: 'GET',
    path: '/outreach/caps',
    summary: 'How often customers may be written to, and when not',
    who: 'member',
    input: z.object({}),
    output: Caps,
    errors: [],
  }),
  tryCaps: endpoint({
    method: 'GET',
    path: '/admin/outreach/caps/try',
    summary: 'What other caps would have done to the messages of the last 90 days; nothing is changed',
    who: 'admin:outreach',
    input: z.object({
      perWeek: z.coerce.number().int().min(0).max(14),
      perMonth: z.coerce.number().int().min(0).max(60),
    }),
    output: z.object({
      attempts: z.number().int(),
      sent: z.number().int(),
      suppressed: z.number().int(),
      /** who would have heard less than was tried */
      people: z.number().int(),
    }),
    errors: [],
  }),
  setCaps: endpoint({
    method: 'PUT',
    path: '/admin/outreach/caps',
    summary: 'Change the caps: downwards freely, upwards with a reason that is kept',
    who: 'admin:outreach',
    input: z.object({ ...Caps.shape, reason: z.string().trim().max(500).default('') }),
    output: Caps,
    errors: ['outreach.reason_needed'],
  }),
};
