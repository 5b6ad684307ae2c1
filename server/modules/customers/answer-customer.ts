import { customers } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import { myFollow } from './follow.access.ts';
import { tellAdded } from './follow-customer.ts';
import { noteEvent } from './note-event.ts';

export const answerCustomer = implement(customers.answerCustomer, async (work, { customerId, accept }) => {
  const { memberId, codeId } = await myFollow(work, customerId);
  const moved = await work.sql(
    `update customer_follows set state = $4 where corp_id = $1 and customer_id = $2 and member_id = $3 and state <> $4 returning state`,
    [work.corpId, customerId, memberId, accept ? 'following' : 'refused'],
  );
  if (moved.length && accept) await tellAdded(work, { customerId, memberId, codeId });
  else if (moved.length) await noteEvent(work, { customerId, memberId, kind: 'refused' });
  return await myFollow(work, customerId);
});
