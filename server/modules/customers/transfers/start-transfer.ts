import { customerTransfers } from '@teahouse/contract/customer-transfers';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { InputOf } from '@teahouse/contract/define';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { adminScope, memberToAdminister } from '../../directory/index.ts';
import { pageOfCustomers } from '../list-customers.ts';
import { ledMembers } from '../rules/led-members.ts';
import { transfersSeen } from './list-transfers.ts';
import { beginTransfer } from './transfers.ts';

const AT_ONCE = 2_000;

export const startTransfer = implement(
  customerTransfers.startTransfer,
  async (work, { from, to, only, message }) => {
    const scope = await adminScope(work);
    const led = {
      hand_over: await ledMembers(work, 'hand_over'),
      inherit: await ledMembers(work, 'inherit'),
    };
    const known = await memberToAdminister(
      work,
      Object.values(led).flat().includes(from) ? null : scope,
      from,
    );
    const right = known.status === 'left' ? 'inherit' : 'hand_over';
    const mine = (id: MemberId) => memberToAdminister(work, led[right].includes(id) ? null : scope, id);
    await mine(from);
    const heir = await mine(to);
    if (heir.status !== 'active') fail('directory.member_not_found');
    const customerIds = Object.values(only).some((v) => v !== undefined)
      ? await those(work, from, only)
      : ('all' as const);
    const id = await beginTransfer(work, {
      from,
      to,
      customerIds,
      reason: right === 'inherit' ? 'leaving' : 'in_service',
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
