// The order in which every marketing message is judged. Pure: facts in, verdict out. The order is part of the promise, see the table below.
import type { Reason } from '@teahouse/contract/outreach';

export interface Facts {
  /** the customer may be written to at all: a living relation, and consent where the company asks for it */
  consent: boolean;
  optedOut: boolean;
  muted: boolean;
  heldOut: boolean;
  /** one more marketing touch is within the caps, counted over all members and channels */
  withinCaps: boolean;
  /** undefined by day; by night the moment it ends where the customer is */
  quietUntil: Date | undefined;
  windowOpen: boolean;
  counterFree: boolean;
  /** true where nobody has to */
  confirmed: boolean;
  contentFit: boolean;
}

export type Verdict =
  | { what: 'go' }
  | { what: 'stop'; reason: Reason }
  | { what: 'wait'; reason: 'quiet_hours' | 'not_confirmed'; until: Date };

interface Stage {
  name: string;
  judge(facts: Facts, by: { now: Date; expiresAt: Date }): Verdict | undefined;
}

const stop = (reason: Reason): Verdict => ({ what: 'stop', reason });

const HOLD_OUT = 'hold-out';
/** consent → opt-out → hold-out → frequency cap → quiet hours → channel window → channel counter → staff confirmation → content check. */
const stages: readonly Stage[] = [
  { name: 'consent', judge: (f) => (f.consent ? undefined : stop('no_consent')) },
  {
    name: 'opt-out',
    judge: (f) => (f.optedOut ? stop('opted_out') : f.muted ? stop('muted') : undefined),
  },
  { name: HOLD_OUT, judge: (f) => (f.heldOut ? stop('held_out') : undefined) },
  {
    name: 'frequency cap',
    judge: (f) => (f.withinCaps ? undefined : stop('frequency_cap')),
  },
  {
    name: 'quiet hours',
    judge: ({ quietUntil }, { expiresAt }) =>
      quietUntil === undefined
        ? undefined
        : quietUntil < expiresAt
          ? { what: 'wait', reason: 'quiet_hours', until: quietUntil }
          : stop('quiet_hours'),
  },
  { name: 'channel window', judge: (f) => (f.windowOpen ? undefined : stop('window_closed')) },
  { name: 'channel counter', judge: (f) => (f.counterFree ? undefined : stop('channel_counter')) },
  {
    name: 'staff confirmation',
    judge: ({ confirmed }, { now, expiresAt }) =>
      confirmed
        ? undefined
        : now < expiresAt
          ? { what: 'wait', reason: 'not_confirmed', until: expiresAt }
          : stop('not_confirmed'),
  },
  { name: 'content check', judge: (f) => (f.contentFit ? undefined : stop('content_refused')) },
  { name: 'expiry', judge: (_, { now, expiresAt }) => (now < expiresAt ? undefined : stop('expired')) },
];

/**
 * What becomes of one recipient now. Of somebody held out the rest of the chain is judged all the same, as `shadow`: that is what
 * would have happened, and the comparison of like with like needs it.
 */
export function judge(facts: Facts, by: { now: Date; expiresAt: Date }): Verdict & { shadow?: Verdict } {
  let held: Verdict | undefined;
  for (const stage of stages) {
    const verdict = stage.judge(facts, by);
    if (!verdict) continue;
    if (stage.name !== HOLD_OUT) return held ? { ...held, shadow: verdict } : verdict;
    held = verdict;
  }
  return held ? { ...held, shadow: { what: 'go' } } : { what: 'go' };
}
