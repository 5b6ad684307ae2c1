// Journeys: messages on day 1, 3, 7 after something began, each through the one gateway; chance decides once per person and journey.
import * as z from 'zod';
import { Page } from './directory.ts';
import { endpoint } from './define.ts';
import { BroadcastId, CustomerTagId, JourneyId, MemberId } from './ids.ts';
import { Audience } from './audience.ts';
import { Contents, HoldOut, Reason } from './outreach.ts';
import { Draft } from './realtime.ts';

/** From when days are counted: a member got the customer, a tag was given, an order came. */
export const anchors = ['added', 'tagged', 'ordered'] as const;
/** Why somebody is no longer under way. `before`: had the tag already when the journey began. */
export const journeyEnds = [
  'finished',
  'replied',
  'untagged',
  'opted_out',
  'unfollowed',
  'stopped',
  'before',
] as const;

const step = {
  /** days after the day of the anchor, where the company is */
  day: z.number().int().min(0).max(365),
  /** local time; on day 0 at once where it has passed */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
};

const parts = {
  audience: Audience.prefault({}),
  anchor: z.enum(anchors),
  /** the tag whose giving is the anchor */
  anchorTagId: CustomerTagId.nullable().default(null),
  /** those, too, for whom it began before the journey did */
  already: z.boolean().default(false),
  stopOnReply: z.boolean().default(true),
  stopOnUntag: z.boolean().default(true),
  /** members confirm before anything leaves */
  confirm: z.boolean().default(false),
};

/** What happens to whom. Once it runs it never changes: a change is the next version, for those who enter from then on. */
export const JourneyPlan = z.object({
  ...parts,
  steps: z
    .array(z.object({ ...step, contents: Contents }))
    .min(1)
    .max(20),
});
export type JourneyPlan = z.infer<typeof JourneyPlan>;
const KeptPlan = JourneyPlan.extend({
  steps: z.array(z.object({ ...step, contents: z.array(Draft) })),
});
export type KeptPlan = z.infer<typeof KeptPlan>;

const name = z.string().trim().min(1).max(60);
const figures = z.object({
  counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
  waiting: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
});

export const Journey = z.object({
  id: JourneyId,
  name,
  holdOut: HoldOut,
  state: z.enum(['draft', 'running', 'paused', 'stopped']),
  madeBy: MemberId,
  madeByName: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  /** 0: none runs yet */
  version: z.number().int(),
  /** the version people enter now */
  plan: KeptPlan.nullable(),
  /** what is being written and does not run yet */
  draft: KeptPlan.nullable(),
  underWay: z.number().int(),
  ended: z.array(z.object({ why: z.enum(journeyEnds), n: z.number().int() })),
});
export type Journey = z.input<typeof Journey>;

export const JourneyStep = z.object({
  version: z.number().int(),
  no: z.number().int(),
  ...step,
  /** its ledger is that of a broadcast */
  broadcastId: BroadcastId,
  ...figures.shape,
});
export type JourneyStep = z.infer<typeof JourneyStep>;

const one = z.object({ journeyId: JourneyId });
const notMine = ['outreach.journey_not_found'] as const;
const badPlan = [
  'outreach.too_few_rights',
  'outreach.channel_unknown',
  'outreach.bad_plan',
  'files.not_found',
  'customers.tag_not_found',
] as const;

export const journeys = {
  listJourneys: endpoint({
    method: 'GET',
    path: '/outreach/journeys',
    summary: 'My journeys, or with the outreach role everybody’s; newest first',
    who: 'member',
    input: z.object(Page),
    output: z.object({ journeys: z.array(Journey), next: z.string().nullable() }),
    errors: [],
  }),
  createJourney: endpoint({
    method: 'POST',
    path: '/outreach/journeys',
    summary: 'Write a journey; nobody enters before it is published',
    who: 'member',
    input: z.object({ name, holdOut: HoldOut.default(1_000), plan: JourneyPlan }),
    output: Journey,
    errors: badPlan,
  }),
  getJourney: endpoint({
    method: 'GET',
    path: '/outreach/journeys/:journeyId',
    summary: 'One journey with every step of every version, and how many ended at it with which reason',
    who: 'member',
    input: one,
    output: z.object({ journey: Journey, steps: z.array(JourneyStep) }),
    errors: notMine,
  }),
  changeJourney: endpoint({
    method: 'PATCH',
    path: '/outreach/journeys/:journeyId',
    summary: 'Write the next version; what runs stays as it is',
    who: 'member',
    input: z.object({
      ...one.shape,
      name: name.optional(),
      holdOut: HoldOut.optional(),
      plan: JourneyPlan.optional(),
    }),
    output: Journey,
    errors: [...notMine, ...badPlan, 'outreach.already_launched', 'outreach.cannot_move'],
  }),
  previewJourney: endpoint({
    method: 'POST',
    path: '/outreach/journeys/:journeyId/preview',
    summary: 'Dry run: when each step would reach somebody who enters now, and who would be skipped and why',
    who: 'member',
    input: one,
    output: z.object({
      /** match now; they enter at the start only where the plan says so */
      people: z.number().int(),
      entering: z.number().int(),
      steps: z.array(
        z.object({
          ...step,
          firstAt: z.iso.datetime(),
          wouldSend: z.number().int(),
          heldOut: z.number().int(),
          wouldWait: z.number().int(),
          counts: z.array(z.object({ reason: Reason, n: z.number().int() })),
        }),
      ),
    }),
    errors: [...notMine, ...badPlan],
  }),
  publishJourney: endpoint({
    method: 'POST',
    path: '/outreach/journeys/:journeyId/publish',
    summary: 'Begin, or let those who enter from now on take the new version',
    who: 'member',
    input: one,
    output: Journey,
    errors: [...notMine, ...badPlan, 'outreach.cannot_move'],
  }),
  moveJourney: endpoint({
    method: 'POST',
    path: '/outreach/journeys/:journeyId/move',
    summary: 'Pause, go on, or stop for good',
    who: 'member',
    input: z.object({ ...one.shape, to: z.enum(['pause', 'resume', 'stop']) }),
    output: Journey,
    errors: [...notMine, 'outreach.cannot_move'],
  }),
  removeJourney: endpoint({
    method: 'DELETE',
    path: '/outreach/journeys/:journeyId',
    summary: 'Throw away a journey that never ran',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: [...notMine, 'outreach.already_launched'],
  }),
};
