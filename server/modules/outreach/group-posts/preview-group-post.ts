import { groupPosts } from '@teahouse/contract/group-posts';
import { implement } from '../../../kernel/module.ts';
import type { AddressedGroup } from '../../groups/index.ts';
import { capsOf } from '../caps.ts';
import { judge } from '../gateway/chain.ts';
import { contentFits, contentHashOf } from '../gateway/content.ts';
import { groupFacts } from './group-facts.ts';
import { groupsMeant, OPEN_MS, trueContents } from './groups-meant.ts';

/** The same chain with the same facts as a start now, but nothing is written. */
export const previewGroupPost = implement(
  groupPosts.previewGroupPost,
  async (work, { contents, holdOut, ...whom }) => {
    const groups = await groupsMeant(work, whom);
    const caps = await capsOf(work);
    const kept = await trueContents(work, contents);
    const contentFit = contentFits(kept, contentHashOf(kept), caps.bannedWords);
    const facts = await groupFacts(work, groups, caps);
    const by = { now: work.now, expiresAt: new Date(work.now.getTime() + OPEN_MS) };
    const fates = groups.map((group) => ({
      group,
      verdict: judge({ ...facts.get(group.chatId)!, heldOut: false, confirmed: true, contentFit }, by),
    }));
    const passing = fates.filter((f) => f.verdict.what !== 'stop').map((f) => f.group);
    const go = fates.filter((f) => f.verdict.what === 'go').length;
    const share = 1 - holdOut / 10_000;
    const sum = (of: (group: AddressedGroup) => number) => passing.reduce((n, group) => n + of(group), 0);
    return {
      groups: groups.length,
      wouldSend: Math.round(go * share),
      heldOut: passing.length - Math.round(go * share) - Math.round((passing.length - go) * share),
      wouldWait: Math.round((passing.length - go) * share),
      people: sum((g) => g.people),
      folded: sum((g) => g.stopped),
      skipped: fates.flatMap(({ group: { chatId, name, ownerName }, verdict }) =>
        verdict.what === 'stop' ? [{ chatId, name, ownerName, reason: verdict.reason }] : [],
      ),
    };
  },
);
