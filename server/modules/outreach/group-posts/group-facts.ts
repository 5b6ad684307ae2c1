import type { Caps } from '@teahouse/contract/outreach';
import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import type { AddressedGroup } from '../../groups/index.ts';
import { withinCaps } from '../fatigue/cap.ts';
import type { Facts } from '../gateway/chain.ts';
import { quietUntil } from '../gateway/quiet-hours.ts';

const LONGEST_MS = 30 * 86_400_000;

/**
 * What the chain asks, answered for whole groups: one without customers has nobody who consents; one in which everybody stopped offers has
 * opted out; caps count what appeared in the group before. Who sits in a group beside others hears what they hear, or a folded line.
 */
export async function groupFacts(
  work: Work,
  groups: readonly AddressedGroup[],
  caps: Caps,
): Promise<Map<ChatId, Omit<Facts, 'heldOut' | 'confirmed' | 'contentFit'>>> {
  const rows = await work.sql<{ chatId: ChatId; at: Date[] }>(
    `select chat_id "chatId", array_agg(sent_at) at from group_post_chats
      where corp_id = $1 and chat_id = any($2) and sent_at > $3 group by 1`,
    [work.corpId, groups.map((g) => g.chatId), new Date(work.now.getTime() - LONGEST_MS)],
  );
  const touched = new Map(rows.map((r) => [r.chatId, r.at]));
  const night = quietUntil(work.now, await corpZone(work), caps);
  return new Map(
    groups.map((g) => [
      g.chatId,
      {
        consent: g.people > 0,
        optedOut: g.people > 0 && g.stopped === g.people,
        muted: false,
        withinCaps: withinCaps(touched.get(g.chatId) ?? [], work.now, caps).allowed,
        quietUntil: night,
        // Our own chats have neither window nor counter.
        windowOpen: true,
        counterFree: true,
      },
    ]),
  );
}
