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
