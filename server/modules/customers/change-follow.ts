import { customers } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import { myFollow } from './follow.access.ts';
import { writeFollow } from './write-follow.ts';

export const changeFollow = implement(customers.changeFollow, async (work, { customerId, ...change }) => {
  await writeFollow(work, await myFollow(work, customerId), change);
  return await myFollow(work, customerId);
});
