import type { Role } from '@teahouse/contract/identity-admin';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** The owners of the company, first come first: who answers for it where nobody else does. */
export const ownersOf = (work: Work): Promise<MemberId[]> => holdersOf(work, 'owner');

/** Who holds a role for the whole company, first come first. */
export async function holdersOf(work: Work, role: Role): Promise<MemberId[]> {
  const rows = await work.sql<{ member_id: MemberId }>(
    `select member_id from admins where corp_id = $1 and role = $2 and departments is null order by since, member_id`,
    [work.corpId, role],
  );
  return rows.map((r) => r.member_id);
}
