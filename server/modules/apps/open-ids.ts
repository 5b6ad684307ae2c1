import type { MemberId } from '@teahouse/contract/ids';
import { randomBytes } from 'node:crypto';
import type { Work } from '../../kernel/work.ts';

/** The member's name towards payment and other outsiders: always the same, and it says nothing. */
export async function openIdOf(work: Work, memberId: MemberId): Promise<string> {
  const [row] = await work.sql<{ openId: string }>(
    `insert into open_ids (corp_id, member_id, open_id) values ($1, $2, $3)
     on conflict (corp_id, member_id) do update set member_id = excluded.member_id returning open_id "openId"`,
    [work.corpId, memberId, `o${randomBytes(20).toString('base64url')}`],
  );
  return row!.openId;
}

/** Whose name this is; undefined where it never was one. */
export async function memberOfOpenId(work: Work, openId: string): Promise<MemberId | undefined> {
  const [row] = await work.sql<{ id: MemberId }>(
    'select member_id id from open_ids where corp_id = $1 and open_id = $2',
    [work.corpId, openId],
  );
  return row?.id;
}

/** The members' names towards programs of other makers, in the order asked. */
export async function openUseridsOf(work: Work, memberIds: readonly MemberId[]): Promise<string[]> {
  const fresh = () => randomBytes(24).toString('base64url');
  const once = [...new Set(memberIds)];
  const rows = await work.sql<{ id: MemberId; name: string }>(
    `insert into open_ids (corp_id, member_id, open_id, open_userid)
     select $1, i, o, u from unnest($2::text[], $3::text[], $4::text[]) n (i, o, u)
     on conflict (corp_id, member_id) do update set open_userid = coalesce(open_ids.open_userid, excluded.open_userid)
     returning member_id id, open_userid name`,
    [work.corpId, once, once.map(() => `o${fresh()}`), once.map(() => `wo${fresh()}`)],
  );
  const names = new Map(rows.map((r) => [r.id, r.name]));
  return memberIds.map((id) => names.get(id)!);
}

/** Whose names these are; those that never were any are left out. */
export async function membersOfOpenUserids(
  work: Work,
  names: readonly string[],
): Promise<Map<string, MemberId>> {
  const rows = await work.sql<{ id: MemberId; name: string }>(
    'select member_id id, open_userid name from open_ids where corp_id = $1 and open_userid = any($2)',
    [work.corpId, names],
  );
  return new Map(rows.map((r) => [r.name, r.id]));
}
