import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/**
 * Something that concerns these members alone (a chat joined or left). Each gets the next number of the own private stream, so a
 * device that was away learns of it; never used for messages, whose cost may not grow with the group.
 */
export async function tellMembers(
  work: Work,
  memberIds: readonly MemberId[],
  kind: string,
  body: Record<string, unknown>,
): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = await work.sql<{ member_id: MemberId; usn: number }>(
    `insert into member_streams (corp_id, member_id, usn) select $1, id, 1 from unnest($2::text[]) u (id) order by id
     on conflict (corp_id, member_id) do update set usn = member_streams.usn + 1 returning member_id, usn`,
    [work.corpId, memberIds],
  );
  await work.sql(
    `insert into member_events (corp_id, member_id, usn, kind, body, at)
     select $1, u.member_id, u.usn, $4, $5, $6 from unnest($2::text[], $3::bigint[]) u (member_id, usn)`,
    [work.corpId, rows.map((r) => r.member_id), rows.map((r) => r.usn), kind, JSON.stringify(body), work.now],
  );
  work.tell('member', { k: kind, b: body, to: rows.map((r) => [r.member_id, r.usn]) } satisfies MemberHint);
}

export interface MemberHint {
  k: string;
  b: Record<string, unknown>;
  /** member and usn; usn 0 = not kept, for the own other devices that are connected right now */
  to: [memberId: string, usn: number][];
}

/** Tells the own other devices that are connected now; nothing is kept, they read the same rows when they come back. */
export function tellMyDevices(work: Work, kind: string, body: Record<string, unknown>): void {
  work.tell('member', { k: kind, b: body, to: [[work.actor.id, 0]] } satisfies MemberHint);
}

/** The same for others' devices: a hint to look again, which whoever is away does not need. */
export function hintMembers(work: Work, memberIds: readonly MemberId[], kind: string): void {
  if (memberIds.length)
    work.tell('member', { k: kind, b: {}, to: memberIds.map((m) => [m, 0]) } satisfies MemberHint);
}
