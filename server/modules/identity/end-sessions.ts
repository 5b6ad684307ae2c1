import type { MemberId } from '@teahouse/contract/ids';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import type { Work } from '../../kernel/work.ts';

/** Ends sessions of a member: the rows, the keys at the front desk, and their sockets on every replica. Returns how many ended. */
export async function endSessions(
  work: Work,
  memberId: MemberId,
  which: { only?: string; keep?: string } = {},
): Promise<number> {
  const ended = await work.sql<{ id: string }>(
    `delete from sessions where corp_id = $1 and member_id = $2
        and ($3::text is null or id = $3) and ($4::text is null or id <> $4) returning id`,
    [work.corpId, memberId, which.only ?? null, which.keep ?? null],
  );
  for (const { id } of ended) await takeBackKeys(work, { kind: 'session', opens: id });
  work.tell('sessions', {
    memberId,
    ...(which.only ? { sessionId: which.only } : {}),
    ...(which.keep ? { keep: which.keep } : {}),
  });
  return ended.length;
}
