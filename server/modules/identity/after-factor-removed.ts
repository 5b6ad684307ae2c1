import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { factorNeeded, factorsOf } from './second-step.ts';

/** Refuses (and so undoes) the removal of the last factor where the company asks for one; else recovery codes go with it. */
export async function afterFactorRemoved(work: Work, memberId: MemberId): Promise<void> {
  if ((await factorsOf(work, memberId)).length > 0) return;
  if (await factorNeeded(work, memberId)) fail('identity.last_factor');
  await work.db.deleteFrom('recovery_codes').where('member_id', '=', memberId).execute();
}
