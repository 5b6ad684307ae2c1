import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { visibleMembers } from '../../directory/index.ts';
import { myChat } from './get-chat.ts';
import { makeChat } from './make-chat.ts';

/** The one chat of a pair, made on first use. Safe when both start it at the same moment. */
export async function pairChat(
  work: Work,
  pair: string,
  make: (pair: string) => Promise<ChatId>,
): Promise<ChatId> {
  const find = async () =>
    (
      await work.sql<{ id: ChatId }>('select id from chats where corp_id = $1 and pair = $2', [
        work.corpId,
        pair,
      ])
    )[0]?.id;
  const found = await find();
  if (found) return found;
  // Whoever comes second waits here, then finds what the first one made.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${pair}`]);
  return (await find()) ?? (await make(pair));
}

/** The one chat of two members. */
export function directChat(work: Work, a: MemberId, b: MemberId): Promise<ChatId> {
  return pairChat(work, [a, b].toSorted().join(' '), (pair) =>
    makeChat(work, { kind: 'direct', pair, memberIds: [a, b] }),
  );
}

export const openDirect = implement(messaging.openDirect, async (work, { memberId }) => {
  const me = actingMember(work);
  const [seen] = await visibleMembers(work, [memberId]);
  if (!seen) fail('messaging.unknown_member');
  return await myChat(work, await directChat(work, me, memberId));
});
