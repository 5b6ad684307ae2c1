import { outreach, type Reason } from '@teahouse/contract/outreach';
import type { OutputOf } from '@teahouse/contract/define';
import { implement } from '../../kernel/module.ts';
import { audienceOf } from '../customers/index.ts';
import { capsOf } from './caps.ts';
import { channelNamed } from './channels/all.ts';
import { judge } from './gateway/chain.ts';
import { contentFits, contentHashOf } from './gateway/content.ts';
import { gatherFacts } from './gateway/gather-facts.ts';
import { broadcastToUse, mayBroadcast } from './outreach.access.ts';
import { programmeShare } from './programme/kept-back.ts';
import { suggestHoldOut } from './suggest-hold-out.ts';

const AT_ONCE = 2_000;
const SHOWN = 200;
const DAY_MS = 86_400_000;

type Preview = OutputOf<typeof outreach.previewBroadcast>;

/** The same chain with the same facts as a launch now, but nothing is written. Held out by chance are so many of those who pass. */
export const previewBroadcast = implement(outreach.previewBroadcast, async (work, { broadcastId }) => {
  const row = await broadcastToUse(work, broadcastId);
  const people = await audienceOf(work, row.audience, await mayBroadcast(work, row));
  const channel = channelNamed(row.channel);
  const caps = await capsOf(work);
  const by = { now: work.now, expiresAt: new Date(work.now.getTime() + 3 * DAY_MS) };
  const contentFit = contentFits(row.contents, contentHashOf(row.contents), caps.bannedWords);
  const counts = new Map<Reason, number>();
  const skipped: Preview['skipped'] = [];
  let passing = 0;
  let waiting = 0;
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    const known = await gatherFacts(work, some, { channel, caps });
    for (const { customerId } of some) {
      const one = known.get(customerId);
      if (!one) continue;
      const verdict = judge({ ...one.facts, heldOut: false, confirmed: true, contentFit }, by);
      if (verdict.what === 'go') passing++;
      else if (verdict.what === 'wait') waiting++;
      else {
        counts.set(verdict.reason, (counts.get(verdict.reason) ?? 0) + 1);
        const { name, memberName } = one.standing;
        if (skipped.length < SHOWN) skipped.push({ customerId, name, memberName, reason: verdict.reason });
      }
    }
  }
  const share = 1 - (1 - row.holdOut / 10_000) * (1 - (await programmeShare(work)) / 10_000);
  const heldOut = Math.round((passing + waiting) * share);
  const heldNow = Math.round(passing * share);
  return {
    eligible: people.length,
    wouldSend: passing - heldNow,
    heldOut,
    wouldWait: waiting - (heldOut - heldNow),
    counts: [...counts].map(([reason, n]) => ({ reason, n })),
    skipped,
    suggestedHoldOut: suggestHoldOut(people.length),
  };
});
