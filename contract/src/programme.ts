// The programme: for 90 days some people hear no marketing at all, and what all of it together brought is judged by them.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { BroadcastId, ProgrammeId } from './ids.ts';
import { Estimate, LiftVerdict, outcomes } from './outreach.ts';

/** Of 10,000. None at all is `on: false`. */
const Share = z.number().int().min(100).max(5_000);
export const ProgrammeSettings = z.object({ on: z.boolean().default(true), holdOut: Share.default(1_000) });
export type ProgrammeSettings = z.infer<typeof ProgrammeSettings>;
const asSet = z.object({ on: z.boolean(), holdOut: Share });

export const Programme = z.object({
  id: ProgrammeId,
  holdOut: Share,
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** set where it is over, or was ended before its time */
  endedAt: z.iso.datetime().nullable(),
  /** people in it so far: those the gateway had something for. Sizes only, never what came of them */
  assigned: z.object({ served: z.number().int(), heldOut: z.number().int() }),
  /** whether these sizes are what chance gives */
  sizesFit: z.boolean(),
  looksTaken: z.number().int(),
  looksPlanned: z.number().int(),
  lookedAt: z.iso.datetime().nullable(),
  nextLookAt: z.iso.datetime().nullable(),
  /** as of the last planned look; null before the first */
  verdict: LiftVerdict.nullable(),
  /** opted out since they are in it, served less held out, by the same looks; null where the result is not shown */
  optOuts: z.object({ difference: Estimate, shown: z.boolean() }).nullable(),
});
export type Programme = z.infer<typeof Programme>;

const together = { difference: Estimate, incremental: Estimate };
/** What finished broadcasts say as one (Mantel-Haenszel); a broadcast is a stratum. */
export const PooledVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('effect'), ...together }),
  z.object({ kind: z.literal('noEffectLargerThan'), x: z.number(), ...together }),
  z.object({ kind: z.literal('tooSmall'), needed: z.number().int(), ...together }),
  /** fewer than 15 outcomes are to be expected among those held out: the interval is not yet right */
  z.object({ kind: z.literal('tooFew'), needed: z.number().int() }),
]);
export type PooledVerdict = z.infer<typeof PooledVerdict>;

export const programme = {
  getProgramme: endpoint({
    method: 'GET',
    path: '/admin/outreach/programme',
    summary: 'What all marketing together brought: the programme’s hold-out, and finished broadcasts as one',
    who: 'admin:outreach',
    input: z.object({}),
    output: z.object({
      settings: asSet,
      /** it begins by itself with the first marketing once so many customers are there */
      begins: z.object({ customers: z.number().int(), needed: z.number().int() }),
      /** the one that runs first, then the last ones; newest first */
      programmes: z.array(Programme),
      pooled: z.array(
        z.object({
          outcome: z.enum(outcomes),
          broadcasts: z.number().int(),
          people: z.number().int(),
          verdict: PooledVerdict,
        }),
      ),
      /** finished broadcasts of the last year, newest first; `proved`: at most one in twenty of those marked so is false */
      broadcasts: z.array(
        z.object({
          broadcastId: BroadcastId,
          name: z.string(),
          outcome: z.enum(outcomes),
          launchedAt: z.iso.datetime(),
          people: z.number().int(),
          verdict: LiftVerdict,
          proved: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  setProgramme: endpoint({
    method: 'PUT',
    path: '/admin/outreach/programme',
    summary:
      'Whether a programme runs, and how many the next one holds out. Switching it off ends the one that runs; its assignments stay as they are',
    who: 'admin:outreach',
    input: ProgrammeSettings,
    output: asSet,
    errors: [],
  }),
};
