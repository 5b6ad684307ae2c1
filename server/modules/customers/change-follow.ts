import { customers } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import { followToChange } from './follow.access.ts';
import { writeFollow } from './write-follow.ts';

export const changeFollow = implement(
  customers.changeFollow,
  async (work, { customerId, memberId, ...change }) => {
    await writeFollow(work, await followToChange(work, customerId, memberId), change);
    return await followToChange(work, customerId, memberId);
  },
);
