import type { OutputOf } from '@teahouse/contract/define';
import { journeys } from '@teahouse/contract/journeys';
import type { Reason } from '@teahouse/contract/outreach';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { corpZone } from '../../directory/index.ts';
import { capsOf } from '../caps.ts';
import { channelNamed } from '../channels/all.ts';
import { withinCaps } from '../fatigue/cap.ts';
import { judge } from '../gateway/chain.ts';
import { contentFits, contentHashOf } from '../gateway/content.ts';
import { gatherFacts } from '../gateway/gather-facts.ts';
import { quietUntil } from '../gateway/quiet-hours.ts';
import { mayAddress } from '../outreach.access.ts';
import { journeyToUse } from './journey-row.ts';
import { openUntil, stepTimes } from './step-times.ts';
import { whoMatches } from './who-matches.ts';

const AT_ONCE = 2_000;

type Preview = OutputOf<typeof journeys.previewJourney>;

/**
 * The whole chain for everybody who matches today, as if they entered now: step after step at its own hour, each one that would leave
 * counting against the caps of the next. Nothing is written; who would be held out is a share, chance is not drawn.
 */
export const previewJourney = implement(journeys.previewJourney, async (work, { journeyId }) => {
  const row = await journeyToUse(work, journeyId);
  const plan = row.draft ?? row.plan ?? fail('outreach.journey_not_found');
  mayAddress(work, plan.audience, row.madeBy);
  const people = await whoMatches(work, plan, row.madeBy);
  const caps = await capsOf(work);
  const zone = await corpZone(work);
  const times = stepTimes(plan.steps, work.now, zone);
  const fit = plan.steps.map((s) => contentFits(s.contents, contentHashOf(s.contents), caps.bannedWords));
  const tallies = plan.steps.map(() => ({ passing: 0, waiting: 0, counts: new Map<Reason, number>() }));
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    const known = await gatherFacts(work, some, { channel: channelNamed('web'), caps });
    for (const { customerId } of some) {
      const one = known.get(customerId);
      if (!one) continue;
      const touched = [...one.touched];
      for (const [no, now] of times.entries()) {
        const tally = tallies[no]!;
        const verdict = judge(
          {
            ...one.facts,
            withinCaps: withinCaps(touched, now, caps).allowed,
            quietUntil: quietUntil(now, zone, caps),
            heldOut: false,
            confirmed: true,
            contentFit: fit[no] ?? false,
          },
          { now, expiresAt: openUntil(times, no) },
        );
        if (verdict.what === 'stop')
          tally.counts.set(verdict.reason, (tally.counts.get(verdict.reason) ?? 0) + 1);
        else {
          if (verdict.what === 'wait') tally.waiting++;
          else tally.passing++;
          touched.push(verdict.what === 'wait' ? verdict.until : now);
        }
      }
    }
  }
  return {
    people: people.length,
    entering: plan.already ? people.length : 0,
    steps: plan.steps.map(({ day, at }, no): Preview['steps'][number] => {
      const { passing, waiting, counts } = tallies[no]!;
      const heldOut = Math.round((passing * row.holdOut) / 10_000);
      return {
        day,
        at,
        firstAt: times[no]!.toISOString(),
        wouldSend: passing - heldOut,
        heldOut,
        wouldWait: waiting,
        counts: [...counts].map(([reason, n]) => ({ reason, n })),
      };
    }),
  };
});
