import { customerTransfers } from '@teahouse/contract/customer-transfers';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { InputOf } from '@teahouse/contract/define';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { adminScope, memberToAdminister } from '../../directory/index.ts';
import { pageOfCustomers } from '../list-customers.ts';
import { transfersSeen } from './list-transfers.ts';
import { beginTransfer } from './transfers.ts';

const AT_ONCE = 2_000;

export const startTransfer = implement(
  customerTransfers.startTransfer,
  async (work, { from, to, only, message }) => {
    const scope = await adminScope(work);
    await memberToAdminister(work, scope, from);
    const heir = await memberToAdminister(work, scope, to);
    if (heir.status !== 'active') fail('directory.member_not_found');
    const customerIds = Object.values(only).some((v) => v !== undefined)
      ? await those(work, from, only)
      : ('all' as const);
    const id = await beginTransfer(work, {
      from,
      to,
      customerIds,
      reason: 'in_service',
      message,
      madeBy: actingMember(work),
    });
    const [transfer] = id ? await transfersSeen(work, id) : [];
    return transfer ?? fail('customers.nobody_to_hand_over');
  },
);

/** Everybody of this member whom the filter finds. */
async function those(
  work: Work,
  memberId: MemberId,
  only: InputOf<typeof customerTransfers.startTransfer>['only'],
): Promise<CustomerId[]> {
  const found: CustomerId[] = [];
  let after: [string, string, string] | undefined;
  for (;;) {
    const page = await pageOfCustomers(work, { ...only, whose: 'all', memberId }, after, AT_ONCE);
    found.push(...page.map((f) => f.customerId));
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return found;
    after = [last.addedAt, last.customerId, last.memberId];
  }
}
