// How often is best: people drawn into caps for some weeks, and customers nobody hears from any more.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CapExperimentId, CustomerId, MemberId } from './ids.ts';
import { Estimate, outcomes } from './outreach.ts';

const Arm = z.object({
  /** touches a week */
  cap: z.number().int(),
  people: z.number().int(),
  perPerson: z.number(),
  optOut: Estimate,
  /** outcomes per person less those of the best arm; null for the best itself */
  behindBest: Estimate.nullable(),
  withinLimit: z.boolean(),
  belowBest: z.boolean(),
});

const fields = {
  weeks: z.number().int().min(8).max(12),
  outcome: z.enum(outcomes),
  /** the share of people who may opt out at most, 0 to 1 */
  optOutLimit: z.number().min(0.001).max(0.5),
};

export const CapExperiment = z.object({
  id: CapExperimentId,
  ...fields,
  caps: z.array(z.number().int()),
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  people: z.number().int(),
  /** null before the end, and where it was ended before its time */
  finding: z
    .object({
      /** the highest cap that loses few enough people and is not plainly worse; null where every one loses too many */
      cap: z.number().int().nullable(),
      arms: z.array(Arm),
    })
    .nullable(),
});
export type CapExperiment = z.infer<typeof CapExperiment>;

export const capExperiments = {
  listCapExperiments: endpoint({
    method: 'GET',
    path: '/admin/outreach/cap-experiments',
    summary: 'Experiments with how often customers are written to; newest first',
    who: 'admin:outreach',
    input: z.object({}),
    output: z.object({ experiments: z.array(CapExperiment) }),
    errors: [],
  }),
  startCapExperiment: endpoint({
    method: 'POST',
    path: '/admin/outreach/cap-experiments',
    summary:
      'Draw everybody into 0, 1, 2 or 4 marketing messages a week from now on; the reason is kept, since some hear more than before',
    who: 'admin:outreach',
    input: z.object({ ...fields, reason: z.string().trim().max(500).default('') }),
    output: CapExperiment,
    errors: ['outreach.reason_needed', 'outreach.experiment_runs'],
  }),
  endCapExperiment: endpoint({
    method: 'DELETE',
    path: '/admin/outreach/cap-experiments/:experimentId',
    summary: 'End the one that runs before its time: the usual caps hold again, and nothing is found',
    who: 'admin:outreach',
    input: z.object({ experimentId: CapExperimentId }),
    output: z.object({}),
    errors: ['outreach.experiment_not_found'],
  }),
  listSunk: endpoint({
    method: 'GET',
    path: '/admin/outreach/sunk',
    summary:
      'Sunk chats: three marketing messages or more without an answer, or nothing from the customer for 60 days while we wrote',
    who: 'admin:outreach',
    input: z.object({}),
    output: z.object({
      chats: z.number().int(),
      unanswered: z.number().int(),
      silent: z.number().int(),
      /** at most 200 of them */
      sunk: z.array(
        z.object({
          customerId: CustomerId,
          name: z.string(),
          memberId: MemberId,
          memberName: z.string(),
          because: z.enum(['unanswered', 'silent']),
          /** when the customer was last heard; null: never */
          heardAt: z.iso.datetime().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
};
