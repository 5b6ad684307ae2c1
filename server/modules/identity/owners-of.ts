import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** The owners of the company, first come first: who answers for it where nobody else does. */
export async function ownersOf(work: Work): Promise<MemberId[]> {
  const rows = await work.sql<{ member_id: MemberId }>(
    `select member_id from admins where corp_id = $1 and role = 'owner' order by since, member_id`,
    [work.corpId],
  );
  return rows.map((r) => r.member_id);
}
