import { capExperiments } from '@teahouse/contract/cap-experiments';
import type { OutputOf } from '@teahouse/contract/define';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { type Addressed, pairsOf, standingOf } from '../customers/index.ts';
import { lastHeard } from '../messaging/index.ts';
import { type ChatMessage, type Sunk, sunkAt } from './fatigue/sunk.ts';

const AT_ONCE = 2_000;
const SHOWN = 200;

type Answer = OutputOf<typeof capExperiments.listSunk>;

/** Every chat of a member with a customer of theirs, judged as `sunkAt` says. */
export const listSunk = implement(capExperiments.listSunk, async (work) => {
  const answer: Answer = { chats: 0, unanswered: 0, silent: 0, sunk: [] };
  let after = '';
  for (;;) {
    const pairs = await pairsOf(work, after, AT_ONCE);
    answer.chats += pairs.length;
    const sunk = await sunkOf(work, pairs);
    for (const { because } of sunk) answer[because]++;
    const shown = sunk.slice(0, SHOWN - answer.sunk.length);
    const standing = await standingOf(work, shown);
    for (const s of shown) {
      const now = standing.get(s.customerId);
      answer.sunk.push({ ...s, name: now?.name ?? '', memberName: now?.memberName ?? '' });
    }
    if (pairs.length < AT_ONCE) return answer;
    after = pairs.at(-1)!.chatId;
  }
});

interface Found {
  customerId: CustomerId;
  memberId: MemberId;
  because: NonNullable<Sunk['because']>;
  heardAt: string | null;
}

async function sunkOf(work: Work, pairs: readonly Omit<Addressed, 'personId'>[]): Promise<Found[]> {
  const heard = await lastHeard(
    work,
    pairs.map((p) => p.chatId),
  );
  const touches = await work.sql<{ customerId: CustomerId; memberId: MemberId; at: Date[] }>(
    `select customer_id "customerId", member_id "memberId", array_agg(at) at from touches
      where corp_id = $1 and customer_id = any($2) group by 1, 2`,
    [work.corpId, pairs.map((p) => p.customerId)],
  );
  const touched = new Map(touches.map((t) => [`${t.customerId} ${t.memberId}`, t.at]));
  return pairs.flatMap(({ customerId, memberId, chatId }) => {
    const chat = heard.get(chatId);
    if (!chat) return [];
    const { heardAt, answeredAt } = chat;
    const messages: ChatMessage[] = [
      ...(heardAt ? [{ from: 'customer' as const, marketing: false, at: heardAt }] : []),
      ...(answeredAt ? [{ from: 'us' as const, marketing: false, at: answeredAt }] : []),
      ...(touched.get(`${customerId} ${memberId}`) ?? []).map((at) => ({
        from: 'us' as const,
        marketing: true,
        at,
      })),
    ];
    const { because } = sunkAt(messages, work.now);
    return because ? [{ customerId, memberId, because, heardAt: heardAt?.toISOString() ?? null }] : [];
  });
}
