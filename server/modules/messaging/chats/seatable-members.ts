import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { visibleMembers } from '../../directory/index.ts';

/** Colleagues who may be brought into a group, each once: seen by the actor and still with the company. Throws messaging.unknown_member. */
export async function seatableMembers(work: Work, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const wanted = [...new Set(memberIds)];
  const seen = await visibleMembers(work, wanted);
  const here = await work.sql(
    `select from members where corp_id = $1 and id = any($2) and status in ('active', 'invited')`,
    [work.corpId, seen],
  );
  if (here.length !== wanted.length) fail('messaging.unknown_member');
  return wanted;
}
